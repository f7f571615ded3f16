using System;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Rows;

/// <summary>NumPy's <c>take</c>, <c>compress</c> and <c>a[rows] = b</c>, and the orders of batches as another implementation has
/// them.</summary>
public sealed class RowCorpusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public sealed record RowCase(
        long[] Shape, string Order, string View, long[] Rows, bool[] Mask, long[] TakenShape, int[] Taken, long[] CompressedShape,
            int[] Compressed, int[] Put);

    public sealed record OrderCase(long Count, ulong Seed, long Epoch, long[] Places, long[] Rows);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TakeCompressPut_AreNumPys()
    {
        RowCase[] cases = Corpus.Read<RowCase>("rows.json");
        Assert.True(cases.Length >= 150);
        foreach (RowCase given in cases)
        {
            string name = $"{given.View} of ({string.Join(", ", given.Shape)}) {given.Order}, rows {string.Join(' ', given.Rows)}";
            int[] stored = [.. Enumerable.Range(0, (int)given.Shape.Aggregate(1L, (product, x) => product * x))];
            MemMapOrder order = given.Order == "C" ? MemMapOrder.C : MemMapOrder.F;
            using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write(stored), given.Shape, MemMapMode.CopyOnWrite, order: order);
            using MemMapArray<bool> mask = MemMapArray.Open<bool>(_folder.Write(given.Mask, name: "mask.bin"));
            MemMapView<int> view = given.View switch
            {
                "plain" => array,
                "transposed" => array.Transpose(),
                "flipped" => array.Flip(0),
                "stepped" => array[Slice.Range(1, null, 2)],
                _ => array[Slice.Ellipsis, Slice.Range(null, null, -2)],
            };
            NDArray<int> taken = view.Take(given.Rows), compressed = view.Compress(mask);
            Assert.True(given.TakenShape.SequenceEqual(taken.Shape.ToArray()) && given.Taken.SequenceEqual(taken.ToArray()), name);
            Assert.True(given.CompressedShape.SequenceEqual(compressed.Shape.ToArray())
                && given.Compressed.SequenceEqual(compressed.ToArray()), name);
            view.PutFrom(given.Rows, [.. Enumerable.Range(1, given.Taken.Length).Select(i => -i)]);
            int[] put = order == MemMapOrder.C ? array.ToArray() : array.Transpose().ToArray();
            Assert.True(given.Put.SequenceEqual(put), name);
        }
    }

    [Fact]
    public void Orders_AreThoseOfAnotherImplementation()
    {
        OrderCase[] cases = Corpus.Read<OrderCase>("orders.json");
        Assert.True(cases.Length >= 40);
        Assert.All(cases, given =>
        {
            MemMap.Rows.RowOrder order = new(given.Count, given.Seed, given.Epoch);
            Assert.Equal(given.Rows, given.Places.Select(place => order[place]));
        });
    }
}
