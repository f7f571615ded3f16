using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Xunit;

namespace MemMap.Tests.Guides;

/// <summary>The examples of docs/guides/open.md, as they stand there; <see cref="DocumentTests"/> sees to it.</summary>
public sealed class OpenExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    public record struct Tick(long Time, float Price, short Size);      // 14 bytes, without gaps

    private string Counting() => _folder.Write([.. Enumerable.Range(0, 5000).Select(i => (float)i)]);

    [Fact]
    public void ShapeOffsetAndOrder()
    {
        string path = Counting();

        using MemMapArray<float> all = MemMapArray.Open<float>(path);                          // 1-D, as long as the file
        using MemMapArray<float> table = MemMapArray.Open<float>(path, (-1, 50));              // the file says how many rows: 100
        using MemMapArray<float> part = MemMapArray.Open<float>(path, (10, 50), offset: 16);   // from byte 16 on; the file may be longer
        using MemMapArray<float> columns = MemMapArray.Open<float>(path, (100, 50), order: MemMapOrder.F);

        Assert.Equal((5000, (100, 50), 4), (all.Length, table.Shape, part[0, 0]));
        Assert.Equal((50, 1), (table[1, 0], columns[1, 0]));
    }

    [Fact]
    public void ByteOrderAndHeader()
    {
        byte[] bytes = new byte[16 + (2 * 3 * 4)];
        foreach ((int number, int i) in new[] { 0x803, 2, 3, 4 }.Select((number, i) => (number, i)))
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * i), number);
        }

        bytes[^1] = 255;
        string path = _folder.Write(bytes);

        using MemMapArray<BigEndian<int>> header = MemMapArray.Open<BigEndian<int>>(path, 4);  // four numbers, most significant byte first
        int count = header[1], height = header[2], width = header[3];
        using MemMapArray<byte> images = MemMapArray.Open<byte>(path, (count, height, width), offset: 16);

        Assert.Equal((2, 3, 4), images.Shape);
        Assert.Equal(255, images[^1, .., ..][^1, ^1]);
    }

    [Fact]
    public void Records()
    {
        string path = _folder.Write<Tick>([new(1, 10, 5), new(2, 20, 6)]);

        using MemMapArray<Tick> ticks = MemMapArray.Open<Tick>(path, MemMapMode.ReadWrite);
        float price = ticks[1].Price;                                   // 20
        MemMapView<float> prices = ticks.Field<float>(nameof(Tick.Price));
        double mean = prices.Mean();                                    // 15
        prices[1] = 30;                                                 // ticks[1].Price = 30 does not compile: ticks[1] is a copy
        ticks[0] = ticks[0] with { Price = 11 };

        Assert.Equal((20f, 15.0), (price, mean));
        Assert.Equal([new(1, 11, 5), new(2, 30, 6)], ticks.ToArray());
        Assert.Equal(14, ticks.Strides[0]);
    }

    [Fact]
    public void TableOfErrors()
    {
        string path = Counting();
        InvalidDataException tooShort = Assert.Throws<InvalidDataException>(() => MemMapArray.Open<float>(path, (200, 50)));
        Assert.Equal($"The file '{path}' is too short: shape (200, 50) of 4-byte elements at offset 0 needs 40000 bytes, there are 20000.", tooShort.Message);
        Assert.Throws<InvalidDataException>(() => MemMapArray.Open<float>(path, (200, 50), MemMapMode.ReadWrite));
        InvalidDataException uneven = Assert.Throws<InvalidDataException>(() => MemMapArray.Open<float>(path, (-1, 49)));
        Assert.EndsWith("not a whole number of 4-byte elements for the shape (-1, 49). 8 bytes are left over.", uneven.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => MemMapArray.Open<float>(path, -1, offset: 2));
        Assert.Throws<FileNotFoundException>(() => MemMapArray.Open<float>(_folder.File("absent")));
        UnauthorizedAccessException folder = Assert.Throws<UnauthorizedAccessException>(() => MemMapArray.Open<float>(_folder.Path));
        Assert.StartsWith($"'{_folder.Path}' is a folder", folder.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => MemMapArray.Open<float>(path, (-1, -1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => MemMapArray.Open<float>(path, (-2, 50)));
        Assert.Throws<ArgumentOutOfRangeException>(() => MemMapArray.Open<float>(path, (100, 50), offset: -1));
        Assert.Throws<NotSupportedException>(() => MemMapArray.Open<BigEndian<Tick>>(path));
        using MemMapArray<float> array = MemMapArray.Open<float>(path, (100, 50));
        Assert.Throws<NotSupportedException>(() => array[0, 0] = 1);
        Assert.Throws<IndexOutOfRangeException>(() => array[100, 0]);
    }
}
