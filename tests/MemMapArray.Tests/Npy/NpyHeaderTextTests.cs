using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using MemMap.Npy;
using Xunit;

namespace MemMap.Tests.Npy;

/// <summary>The bytes of headers, against those that NumPy writes for the same type, order and shape.</summary>
public sealed class NpyHeaderTextTests
{
    private static readonly List<(string Type, MemMapOrder Order, long[] Shape, byte[] Bytes)> s_headers =
    [
        .. Corpus.Read<JsonElement[]>("npy/headers.json").Select(header => (
            header[0].GetString()!,
            header[1].GetString() == "F" ? MemMapOrder.F : MemMapOrder.C,
            header[2].EnumerateArray().Select(length => length.GetInt64()).ToArray(),
            header[3].GetBytesFromBase64())),
    ];

    [Fact]
    public void Create_EveryShapeOfTheCorpus_WritesNumPysBytes()
    {
        Assert.True(s_headers.Count > 400);
        Assert.All(s_headers, header => Assert.Equal(header.Bytes, Create(header).For(header.Shape)));
    }

    [Fact]
    public void Read_EveryShapeOfTheCorpus_ReadsItBack() => Assert.All(s_headers, header =>
    {
        NpyHeader read;
        try
        {
            read = NpyHeader.Read(new MemoryStream(header.Bytes));
        }
        catch (NpyFormatException exception)
        {
            // More bytes than a file can have.
            Assert.Contains("64-bit", exception.Message, StringComparison.Ordinal);
            decimal itemSize = NpyHeader.Read(new MemoryStream(NpyBytes.Of(header.Type, []))).ItemSize;
            Assert.True(header.Shape.Aggregate(1m, (product, length) => product * length) * itemSize > long.MaxValue - 400m);
            return;
        }

        Assert.Equal(header.Shape, read.Shape.ToArray());
        Assert.Equal(header.Type, read.Descr);
        Assert.Equal(header.Shape.Length > 1 ? header.Order : MemMapOrder.C, read.Order);
        Assert.Equal(header.Bytes, read.Text.For(header.Shape));
    });

    [Fact]
    public void For_EveryOtherNumberOfRows_IsWhatNumPyWritesForIt()
    {
        int compared = 0;
        foreach (var group in s_headers.Where(header => header.Shape.Length is 1 or 2 or 3).GroupBy(header => (header.Type, header.Order, header.Shape.Length, header.Bytes.Length)))
        {
            foreach (var from in group.Where((_, i) => i % 3 == 0))
            {
                NpyHeaderText text = Create(from);
                foreach (var to in group)
                {
                    // Another length of the axis that does not grow takes room from the one that does.
                    if (IsGrown(from.Shape, to.Shape, from.Order))
                    {
                        Assert.Equal(to.Bytes, text.For(to.Shape));
                        compared++;
                    }
                }
            }
        }

        Assert.True(compared > 1000, $"{compared}");
    }

    [Fact]
    public void For_NoRoom_ThrowsInvalidOperation()
    {
        byte[] bytes = [0x93, .. "NUMPY"u8, 1, 0, 52, 0, .. "{'descr': '<f4', 'fortran_order': False, 'shape': (9,)}"u8.ToArray().AsSpan(0, 52)];
        Assert.Throws<NpyFormatException>(() => NpyHeader.Read(new MemoryStream(bytes)));
        bytes = [0x93, .. "NUMPY"u8, 1, 0, 56, 0, .. "{'descr': '<f4', 'fortran_order': False, 'shape': (9,)} \n"u8.ToArray().AsSpan(0, 56)];
        NpyHeaderText text = NpyHeader.Read(new MemoryStream(bytes)).Text;
        Assert.Equal((byte)'\n', text.For([8])[^1]);
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => text.For([10]));
        Assert.Contains("no room", exception.Message, StringComparison.Ordinal);
        Assert.Contains("SaveNpy", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void For_TheShapeThatIsThere_LeavesEveryByteAsItIs()
    {
        byte[] bytes = [0x93, .. "NUMPY"u8, 1, 0, 72, 0, .. "{'descr': '<f4', 'shape': ( 2L,3L ), 'fortran_order': False}           \n"u8];
        Assert.Equal(bytes, NpyHeader.Read(new MemoryStream(bytes)).Text.For([2, 3]));
    }

    [Fact]
    public void Create_AsManyBytesAsAFileCanHave_IsReadAndOneMoreIsNot()
    {
        long most = long.MaxValue - NpyBytes.Of("|i1", long.MaxValue).Length;
        Assert.Equal(most, NpyHeader.Read(new MemoryStream(NpyBytes.Of("|i1", most))).Shape[0]);
        Assert.Throws<NpyFormatException>(() => NpyHeader.Read(new MemoryStream(NpyBytes.Of("|i1", most + 1))));
    }

    [Theory]
    [InlineData('\u00ff', 1)]
    [InlineData('\u0100', 3)]
    public void Create_DescrOfSeveralHundredCharacters_IsReadBack(char letter, int version)
    {
        string descr = $"[('{new string(letter, 700)}', '<f4')]";
        NpyHeader header = NpyHeader.Read(new MemoryStream(NpyBytes.Of(descr, (2, 3))));
        Assert.Equal((descr, version), (header.Descr, header.Version.Major));
        Assert.Equal(0, header.DataOffset % 64);
    }

    private static NpyHeaderText Create((string Type, MemMapOrder Order, long[] Shape, byte[] Bytes) header) =>
        NpyHeaderText.Create(header.Type, header.Order, header.Shape);

    private static bool IsGrown(long[] from, long[] to, MemMapOrder order)
    {
        int growing = order == MemMapOrder.F ? from.Length - 1 : 0;
        return from.Where((_, axis) => axis != growing).SequenceEqual(to.Where((_, axis) => axis != growing));
    }
}
