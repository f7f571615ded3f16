using System;
using System.IO;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Guides;

/// <summary>The examples of docs/guides/slice.md, as they stand there; <see cref="DocumentTests"/> sees to it.</summary>
public sealed class SliceExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private MemMapArray<float> Counting() =>
        MemMapArray.Open<float>(_folder.Write([.. Enumerable.Range(0, 5000).Select(i => (float)i)]), (100, 50), MemMapMode.ReadWrite);

    [Fact]
    public void Slices()
    {
        using MemMapArray<float> a = Counting();

        MemMapView<float> block = a[10..20, 5..10];               // (10, 5)
        MemMapView<float> row = a[3, ..];                         // (50): an index drops its axis
        MemMapView<float> column = a[.., ^1];                     // (100): the last one
        MemMapView<float> end = a[^10..];                         // (10, 50): axes that are not named stay whole
        MemMapView<float> even = a[(null, null, 2)];              // (50, 50): NumPy's a[::2]
        MemMapView<float> mirrored = a[.., (null, null, -1)];     // (100, 50): NumPy's a[:, ::-1]
        MemMapView<float> clipped = a[(90, 200)];                 // (10, 50): NumPy's a[90:200]
        MemMapView<float> far = a[Slice.Range(-10, long.MaxValue)];   // (10, 50): the same, with bounds that are long
        MemMapView<float> stacked = a[Slice.NewAxis, .., 0];      // (1, 100)

        Assert.Equal(((10, 5), 50, 100, (10, 50), (50, 50)), (block.Shape, row.Shape, column.Shape, end.Shape, even.Shape));
        Assert.Equal(((100, 50), (10, 50), (10, 50), (1, 100)), (mirrored.Shape, clipped.Shape, far.Shape, stacked.Shape));
        Assert.Equal((505, 150, 49, 4500), (block[0, 0], row[0], column[0], end[0, 0]));
        Assert.Equal((100, 49, 4500, 4500, 50), (even[1, 0], mirrored[0, 0], clipped[0, 0], far[0, 0], stacked[0, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => a[90..200]);
        Assert.Throws<IndexOutOfRangeException>(() => a[-1, 0]);
        ArgumentException oneIndex = Assert.Throws<ArgumentException>(() => a[3]);
        Assert.Contains("view[i0, ..]", oneIndex.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Views()
    {
        using MemMapArray<float> a = Counting();

        MemMapView<float> transposed = a.Transpose();             // (50, 100), the same bytes
        transposed[0, 99] = -1;                                   // is a[99, 0]
        MemMapView<float> pairs = a.Reshape((-1, 2));             // (2500, 2)
        MemMapView<uint> bits = a.Cast<uint>();                   // the same bytes as another type, not converted
        MemMapView<byte> bytes = a.Cast<byte>();                  // (100, 200)
        MemMapView<float> repeated = a[0, ..].BroadcastTo((3, 50));   // read-only: three indexes share an element

        Assert.Equal(-1, a[99, 0]);
        Assert.Equal(((50, 100), (2500, 2), (100, 50), (100, 200)), (transposed.Shape, pairs.Shape, bits.Shape, bytes.Shape));
        Assert.Equal((0x3F800000u, 5, 49), (bits[0, 1], pairs[2, 1], repeated[2, 49]));
        Assert.Throws<InvalidOperationException>(() => transposed.AsSpan());
        Assert.Throws<InvalidOperationException>(() => transposed.Reshape(-1));
        Assert.Throws<InvalidOperationException>(() => a[.., ..25].Cast<float>().Reshape(-1));
        Assert.Throws<InvalidOperationException>(() => transposed.Cast<byte>());
        Assert.Throws<NotSupportedException>(() => repeated.Fill(1));
    }

    [Fact]
    public void Spans()
    {
        using MemMapArray<float> a = Counting();
        MemMapView<float> block = a[10..20, 5..10];
        string copyPath = _folder.File("copy");

        Span<float> tenRows = a[10..20].AsSpan();                 // contiguous: one span of 500
        ReadOnlySpan<float> part = block.GetReadOnlyRowSpan(0);   // a block is not contiguous, each of its rows is: 5 elements
        float largest = float.NegativeInfinity;
        foreach (MemMapView<float> chunk in a.Chunks(rows: 32))   // 32, 32, 32 and 4 rows
        {
            foreach (float x in chunk.AsReadOnlySpan())
            {
                largest = Math.Max(largest, x);
            }
        }

        using FileStream copy = File.Create(copyPath);
        a[10..20].AsStream().CopyTo(copy);                        // the bytes of ten rows; a stream may be of any length

        Assert.Equal(10 * 50 * sizeof(float), copy.Length);
        Assert.Equal((500, 5, 4999), (tenRows.Length, part.Length, largest));
        Assert.Equal([32, 32, 32, 4], a.Chunks(rows: 32).Select(chunk => chunk.Shape[0]));
        Assert.False(block.TryGetSpan(out _));
        Assert.Throws<InvalidOperationException>(() => block.AsSpan());
    }
}
