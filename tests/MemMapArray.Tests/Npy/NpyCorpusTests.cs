using System;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using Xunit;

namespace MemMap.Tests.Npy;

/// <summary>Files that NumPy wrote, or reads: read as it reads them, and written as it writes them.</summary>
public sealed class NpyCorpusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Files => NpyCase.Where(_ => true);

    public static TheoryData<string> Plain => NpyCase.Where(file => !IsOther(file) && !file.File.StartsWith("record_", StringComparison.Ordinal));

    public static TheoryData<string> LittleEndianNumbers =>
        NpyCase.Where(file => IsThere(file) && file.DType is "<i2" or "<u2" or "<i4" or "<u4" or "<i8" or "<u8" or "<f2" or "<f4" or "<f8");

    public static TheoryData<string> Written => NpyCase.Where(file => file.Written && IsThere(file));

    private interface ICheck
    {
        void Check<T>(NpyCase file)
            where T : unmanaged;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_FileOfNumPy_HasItsHeader(string name)
    {
        NpyCase file = NpyCase.Named(name);
        NpyHeader header = NpyHeader.Read(file.Path);
        Assert.Equal(Version.Parse(file.Version), header.Version);
        Assert.Equal(file.Shape, header.Shape.ToArray());
        Assert.Equal(file.Order, header.Order);
        Assert.Equal(file.Offset, header.DataOffset);
        Assert.Equal(file.DType.StartsWith('>') || name is "other_record.npy" or "record_big.npy", header.IsBigEndian);
        Assert.Equal(ItemSize(file), header.ItemSize);
        Assert.Equal(IsOther(file) && !file.DType.StartsWith('>') ? null : TypeOf(file), header.ElementType);
        if (!file.File.StartsWith("record_", StringComparison.Ordinal) && !file.File.StartsWith("by_hand_", StringComparison.Ordinal) && name != "other_record.npy")
        {
            Assert.Equal(file.DType, header.Descr);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_StreamThatGivesFewBytesAtATime_StopsAtTheElements(string name)
    {
        NpyCase file = NpyCase.Named(name);
        using var stream = new Trickle(file.Bytes);
        NpyHeader header = NpyHeader.Read(stream);
        Assert.Equal(file.Offset, header.DataOffset);
        Assert.Equal(file.Shape, header.Shape.ToArray());
        Assert.Equal(file.Offset, stream.Taken);
    }

    [Theory]
    [MemberData(nameof(Plain))]
    public void OpenNpy_FileOfNumPy_HasItsElements(string name) => Run(NpyCase.Named(name), new Reads(_folder));

    // The three versions differ in nothing but the bytes of a length and the spelling of names.
    [Theory]
    [MemberData(nameof(Plain))]
    public void OpenNpy_FileOfNumPyInTheOtherVersions_HasItsElements(string name)
    {
        NpyCase file = NpyCase.Named(name);
        byte[] bytes = file.Bytes;
        byte[] header = bytes[(bytes[6] == 1 ? 10 : 12)..(int)file.Offset];
        foreach (byte version in new byte[] { 1, 2, 3 })
        {
            // Version 3 came with Python 3, which has no L behind a number.
            if (version != bytes[6] && !(version == 3 && header.Contains((byte)'L')))
            {
                byte[] length = BitConverter.GetBytes(header.Length);
                byte[] other = [.. bytes[..6], version, 0, .. length[..(version == 1 ? 2 : 4)], .. header, .. bytes[(int)file.Offset..]];
                Run(file, new Reads(_folder, other));
                Assert.Equal(version, NpyHeader.Read(_folder.File(name)).Version.Major);
            }
        }
    }

    [Theory]
    [MemberData(nameof(LittleEndianNumbers))]
    public void OpenNpyAndSaveNpy_LittleEndianByName_AreTheSameBytes(string name)
    {
        NpyCase file = NpyCase.Named(name);
        foreach (ICheck check in file.Written ? new ICheck[] { new Reads(_folder), new Writes(_folder) } : [new Reads(_folder)])
        {
            Action<NpyCase> run = file.DType switch
            {
                "<i2" => check.Check<LittleEndian<short>>,
                "<u2" => check.Check<LittleEndian<ushort>>,
                "<i4" => check.Check<LittleEndian<int>>,
                "<u4" => check.Check<LittleEndian<uint>>,
                "<i8" => check.Check<LittleEndian<long>>,
                "<u8" => check.Check<LittleEndian<ulong>>,
                "<f2" => check.Check<LittleEndian<Half>>,
                "<f4" => check.Check<LittleEndian<float>>,
                _ => check.Check<LittleEndian<double>>,
            };
            run(file);
        }
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void CreateNpyAndSaveNpy_ElementsOfNumPy_WriteItsBytes(string name) => Run(NpyCase.Named(name), new Writes(_folder));

    private static void Run(NpyCase file, ICheck check)
    {
        if (!IsThere(file))
        {
            Assert.Throws<NotSupportedException>(() => check.Check<ushort>(file));
            return;
        }

        Action<NpyCase> run = file.DType.TrimStart('<', '|') switch
        {
            "b1" => check.Check<bool>,
            "i1" => check.Check<sbyte>,
            "u1" => check.Check<byte>,
            "i2" => check.Check<short>,
            "u2" => check.Check<ushort>,
            "i4" => check.Check<int>,
            "u4" => check.Check<uint>,
            "i8" => check.Check<long>,
            "u8" => check.Check<ulong>,
            "f2" => check.Check<Half>,
            "f4" => check.Check<float>,
            "f8" => check.Check<double>,
            "c8" => check.Check<Vector2>,
            "c16" => check.Check<Complex>,
            ">i2" => check.Check<BigEndian<short>>,
            ">u2" => check.Check<BigEndian<ushort>>,
            ">i4" => check.Check<BigEndian<int>>,
            ">u4" => check.Check<BigEndian<uint>>,
            ">i8" => check.Check<BigEndian<long>>,
            ">u8" => check.Check<BigEndian<ulong>>,
            ">f2" => check.Check<BigEndian<Half>>,
            ">f4" => check.Check<BigEndian<float>>,
            ">f8" => check.Check<BigEndian<double>>,
            _ => check.Check<long>,
        };
        run(file);
    }

    private static bool IsOther(NpyCase file) => file.File.StartsWith("other_", StringComparison.Ordinal);

    // .NET Standard 2.0 has no half precision.
    private static bool IsThere(NpyCase file)
    {
#if NETSTANDARD_BUILD
        return file.DType is not ("<f2" or ">f2");
#else
        return file.DType.Length > 0;
#endif
    }

    private static Type? TypeOf(NpyCase file) => !IsThere(file) ? null : file.DType.TrimStart('<', '|') switch
    {
        ">i2" => typeof(BigEndian<short>),
        ">u2" => typeof(BigEndian<ushort>),
        ">i4" => typeof(BigEndian<int>),
        ">u4" => typeof(BigEndian<uint>),
        ">i8" or ">M8[s]" => typeof(BigEndian<long>),
        ">u8" => typeof(BigEndian<ulong>),
        ">f2" => typeof(BigEndian<Half>),
        ">f4" => typeof(BigEndian<float>),
        ">f8" => typeof(BigEndian<double>),
        "b1" => typeof(bool),
        "i1" => typeof(sbyte),
        "u1" => typeof(byte),
        "i2" => typeof(short),
        "u2" => typeof(ushort),
        "i4" => typeof(int),
        "u4" => typeof(uint),
        "i8" => typeof(long),
        "u8" => typeof(ulong),
        "f2" => typeof(Half),
        "f4" => typeof(float),
        "f8" => typeof(double),
        "c16" => typeof(Complex),
        string time when time.StartsWith("M8", StringComparison.Ordinal) || time.StartsWith("m8", StringComparison.Ordinal) => typeof(long),
        _ => null,
    };

    private static int ItemSize(NpyCase file)
    {
        string digits = file.DType.Split('[')[0].TrimStart('<', '>', '|').Substring(1);
        return int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) * (file.DType.Contains('U', StringComparison.Ordinal) ? 4 : 1);
    }

    // The file as it is, or with other bytes before the same elements.
    private sealed class Reads(TemporaryFolder folder, byte[]? changed = null) : ICheck
    {
        public void Check<T>(NpyCase file)
            where T : unmanaged
        {
            byte[] expected = Convert.FromBase64String(file.Elements);
            byte[] bytes = changed ?? file.Bytes;
            string path = folder.File(file.File);
            File.WriteAllBytes(path, bytes);
            foreach (MemMapMode mode in ModeArrays.OpensExisting)
            {
                using (MemMapArray<T> array = MemMapArray.OpenNpy<T>(path, mode))
                {
                    Assert.Equal(file.Shape, array.Shape.ToArray());
                    Assert.Equal(file.Order, array.Order);
                    Assert.Equal(file.Offset + bytes.Length - file.Bytes.Length, array.Offset);
                    Assert.Equal(mode, array.Mode);
                    Assert.Equal(expected, MemoryMarshal.AsBytes(array.ToArray().AsSpan()).ToArray());
                }

                Assert.Equal(bytes, File.ReadAllBytes(path));
            }
        }
    }

    private sealed class Writes(TemporaryFolder folder) : ICheck
    {
        public void Check<T>(NpyCase file)
            where T : unmanaged
        {
            T[] elements = MemoryMarshal.Cast<byte, T>(Convert.FromBase64String(file.Elements)).ToArray();
            using (MemMapArray<T> created = MemMapArray.CreateNpy<T>(folder.File("created.npy"), file.Shape, file.Order))
            {
                Assert.Equal(file.Order, created.Order);
                created.CopyFrom(elements);
            }

            Assert.Equal(file.Bytes, File.ReadAllBytes(folder.File("created.npy")));
            using (MemMapArray<T> opened = MemMapArray.OpenNpy<T>(file.Path))
            {
                opened.SaveNpy(folder.File("saved.npy"));
            }

            Assert.Equal(file.Bytes, File.ReadAllBytes(folder.File("saved.npy")));
        }
    }

    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public long Taken { get; private set; }

        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = base.Read(buffer, offset, Math.Min(count, 3));
            Taken += read;
            return read;
        }
    }
}
