using System;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Partials of views in another order than their elements: permuted, turned around, broadcast.</summary>
public sealed class PartialKeyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(0, 2, 1)]
    [InlineData(1, 0, 2)]
    [InlineData(1, 2, 0)]
    [InlineData(2, 0, 1)]
    [InlineData(2, 1, 0)]
    public void Merge_AxesPermutedAndTurnedAround_HasTheValuesOfTheWhole(params int[] order)
    {
        var random = new Random(4);
        double[] elements = [.. Enumerable.Range(0, 5 * 6 * 7).Select(_ => Math.Exp(random.NextDouble() * 20))];
        using MemMapArray<double> array = MemMapArray.Open<double>(_folder.Write(elements), (5, 6, 7));
        for (int flips = 0; flips < 8; flips++)
        {
            MemMapView<double> view = array.Permute(order);
            foreach (int axis in Enumerable.Range(0, 3).Where(axis => (flips >> axis & 1) != 0))
            {
                view = view.Flip(axis);
            }

            for (int reduced = 0; reduced < 8; reduced++)
            {
                int[] axes = [.. Enumerable.Range(0, 3).Where(axis => (reduced >> axis & 1) != 0)];
                AssertMergesToWhole(view, Reduction.Mean<double>(), axes);
                AssertMergesToWhole(view, Reduction.ArgMax<double>(), axes);
            }
        }
    }

    [Fact]
    public void Merge_FileWithTheOrderOfABroadcastView_IsTheWhole()
    {
        // The axis that is repeated is gone through forwards, as the fastest: as in a file in F order.
        float[] elements = [3, 1, 2, 5];
        using MemMapArray<float> array = MemMapArray.Open<float>(_folder.Write(elements));
        using MemMapArray<float> copy = MemMapArray.Create<float>(_folder.File("copy.bin"), (3, 4), order: MemMapOrder.F);
        copy.CopyFrom([.. Enumerable.Repeat(elements, 3).SelectMany(row => row)]);
        MemMapView<float> view = array.ExpandDims(0).BroadcastTo([3, 4]);
        ReductionPartial<float, long> partial = view.ReducePartial(Reduction.ArgMax<float>(), new RowRange(0, 2));
        partial.Merge(copy.ReducePartial(Reduction.ArgMax<float>(), new RowRange(2, 1)));
        Assert.Equal(3, partial.Value);
        Assert.EndsWith("in the order (1, 0)", partial.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ReadPartial_OfSixtyFourAxes_IsThatPartial()
    {
        using MemMapArray<double> array = MemMapArray.Open<double>(_folder.Write([1.5, 2.5, 4]));
        MemMapView<double> view = array.Reshape([3, .. Enumerable.Repeat(1L, 63)]);
        AssertMergesToWhole(view, Reduction.Sum<double>(), [0]);
        AssertMergesToWhole(view, Reduction.Sum<double>(), [63]);
    }

    // The first and the last rows, then those between, each by way of bytes.
    private static void AssertMergesToWhole<TResult>(MemMapView<double> view, Reduction<double, TResult> reduction, int[] axes)
        where TResult : unmanaged
    {
        NDArray<TResult> expected = view.Reduce(reduction, axes);
        ReductionPartial<double, TResult> Part(long start, long count) => reduction.ReadPartial(view.ReducePartial(reduction, new(start, count), axes).ToBytes());
        long rows = view.Shape[0];
        ReductionPartial<double, TResult> partial = Part(rows - 1, 1);
        partial.Merge(Part(0, 2));
        partial = reduction.ReadPartial(partial.ToBytes());
        if (rows > 3)
        {
            partial.Merge(Part(2, rows - 3));
        }

        NDArray<TResult> merged = reduction.ReadPartial(partial.ToBytes()).ToNDArray();
        Assert.Equal(expected.Shape.ToArray(), merged.Shape.ToArray());
        Assert.Equal(expected.ToArray(), merged.ToArray());
    }
}
