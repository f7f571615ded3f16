using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Xunit;
using static MemMap.Tests.Safetensors.SafetensorsBytes;

namespace MemMap.Tests.Safetensors;

/// <summary>Files as they should be: what is listed, and tensors of every type opened where they lie.</summary>
public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_EveryType_OpensAsItself()
    {
        Check<bool>("BOOL");
        Check<byte>("U8");
        Check<sbyte>("I8");
        Check<short>("I16");
        Check<ushort>("U16");
        Check<int>("I32");
        Check<uint>("U32");
        Check<long>("I64");
        Check<ulong>("U64");
        Check<BFloat16>("BF16");
        Check<float>("F32");
        Check<double>("F64");
#if !NETSTANDARD_BUILD
        Check<Half>("F16");
#endif
        foreach (string dtype in (string[])["F8_E4M3", "F8_E5M2", "F8_E8M0"])
        {
            Check<byte>(dtype);
        }
    }

    private unsafe void Check<T>(string dtype)
        where T : unmanaged
    {
        // Three bytes come before, so that elements lie anywhere.
        byte[] data = [1, 2, 3, .. Data(6 * sizeof(T))];
        if (typeof(T) == typeof(bool))
        {
            data = [.. data.Select(x => (byte)(x & 1))];
        }

        string path = Write(Of(Header(Tensor("before", "U8", "3", 0, 3), Tensor("x", dtype, "2, 3", 3, 3 + (6 * sizeof(T)))), data));
        SafetensorsFile file = SafetensorsFile.Open(path);
        SafetensorsTensor tensor = file.GetTensor("x");
        Assert.Equal(("x", dtype, typeof(T), (Shape)(2, 3), 6L * sizeof(T), path), (tensor.Name, tensor.Dtype, tensor.ElementType, tensor.Shape, tensor.ByteLength, tensor.Path));
        Assert.Equal(new FileInfo(path).Length - tensor.ByteLength, tensor.Offset);
        using MemMapArray<T> array = file.OpenTensor<T>("x");
        Assert.Equal(((Shape)(2, 3), MemMapMode.Read, tensor.Offset, path), (array.Shape, array.Mode, array.Offset, array.Path));
        Assert.Equal(data[3..], MemoryMarshal.AsBytes(array.ToArray().AsSpan()).ToArray());
        Assert.Contains($"'{dtype}', not Guid: open it with OpenTensor<{typeof(T).Name}>", Assert.Throws<ArgumentException>(() => file.OpenTensor<Guid>("x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenTensor_SameTypeByAnotherName_IsAccepted()
    {
        SafetensorsFile file = SafetensorsFile.Open(Write(Of(Header(Tensor("x", "I32", "2", 0, 8), Tensor("b", "BF16", "1", 8, 10)), [1, 0, 0, 0, 2, 0, 0, 0, 0x80, 0x3F])));
        using MemMapArray<LittleEndian<int>> ordered = file.OpenTensor<LittleEndian<int>>("x");
        Assert.Equal([1, 2], ordered.ToArray().Select(x => x.Value));
        using MemMapArray<DayOfWeek2> days = file.OpenTensor<DayOfWeek2>("x");
        Assert.Equal([DayOfWeek2.Monday, DayOfWeek2.Tuesday], days.ToArray());
        using MemMapArray<LittleEndian<BFloat16>> one = file.OpenTensor<LittleEndian<BFloat16>>("b");
        Assert.Equal(1f, (float)one[0].Value);
        Assert.Throws<ArgumentException>(() => file.OpenTensor<BigEndian<int>>("x"));
        Assert.Throws<ArgumentException>(() => file.OpenTensor<uint>("x"));
        Assert.Throws<ArgumentException>(() => file.OpenTensor<ushort>("b"));
    }

    [Fact]
    public void Open_ListsInTheOrderOfTheHeader()
    {
        string header = Header(
            Tensor("z", "F64", "", 8, 16), Tensor("a\\n\\u00e9\\ud83d\\ude00", "I16", "0, 7", 16, 16), "\"__metadata__\":{\"format\":\"pt\",\"by\":\"\\\"me\\\"\"}", Tensor("", "F32", "2,1", 0, 8)) + "   ";
        string path = Write(Of(header, Data(16)));
        SafetensorsFile file = SafetensorsFile.Open(path);
        Assert.Equal(["z", "a\né😀", ""], file.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(["z F64 ()", "a\né😀 I16 (0, 7)", " F32 (2, 1)"], file.Tensors.Select(tensor => tensor.ToString()));
        Assert.Equal(new Dictionary<string, string> { ["format"] = "pt", ["by"] = "\"me\"" }, file.Metadata);
        Assert.Equal((path, $"{path}: 3 tensors"), (file.Path, file.ToString()));
        using MemMapArray<double> scalar = file.OpenTensor<double>("z");
        Assert.Equal((0, BitConverter.ToDouble(Data(16), 8)), (scalar.Rank, scalar.ToArray().Single()));
        using MemMapArray<short> empty = file.OpenTensor<short>("a\né😀");
        Assert.Equal(((Shape)(0, 7), 0L), (empty.Shape, empty.Length));
        using MemMapArray<float> unnamed = file.OpenTensor<float>(string.Empty);
        Assert.Equal((2, 1), unnamed.Shape);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{ \n}  ")]
    [InlineData("{\"__metadata__\":{}}")]
    public void Open_NoTensors_IsAnEmptyList(string header)
    {
        SafetensorsFile file = SafetensorsFile.Open(Write(Of(header)));
        Assert.Empty(file.Tensors);
        Assert.Empty(file.Metadata);
        Assert.Contains("It has 0.", Assert.Throws<KeyNotFoundException>(() => file.GetTensor("x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_KeysWrittenWithEscapes_AreRead()
    {
        string header = Header(Tensor("x", "I16", "1", 0, 2)).Replace("dtype", "\\u0064type", StringComparison.Ordinal).Replace("I16", "\\u004916", StringComparison.Ordinal).Replace("data_offsets", "dat\\u0061_offsets", StringComparison.Ordinal);
        Assert.Equal("x I16 (1,)", SafetensorsFile.Open(Write(Of(header, 1, 2))).Tensors.Single().ToString());
    }

    [Fact]
    public void GetTensor_NoSuchName_SaysSome()
    {
        string[] entries = [.. Enumerable.Range(0, 12).Select(i => Tensor($"t{i}", "U8", "1", i, i + 1))];
        SafetensorsFile file = SafetensorsFile.Open(Write(Of(Header(entries), Data(12))));
        Assert.EndsWith("has no tensor 'x'. It has 12: 't0', 't1', 't2', 't3', 't4', 't5', 't6', 't7', 't8', 't9', ....", Assert.Throws<KeyNotFoundException>(() => file.OpenTensor<byte>("x")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => file.GetTensor(null!));
        Assert.Throws<ArgumentNullException>(() => SafetensorsFile.Open(null!));
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Open(string.Empty));
        Assert.Throws<FileNotFoundException>(() => SafetensorsFile.Open(_folder.File("nothing")));
    }

    // What will be added to the format one day: listed, and refused by name with the way to its bytes.
    [Fact]
    public void Open_UnknownType_IsListedAndRefusedByName()
    {
        string path = Write(Of(Header(Tensor("x", "F4", "3, 5", 0, 8), Tensor("y", "U8", "2", 8, 10)), Data(10)));
        SafetensorsFile file = SafetensorsFile.Open(path);
        SafetensorsTensor tensor = file.GetTensor("x");
        Assert.Equal(("F4", null, (Shape)(3, 5), 8L), (tensor.Dtype, tensor.ElementType, tensor.Shape, tensor.ByteLength));
        string message = Assert.Throws<NotSupportedException>(() => file.OpenTensor<byte>("x")).Message;
        Assert.Contains($"MemMapArray.Open<byte>(path, 8, offset: {tensor.Offset})", message, StringComparison.Ordinal);
        using MemMapArray<byte> bytes = MemMapArray.Open<byte>(path, 8, offset: tensor.Offset);
        Assert.Equal(Data(8), bytes.ToArray());
    }

    [Fact]
    public void OpenTensor_EachMode_ChangesTheFileOnlyWhereItSays()
    {
        byte[] bytes = Of(Header(Tensor("x", "I32", "2", 0, 8), Tensor("y", "I32", "2, 1", 8, 16)), Data(16));
        string path = Write(bytes);
        SafetensorsFile file = SafetensorsFile.Open(path);
        using (MemMapArray<int> copy = file.OpenTensor<int>("y", MemMapMode.CopyOnWrite))
        {
            copy.Fill(7);
            Assert.Equal([7, 7], copy.ToArray());
        }

        using (MemMapArray<int> read = file.OpenTensor<int>("y"))
        {
            Assert.Throws<NotSupportedException>(() => read.Fill(7));
        }

        Assert.Equal(bytes, File.ReadAllBytes(path));
        using (MemMapArray<int> written = file.OpenTensor<int>("y", MemMapMode.ReadWrite))
        {
            written.Fill(7);
            written.Flush();

            // The last one too: the file ends with it.
            Refused(() => written.Resize(5));
            Refused(() => written.Resize(1));
            Refused(() => written.Append([1]));
            Refused(() => written.BeginAppend());
        }

        Assert.Equal([.. bytes[..^8], 7, 0, 0, 0, 7, 0, 0, 0], File.ReadAllBytes(path));
        Assert.Throws<ArgumentException>(() => file.OpenTensor<int>("y", MemMapMode.Create));
        Assert.Throws<ArgumentException>(() => file.OpenTensor<int>("y", MemMapMode.CreateNew));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.OpenTensor<int>("y", (MemMapMode)9));
        Assert.Equal(bytes.Length, new FileInfo(path).Length);

        static void Refused(Action change) => Assert.Contains("is a part of the file", Assert.Throws<InvalidOperationException>(change).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenTensor_FileChangedSinceItWasListed_IsRefused()
    {
        byte[] bytes = Of(Header(Tensor("x", "I32", "2", 0, 8), Tensor("y", "I32", "2", 8, 16)), Data(16));
        string path = Write(bytes);
        SafetensorsFile file = SafetensorsFile.Open(path);
        foreach (byte[] other in (byte[][])[
            Of(Header(Tensor("x", "U32", "2", 0, 8), Tensor("y", "I32", "2", 8, 16)), Data(16)),
            Of(Header(Tensor("y", "I32", "2", 0, 8), Tensor("x", "I32", "2", 8, 16)), Data(16)),
            [.. bytes, 1], bytes[..^1], bytes[..20], []])
        {
            File.WriteAllBytes(path, other);
            Assert.Contains("has changed since it was listed", Assert.Throws<InvalidDataException>(() => file.OpenTensor<int>("x")).Message, StringComparison.Ordinal);
        }

        // Other elements, and something else of another tensor, are no change.
        File.WriteAllBytes(path, Of(Header(Tensor("x", "I32", "2", 0, 8), Tensor("z", "F32", "2", 8, 16)), new byte[16]));
        using (MemMapArray<int> array = file.OpenTensor<int>("x"))
        {
            Assert.Equal([0, 0], array.ToArray());
        }

        File.Delete(path);
        Assert.Throws<FileNotFoundException>(() => file.OpenTensor<int>("x"));
    }

    // The list holds nothing open, and an array outlives it.
    [Fact]
    public void OpenTensor_Array_HoldsTheFileAlone()
    {
        string path = Write(Of(Header(Tensor("x", "I32", "2", 0, 8)), 1, 0, 0, 0, 2, 0, 0, 0));
        MemMapArray<int> array = SafetensorsFile.Open(path).OpenTensor<int>("x");
        GC.Collect();
        Assert.Equal(3.0, array.Sum());
        array.Dispose();
        Assert.Throws<ObjectDisposedException>(() => array.Sum());
        using var alone = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.True(alone.CanWrite);
    }

    private string Write(byte[] bytes)
    {
        string path = _folder.NewFile(".safetensors");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private enum DayOfWeek2
    {
        Monday = 1,
        Tuesday,
    }
}
