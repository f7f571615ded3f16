using System;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using Xunit;

namespace MemMap.Tests.Npy;

/// <summary>Files whose element type the caller states: dates, complex64, fixed bytes, records. What is written is what np.save writes.</summary>
public sealed class NpyDescrTests : IDisposable
{
    private const string PointDescr = "[('x', '<f4'), ('y', '<f4'), ('id', '<i2')]";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Stated => NpyCase.Where(file =>
        (file.DType.StartsWith("<M8", StringComparison.Ordinal) || file.DType.StartsWith("<m8", StringComparison.Ordinal) || file.DType == "<c8")
        || file.File is "record_point.npy" or "record_aligned.npy" or "record_nested.npy" or "record_latin.npy" or "record_greek.npy" or "other_S4.npy" or "other_U3.npy" or "other_V3.npy");

    [Theory]
    [MemberData(nameof(Stated))]
    public void CreateNpyAndSaveNpy_DescrOfNumPysFile_WriteItsBytes(string name)
    {
        NpyCase file = NpyCase.Named(name);
        Action<NpyCase> check = name switch
        {
            "record_point.npy" => Check<Point>,
            "record_aligned.npy" => Check<Aligned>,
            "record_nested.npy" => Check<Nested>,
            "record_latin.npy" or "record_greek.npy" => Check<Number>,
            "other_S4.npy" => Check<Four>,
            "other_U3.npy" => Check<Letters>,
            "other_V3.npy" => Check<Three>,
            _ when file.DType == "<c8" => Check<Vector2>,
            _ => Check<long>,
        };
        check(file);
    }

    private void Check<T>(NpyCase file)
        where T : unmanaged
    {
        string descr = NpyHeader.Read(file.Path).Descr;
        using MemMapArray<T> opened = MemMapArray.OpenNpy<T>(file.Path);
        opened.SaveNpy(_folder.File("saved.npy"), descr);
        Assert.Equal(file.Bytes, File.ReadAllBytes(_folder.File("saved.npy")));
        using (MemMapArray<T> created = MemMapArray.CreateNpy<T>(_folder.File("created.npy"), file.Shape, file.Order, descr))
        {
            Assert.Equal(file.Order, created.Order);
            created.CopyFrom(opened);
        }

        Assert.Equal(file.Bytes, File.ReadAllBytes(_folder.File("created.npy")));
    }

    [Theory]
    [InlineData("=i8", "<i8")]
    [InlineData("i8", "<i8")]
    [InlineData("M8[1s]", "<M8[s]")]
    [InlineData("<M8[10s]", "<M8[10s]")]
    [InlineData("=m8[generic]", "<m8")]
    [InlineData("m8[25us]", "<m8[25us]")]
    [InlineData("|S8", null)]
    public void SaveNpy_DescrInOtherWords_IsWrittenInNumPys(string descr, string? written)
    {
        using MemMapArray<long> array = MemMapArray.Open<long>(_folder.Write<long>([1, 2, 3]));
        if (written is null)
        {
            FolderSnapshot.Refused<NotSupportedException>(_folder, () => array.SaveNpy(_folder.File("a.npy"), descr), "struct of 8 bytes");
            return;
        }

        array.SaveNpy(_folder.File("a.npy"), descr);
        Assert.Equal(written, NpyHeader.Read(_folder.File("a.npy")).Descr);
        Assert.Equal([.. NpyBytes.Of(written, 3), .. File.ReadAllBytes(array.Path)], File.ReadAllBytes(_folder.File("a.npy")));
    }

