using System;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using Xunit;

namespace MemMap.Tests.Npy;

/// <summary>Which element type opens which file, and what the others are told.</summary>
public sealed class NpyElementTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private enum Small : byte
    {
        Zero,
    }

    [Theory]
    [InlineData("b1_vector_C", "bool")]
    [InlineData("i1_vector_C", "sbyte")]
    [InlineData("u2_matrix_F", "ushort")]
    [InlineData("i8_vector_C", "long")]
    [InlineData("f4_scalar_C", "float")]
    [InlineData("c16_cube_C", "Complex")]
    [InlineData("M8ns_vector_C", "long")]
    [InlineData("m825s_vector_C", "long")]
    public void OpenNpy_OtherType_SaysWhichToUse(string name, string type)
    {
        NpyCase file = NpyCase.Named(name + ".npy");
        string path = file.CopyTo(_folder);
        foreach (MemMapMode mode in ModeArrays.OpensExisting)
        {
            ArgumentException exception = FolderSnapshot.Refused<ArgumentException>(
                _folder, () => MemMapArray.OpenNpy<uint>(path, mode), path, $"'{file.DType}'", "not uint", $"OpenNpy<{type}>");
            Assert.Equal("T", exception.ParamName);
        }

        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<Guid>(path), "not Guid", $"OpenNpy<{type}>");
    }

    [Theory]
    [InlineData("other_bigf4", "BigEndian<float>")]
    [InlineData("other_bigi2", "BigEndian<short>")]
    [InlineData("other_bigM8s", "BigEndian<long>")]
    [InlineData("big_u8_cube_F", "BigEndian<ulong>")]
    [InlineData("big_f8_scalar_C", "BigEndian<double>")]
    public void OpenNpy_OtherByteOrder_SaysWhichTypeToUse(string name, string type)
    {
        string path = NpyCase.Named(name + ".npy").CopyTo(_folder);
        Assert.True(NpyHeader.Read(path).IsBigEndian);
        string said = $"OpenNpy<{type}>";
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<uint>(path, MemMapMode.ReadWrite), path, "not uint", said);
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<DayOfWeek>(path), "not DayOfWeek", said);
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<LittleEndian<uint>>(path), "not LittleEndian<uint>", said);
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<BigEndian<uint>>(path), "not BigEndian<uint>", said);
    }

    [Fact]
    public void OpenNpy_ByteOrderThatIsNotTheFiles_SaysWhichTypeToUse()
    {
        string little = NpyCase.Named("f4_matrix_C.npy").CopyTo(_folder), big = NpyCase.Named("big_f4_matrix_F.npy").CopyTo(_folder), bytes = NpyCase.Named("u1_vector_C.npy").CopyTo(_folder);
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<BigEndian<float>>(little), "'<f4', not BigEndian<float>", "OpenNpy<float>");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<float>(big), "'>f4', not float", "OpenNpy<BigEndian<float>>");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<LittleEndian<float>>(big), "'>f4', not LittleEndian<float>", "OpenNpy<BigEndian<float>>");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<BigEndian<short>>(bytes), "'|u1'", "OpenNpy<byte>");
    }

    [Fact]
    public void ByteOrderTypes_OfWhatHasNoByteOrder_AreRefusedBeforeTheFileIsTouched()
    {
        string path = NpyCase.Named("big_f4_matrix_F.npy").CopyTo(_folder);
        foreach (Action call in new Action[]
        {
            () => MemMapArray.OpenNpy<BigEndian<byte>>(path),
            () => MemMapArray.OpenNpy<LittleEndian<decimal>>(path),
            () => MemMapArray.Open<BigEndian<Guid>>(path, MemMapMode.ReadWrite),
            () => MemMapArray.Create<LittleEndian<bool>>(path, 3),
            () => MemMapArray.CreateNpy<BigEndian<Complex>>(path, 3),
            () => MemMapArray.CreateNpy<BigEndian<BigEndian<int>>>(_folder.File("new.npy"), 3),
        })
        {
            FolderSnapshot.Refused<NotSupportedException>(_folder, call, "short, ushort, int, uint, long, ulong");
        }
    }

    [Fact]
    public void OpenNpy_BigEndianComplex_IsAStructOfTwo()
    {
        string single = NpyCase.Named("other_bigc8.npy").CopyTo(_folder), twice = NpyCase.Named("other_bigc16.npy").CopyTo(_folder);
        using (MemMapArray<(BigEndian<float> Real, BigEndian<float> Imaginary)> array = MemMapArray.OpenNpy<(BigEndian<float>, BigEndian<float>)>(single))
        {
            Assert.Equal([(1f, 2f), (0f, -0.5f), (float.PositiveInfinity, -3f)], array.ToArray().Select(pair => (pair.Real.Value, pair.Imaginary.Value)));
        }

        using (MemMapArray<(BigEndian<double> Real, BigEndian<double> Imaginary)> array = MemMapArray.OpenNpy<(BigEndian<double>, BigEndian<double>)>(twice))
        {
            Assert.Equal([1, 2, 3], array.Field<BigEndian<double>>(0).ToNativeArray());
        }

        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<Vector2>(single), "'>c8'", "two BigEndian<float>s");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<BigEndian<long>>(single), "not BigEndian<long>", "two BigEndian<float>s");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<Complex>(twice), "'>c16'", "two BigEndian<double>s");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<(BigEndian<double>, LittleEndian<double>)>(twice), "two BigEndian<double>s");
    }

    [Fact]
    public void OpenNpy_RecordsWithByteOrders_AreAStructWithThem()
    {
        string path = NpyCase.Named("record_big.npy").CopyTo(_folder), other = NpyCase.Named("other_record.npy").CopyTo(_folder);
        using (MemMapArray<Ordered> array = MemMapArray.OpenNpy<Ordered>(path))
        {
            Assert.Equal([1, -2], array.ToArray().Select(record => (int)record.Id));
            Assert.Equal([1.5f, -2.5f], array.ToArray().Select(record => record.Position.X.Value));
            Assert.Equal([3.25, 4.25], array.ToArray().Select(record => record.Position.Y));
            Assert.Equal([2f, -4f], array.Field<BigEndian<float>>("Imaginary").ToNativeArray());
            Assert.Equal([1234L, 5678L], array.ToArray().Select(record => record.Time.Value));
            Assert.Equal(['a', 'c'], array.ToArray().Select(record => (char)record.First));
            Assert.Equal([true, false], array.ToArray().Select(record => record.Flag));
        }

        using (MemMapArray<(float X, BigEndian<float> Y)> array = MemMapArray.OpenNpy<(float, BigEndian<float>)>(other))
        using (MemMapArray<(LittleEndian<float> X, BigEndian<float> Y)> named = MemMapArray.OpenNpy<(LittleEndian<float>, BigEndian<float>)>(other))
        {
            Assert.Equal(array.Shape, named.Shape);
        }

        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<(float, float)>(other), "'Item2' of type float", "byte 4");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<(BigEndian<float>, BigEndian<float>)>(other), "'Item1' of type BigEndian<float>", "byte 0");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<(LittleEndian<float>, LittleEndian<float>)>(other), "'Item2' of type LittleEndian<float>", "byte 4");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<BigEndian<long>>(other), "records", "not BigEndian<long>");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<Point>(path), "records");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<OrderedButParts>(path), "'Real' of type float", "byte 14");
    }

    [Fact]
    public void CreateNpy_StructWithByteOrders_SaysWhatThereIs() => FolderSnapshot.Refused<NotSupportedException>(
        _folder, () => MemMapArray.CreateNpy<Ordered>(_folder.File("new.npy"), 3), "Ordered", "float, double, Complex", "BigEndian<T> and LittleEndian<T>");

    [Theory]
    [InlineData("other_U3", "<U3")]
    [InlineData("other_S4", "|S4")]
    [InlineData("other_V3", "|V3")]
    [InlineData("other_f16", "<f16")]
    [InlineData("other_c32", "<c32")]
    public void OpenNpy_NoTypeOfDotNet_IsNotSupported(string name, string type)
    {
        string path = NpyCase.Named(name + ".npy").CopyTo(_folder);
        Assert.Null(NpyHeader.Read(path).ElementType);
        FolderSnapshot.Refused<NotSupportedException>(_folder, () => MemMapArray.OpenNpy<int>(path), path, type, "no type");
    }

    [Fact]
    public void OpenNpy_Enum_IsItsInteger()
    {
        string path = NpyCase.Named("u1_vector_C.npy").CopyTo(_folder);
        using MemMapArray<Small> array = MemMapArray.OpenNpy<Small>(path);
        using MemMapArray<byte> bytes = MemMapArray.OpenNpy<byte>(path);
        Assert.Equal(bytes.ToArray(), array.ToArray().Select(value => (byte)value));
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<DayOfWeek>(path), "OpenNpy<byte>");
        array.SaveNpy(_folder.File("saved.npy"));
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(_folder.File("saved.npy")));
    }

    [Fact]
    public void OpenNpy_Complex64_IsAStructOfTwoFloats()
    {
        string path = NpyCase.Named("c8_matrix_C.npy").CopyTo(_folder);
        using MemMapArray<(float Real, float Imaginary)> pairs = MemMapArray.OpenNpy<(float, float)>(path);
        using MemMapArray<Vector2> vectors = MemMapArray.OpenNpy<Vector2>(path);
        Assert.Equal(vectors.ToArray().Select(vector => (vector.X, vector.Y)), pairs.ToArray());
        Assert.Equal(pairs[1, 2].Imaginary, pairs.Field<float>(4)[1, 2]);
        foreach (Action call in new Action[]
        {
            () => MemMapArray.OpenNpy<double>(path),
            () => MemMapArray.OpenNpy<long>(path),
            () => MemMapArray.OpenNpy<DateTime>(path),
            () => MemMapArray.OpenNpy<(int, float)>(path),
            () => MemMapArray.OpenNpy<(float, float, float)>(path),
            () => MemMapArray.OpenNpy<Complex>(path),
        })
        {
            FolderSnapshot.Refused<ArgumentException>(_folder, call, "'<c8'", "two floats", "Vector2");
        }
    }

    [Theory]
    [InlineData("record_point")]
    [InlineData("record_point_3")]
    public void OpenNpy_Records_AreAStructWithTheirFields(string name)
    {
        string path = NpyCase.Named(name + ".npy").CopyTo(_folder);
        using (MemMapArray<Point> array = MemMapArray.OpenNpy<Point>(path, MemMapMode.ReadWrite))
        {
            Assert.Equal([1, 2, 3, 4], array.Field<float>("X").ToArray());
            Assert.Equal([-1, -2, -3, -4], array.Field<float>("Y").ToArray());
            Assert.Equal([10, 20, 30, 40], array.ToArray().Select(point => (int)point.Id));
            array.Append([new Point { X = 5, Y = -5, Id = 50 }]);
        }

        using MemMapArray<Nested> nested = MemMapArray.OpenNpy<Nested>(path);
        Assert.Equal([-1, -2, -3, -4, -5], nested.ToArray().Select(point => point.Position.Y));
        Assert.Equal(50, nested[^1].Id);
    }

    [Fact]
    public void OpenNpy_RecordsWithGapsOrParts_AreAStructWithTheirFields()
    {
        using MemMapArray<Aligned> aligned = MemMapArray.OpenNpy<Aligned>(NpyCase.Named("record_aligned.npy").Path);
        Assert.Equal([(true, 0.5), (false, 1.5), (true, 2.5)], aligned.ToArray().Select(record => (record.Flag, record.Value)));
        using MemMapArray<Rich> rich = MemMapArray.OpenNpy<Rich>(NpyCase.Named("record_nested_3.npy").Path);
        Assert.Equal([1234, 5678], rich.ToArray().Select(record => record.Time));
        Assert.Equal([2, 4], rich.ToArray().Select(record => record.Position.Y));
        Assert.Equal([3, 6], rich.ToArray().Select(record => (int)record.Blue));
        Assert.Equal([(byte)0, (byte)'e'], rich.Field<byte>(23).ToArray());
        using MemMapArray<Buffered> buffered = MemMapArray.OpenNpy<Buffered>(NpyCase.Named("record_nested.npy").Path);
        Assert.Equal(5, Green(buffered[1]));
        using MemMapArray<Single1> greek = MemMapArray.OpenNpy<Single1>(NpyCase.Named("record_greek.npy").Path);
        Assert.Equal(2.5, greek[1].Value);

        static unsafe int Green(Buffered record) => record.Colour[1];
    }

    [Fact]
    public void OpenNpy_RecordsWithOtherFields_SaysWhichField()
    {
        string path = NpyCase.Named("record_point.npy").CopyTo(_folder);
        foreach ((Action call, string[] said) in new (Action, string[])[]
        {
            (() => MemMapArray.OpenNpy<float>(path), ["The file '", "holds records", "'x'", "not float: open it with a struct of 10 bytes"]),
            (() => MemMapArray.OpenNpy<Loose>(path), ["of 10 bytes", "Loose has 12", "Pack = 1"]),
            (() => MemMapArray.OpenNpy<Mixed>(path), ["'Y' of type int", "byte 4"]),
            (() => MemMapArray.OpenNpy<Shifted>(path), ["'Id' of type short", "byte 0"]),
            (() => MemMapArray.OpenNpy<Pointed>(path), ["'Address'"]),
        })
        {
            Assert.Equal("T", FolderSnapshot.Refused<ArgumentException>(_folder, call, said).ParamName);
        }
    }

    [Theory]
    [MemberData(nameof(ModeArrays.CreatingModes), MemberType = typeof(ModeArrays))]
    public void OpenNpy_CreatingMode_IsRefused(MemMapMode mode)
    {
        string path = NpyCase.Named("f4_matrix_C.npy").CopyTo(_folder);
        Assert.Equal("mode", FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<float>(path, mode), "CreateNpy").ParamName);
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<float>(_folder.File("missing.npy"), mode), "CreateNpy");
    }

    [Fact]
    public void OpenNpy_WrongArguments_AreRefused()
    {
        string path = NpyCase.Named("f4_matrix_C.npy").CopyTo(_folder);
        FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => MemMapArray.OpenNpy<float>(path, (MemMapMode)9));
        FolderSnapshot.Refused<ArgumentNullException>(_folder, () => MemMapArray.OpenNpy<float>(null!));
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<float>(string.Empty));
        FolderSnapshot.Refused<FileNotFoundException>(_folder, () => MemMapArray.OpenNpy<float>(_folder.File("missing.npy"), MemMapMode.ReadWrite));
        FolderSnapshot.Refused<UnauthorizedAccessException>(_folder, () => MemMapArray.OpenNpy<float>(_folder.Path));
        FolderSnapshot.Refused<FileNotFoundException>(_folder, () => NpyHeader.Read(_folder.File("missing.npy")));
        FolderSnapshot.Refused<ArgumentNullException>(_folder, () => NpyHeader.Read((string)null!));
        FolderSnapshot.Refused<ArgumentNullException>(_folder, () => NpyHeader.Read((Stream)null!));
        FolderSnapshot.Refused<ArgumentException>(_folder, () => NpyHeader.Read(string.Empty));
    }

    [Fact]
    public void OpenNpy_CopyOnWrite_ChangesMemoryOnly()
    {
        string path = NpyCase.Named("f4_matrix_C.npy").CopyTo(_folder);
        FolderSnapshot before = FolderSnapshot.Of(_folder);
        using (MemMapArray<float> array = MemMapArray.OpenNpy<float>(path, MemMapMode.CopyOnWrite))
        {
            array.Fill(7);
            array.Flush();
            Assert.Equal(7, array[2, 4]);
        }

        before.AssertUnchanged();
        using MemMapArray<float> readOnly = MemMapArray.OpenNpy<float>(path);
        Assert.Throws<NotSupportedException>(() => readOnly.Fill(7));
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private struct Point
    {
        public float X;
        public float Y;
        public short Id;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly record struct Nested(Vector2 Position, short Id);

    private readonly record struct Aligned(bool Flag, double Value);

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly record struct OrderedPosition(BigEndian<float> X, double Y);

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly record struct Ordered(
        BigEndian<short> Id, OrderedPosition Position, BigEndian<float> Real, BigEndian<float> Imaginary, BigEndian<long> Time, bool Flag, BigEndian<int> First, BigEndian<int> Second);

    private readonly record struct Single1(double Value);

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly record struct OrderedButParts(
        BigEndian<short> Id, OrderedPosition Position, float Real, float Imaginary, BigEndian<long> Time, bool Flag, BigEndian<int> First, BigEndian<int> Second);

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly record struct Rich(long Time, Vector2 Position, byte Red, byte Green, byte Blue, int Name0, byte Name4);

    [StructLayout(LayoutKind.Explicit, Size = 24)]
    private unsafe struct Buffered
    {
        [FieldOffset(16)]
        public fixed byte Colour[3];
    }

    private readonly record struct Loose(float X, float Y, short Id);

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly record struct Mixed(float X, int Y, short Id);

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly record struct Shifted(short Id, float X, float Y);

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private unsafe struct Pointed
    {
        public byte* Address;
        public short Id;
    }
}
