using System;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Runtime.InteropServices;
using Xunit;

namespace MemMap.Tests;

/// <summary>Arrays that NumPy printed: views and in-memory arrays print the same text.</summary>
public sealed class PrintingCorpusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> ElementTypes() =>
    [
        "float64", "float32", "complex128", "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
#if !NETSTANDARD_BUILD
        // The netstandard2.0 build does not know Half.
        "float16",
#endif
    ];

    [Theory]
    [MemberData(nameof(ElementTypes))]
    public void ToString_ArraysThatNumPyPrinted_IsItsText(string elementType)
    {
        PrintedArray[] arrays = [.. Corpus.Read<PrintedArray>("printing.json").Where(x => x.DType == elementType)];
        Assert.NotEmpty(arrays);
        Action<PrintedArray> check = elementType switch
        {
            "float64" => Check<double>,
            "float32" => Check<float>,
            "float16" => Check<Half>,
            "complex128" => Check<Complex>,
            "bool" => Check<bool>,
            "int8" => Check<sbyte>,
            "int16" => Check<short>,
            "int32" => Check<int>,
            "int64" => Check<long>,
            "uint8" => Check<byte>,
            "uint16" => Check<ushort>,
            "uint32" => Check<uint>,
            "uint64" => Check<ulong>,
            _ => throw new InvalidDataException(elementType),
        };
        check += elementType switch
        {
            "float64" => CheckByteOrders<double>,
            "float32" => CheckByteOrders<float>,
            "float16" => CheckByteOrders<Half>,
            "int16" => CheckByteOrders<short>,
            "int32" => CheckByteOrders<int>,
            "int64" => CheckByteOrders<long>,
            "uint16" => CheckByteOrders<ushort>,
            "uint32" => CheckByteOrders<uint>,
            "uint64" => CheckByteOrders<ulong>,
            _ => null,
        };
        foreach (PrintedArray array in arrays)
        {
            check(array);
        }
    }

    private void Check<T>(PrintedArray printed)
        where T : unmanaged
    {
        T[] elements = MemoryMarshal.Cast<byte, T>(Convert.FromBase64String(printed.Bytes)).ToArray();
        Assert.Equal(printed.Text, new NDArray<T>(printed.Shape, elements).ToString());

        // In the file the axes lie the other way around: the text is that of the indexes, not of the memory.
        using MemMapArray<T> array = MemMapArray.Create<T>(_folder.File(), printed.Shape, order: MemMapOrder.F);
        array.CopyFrom(elements);
        Assert.Equal(printed.Text, array.ToString());
    }

    // NumPy prints both byte orders alike, which make_corpus.py looks at.
    private void CheckByteOrders<T>(PrintedArray printed)
        where T : unmanaged
    {
        T[] elements = MemoryMarshal.Cast<byte, T>(Convert.FromBase64String(printed.Bytes)).ToArray();
        using MemMapArray<BigEndian<T>> big = MemMapArray.Create<BigEndian<T>>(_folder.File("big.bin"), printed.Shape);
        using MemMapArray<LittleEndian<T>> little = MemMapArray.Create<LittleEndian<T>>(_folder.File("little.bin"), printed.Shape);
        big.CopyFrom(elements);
        little.CopyFrom(elements);
        Assert.Equal(printed.Text, big.ToString());
        Assert.Equal(printed.Text, little.ToString());
    }

    internal sealed class PrintedArray
    {
        public string DType { get; set; } = string.Empty;

        public long[] Shape { get; set; } = [];

        public string Bytes { get; set; } = string.Empty;

        public string Text { get; set; } = string.Empty;
    }
}