    [Fact]
    public void SaveNpy_RecordInOtherWords_IsWrittenInNumPys()
    {
        using MemMapArray<Point> array = MemMapArray.Open<Point>(_folder.Write<Point>([new(1, 2, 3)]));
        array.SaveNpy(_folder.File("a.npy"), " [ (\"x\",'=f4' , ) ,(('A \"title\"','y'),'f4'),('id',\"<i2\",(1,)) , ] ");
        Assert.Equal("[('x', '<f4'), (('A \"title\"', 'y'), '<f4'), ('id', '<i2', (1,))]", NpyHeader.Read(_folder.File("a.npy")).Descr);
        array.SaveNpy(_folder.File("a.npy"), "[('it\\'s', '<f4'), ('a\"\\'\\\\\\n\\x07', '<f4'), ('\u03b1\\u200b\\U0001d6fc', '<i2')]");
        Assert.Equal("[(\"it's\", '<f4'), ('a\"\\'\\\\\\n\\x07', '<f4'), ('\u03b1\\u200b\U0001d6fc', '<i2')]", NpyHeader.Read(_folder.File("a.npy")).Descr);
        Assert.Equal(new Version(3, 0), NpyHeader.Read(_folder.File("a.npy")).Version);
        array.SaveNpy(_folder.File("b.npy"), "[('\uffffa', '<f4'), ('\U000e0001', '<f4'), ('id', '<i2')]");
        Assert.Equal("[('\\uffffa', '<f4'), ('\\U000e0001', '<f4'), ('id', '<i2')]", NpyHeader.Read(_folder.File("b.npy")).Descr);
        using MemMapArray<Point> reopened = MemMapArray.OpenNpy<Point>(_folder.File("a.npy"), MemMapMode.ReadWrite);
        reopened.Append([new Point(4, 5, 6), new Point(7, 8, 9)]);
        Assert.Equal(3, NpyHeader.Read(_folder.File("a.npy")).Shape[0]);
        Assert.Equal(9, reopened[^1].Id);
    }

    [Theory]
    [InlineData("", "not a type")]
    [InlineData("<f4', 'fortran_order': True, 'x': '", "not a type")]
    [InlineData("|O", "pickles")]
    [InlineData("<f8", "long", "use double")]
    [InlineData("<i4", "long", "use int")]
    [InlineData("<c8", "two floats")]
    [InlineData(">M8[ns]", "use BigEndian<long>")]
    [InlineData("<i8 ", "not a type")]
    [InlineData("[]", "0 bytes")]
    [InlineData("[('x', '<i8')]", "not long")]
    [InlineData("[('x', '<i8')", "expected")]
    [InlineData("[('x', '<i8')], 'shape': (1,)", "behind")]
    [InlineData("[('x', '|O')]", "pickles")]
    [InlineData("[('x', '<f4'), ('x', '<f4')]", "twice")]
    public void SaveNpy_DescrThatIsNoneOrDoesNotFit_WritesNothing(string descr, params string[] said)
    {
        using MemMapArray<long> array = MemMapArray.Open<long>(_folder.Write<long>([1, 2, 3]));
        foreach (Action call in new Action[]
        {
            () => array.SaveNpy(_folder.File("a.npy"), descr),
            () => MemMapArray.CreateNpy<long>(_folder.File("a.npy"), 3, descr: descr),
            () => MemMapArray.CreateNpy<long>(_folder.File("a.npy"), 3, new MemMapOptions(), descr),
        })
        {
            FolderSnapshot before = FolderSnapshot.Of(_folder);
            ArgumentException exception = Assert.ThrowsAny<ArgumentException>(call);
            Assert.Equal("descr", exception.ParamName);
            before.AssertUnchanged();
            Assert.All(said.Where(part => descr != "[]"), part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void CreateNpy_RecordThatDoesNotFit_SaysWhichField()
    {
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.CreateNpy<Aligned>(_folder.File("a.npy"), 3, descr: PointDescr), "of 10 bytes", "Aligned has 16");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.CreateNpy<Point>(_folder.File("a.npy"), 3, descr: "[('x', '<f4'), ('y', '<i4'), ('id', '<i2')]"), "'Y' of type float", "byte 4");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.CreateNpy<Point>(_folder.File("a.npy"), 3, descr: "[('x', '>f4'), ('y', '<f4'), ('id', '<i2')]"), "'X' of type float", "byte 0");
        FolderSnapshot.Refused<NotSupportedException>(_folder, () => MemMapArray.CreateNpy<Point>(_folder.File("a.npy"), 3), "Point");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.CreateNpy<float>(_folder.File("a.npy"), 3, descr: PointDescr), "The descr says records", "not float: use a struct of 10 bytes");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.CreateNpy<Straddling>(_folder.File("a.npy"), 3, descr: "[('a', '|S4'), ('b', '<i4')]"), "'B' of type int", "byte 2");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.CreateNpy<Padded>(_folder.File("a.npy"), 3, descr: "<c8"), "two floats");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.CreateNpy<Complex>(_folder.File("a.npy"), 3, descr: ">c16"), "use a struct of two BigEndian<double>s.");
        string tooLong = $"[('{new string('x', 10_000)}', '<f4'), ('y', '<f4'), ('id', '<i2')]";
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.CreateNpy<Point>(_folder.File("a.npy"), 3, descr: tooLong), "With this descr the header has", "more than 10000");
    }

    [Fact]
    public void CreateNpy_NameThatUtf8CannotSpell_IsRefused()
    {
        FolderSnapshot before = FolderSnapshot.Of(_folder);
        Assert.ThrowsAny<ArgumentException>(() => MemMapArray.CreateNpy<Number>(_folder.File("a.npy"), 3, descr: "[('\ud800', '<f8')]"));
        before.AssertUnchanged();
    }

    [Fact]
    public void CreateNpy_PartsOfAComplexNumberAtAnOddByte_AreFields()
    {
        using MemMapArray<Marked> array = MemMapArray.CreateNpy<Marked>(_folder.File("a.npy"), 3, descr: "[('p', '|i1'), ('z', '<c8')]");
        Assert.Equal(9, NpyHeader.Read(array.Path).ItemSize);
    }

    [Fact]
    public void CreateNpy_Options_AreKept()
    {
        string path = _folder.File("a.npy");
        using (MemMapArray<Point> array = MemMapArray.CreateNpy<Point>(path, (2, 3), new MemMapOptions { Mode = MemMapMode.CreateNew, Order = MemMapOrder.F, Preallocate = false, Share = FileShare.None }, PointDescr))
        {
            Assert.Equal(MemMapMode.CreateNew, array.Mode);
            Assert.Equal(MemMapOrder.F, array.Order);
            Assert.Throws<IOException>(() => MemMapArray.OpenNpy<Point>(path));
        }

        FolderSnapshot.Refused<IOException>(_folder, () => MemMapArray.CreateNpy<int>(path, 3, new MemMapOptions { Mode = MemMapMode.CreateNew }));
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.CreateNpy<int>(path, 3, new MemMapOptions { Offset = 64 }), "64");
        FolderSnapshot.Refused<ArgumentNullException>(_folder, () => MemMapArray.CreateNpy<int>(path, 3, null!));
        using MemMapArray<int> replaced = MemMapArray.CreateNpy<int>(path, 3, new MemMapOptions { Mode = MemMapMode.Read });
        Assert.Equal(MemMapMode.Create, replaced.Mode);
        Assert.Equal("<i4", NpyHeader.Read(path).Descr);
    }

    [Fact]
    public void SaveNpy_OtherByteOrder_IsWrittenAsStated()
    {
        using MemMapArray<BigEndian<long>> array = MemMapArray.Open<BigEndian<long>>(_folder.Write<BigEndian<long>>([1, 2, 3]));
        array.SaveNpy(_folder.File("a.npy"), ">M8[ns]");
        Assert.Equal(">M8[ns]", NpyHeader.Read(_folder.File("a.npy")).Descr);
        using MemMapArray<BigEndian<long>> reopened = MemMapArray.OpenNpy<BigEndian<long>>(_folder.File("a.npy"));
        Assert.Equal(3, reopened[2]);
        FolderSnapshot.Refused<ArgumentException>(_folder, () => array.SaveNpy(_folder.File("b.npy"), "<M8[ns]"), "use long");
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly record struct Point(float X, float Y, short Id);

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly record struct Straddling(short A, int B, short C);

    [StructLayout(LayoutKind.Sequential, Size = 16)]
    private readonly record struct Padded(float Real, float Imaginary);

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly record struct Marked(sbyte Mark, float Real, float Imaginary);

    private readonly record struct Aligned(bool Flag, double Value);

    private readonly record struct Number(double Value);

    private readonly record struct Three(byte A, byte B, byte C);

    private readonly record struct Four(byte A, byte B, byte C, byte D);

    private readonly record struct Letters(int A, int B, int C);

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly record struct Nested(long Time, Vector2 Position, byte Red, byte Green, byte Blue, int Name0, byte Name4);
}
