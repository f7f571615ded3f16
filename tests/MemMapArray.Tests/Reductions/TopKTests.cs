using System;
using System.Linq;
using CsCheck;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>The largest and the smallest elements beside sorted ones.</summary>
public sealed class TopKTests
{
    [Fact]
    public void TopK_OfAnyNumbers_AreTheFirstOfSortedOnes() =>
        Gen.Select(Gen.Int[-20, 20].Array[0, 9000], Gen.Int[0, 3000], Gen.Bool, Gen.Int[0, 3]).Sample(
            (numbers, k, largest, kind) =>
            {
                double[] values = [.. numbers.Select((v, i) => kind switch { 0 => v, 1 => (v * 1e-3 * i) + 0.0, 2 => i, _ => v == 0 ? double.NaN : v })];
                bool skipNaN = numbers.Length % 2 == 0;
                (double[] found, long[] indexes) = NDArray.From(values).TopK(k, largest, new() { SkipNaN = skipNaN, WorkUnitBytes = 9000 });
                (double Value, long Index)[] expected =
                [
                    .. values.Select((v, i) => (Value: v, Index: (long)i)).Where(x => !skipNaN || !double.IsNaN(x.Value))
                        .OrderBy(x => double.IsNaN(x.Value)).ThenBy(x => largest ? -x.Value : x.Value).ThenBy(x => x.Index).Take(k),
                ];
                Assert.Equal(expected.Select(x => x.Index), indexes);
                Assert.Equal(expected.Select(x => x.Value), found);
            },
            iter: Iterations.Of(100, 2000));

    [Fact]
    public void TopK_OfAnyViewAndMask_HasIndexesInCOrder()
    {
        using var folder = new TemporaryFolder();
        using MemMapArray<short> array = MemMapArray.Create<short>(folder.File(), DrawnViews.Elements);
        var draw = new Random(2);
        array.CopyFrom([.. Enumerable.Range(0, DrawnViews.Elements).Select(_ => (short)draw.Next(-500, 500))]);
        for (int seed = 0; seed < 60; seed++)
        {
            draw = new Random(seed);
            MemMapView<short> view = DrawnViews.Of(array, draw);
            bool isMasked = draw.Next(2) == 0, largest = draw.Next(2) == 0;
            ReductionSource<short> source = isMasked ? view.Where(v => v % 3 != 0) : view;
            int k = draw.Next(200);
            (short[] values, long[] indexes) = source.TopK(k, largest, new() { WorkUnitBytes = draw.Next(2) == 0 ? 4000 : 1 << 20, MaxDegreeOfParallelism = draw.Next(1, 4) });
            (short Value, long Index)[] expected =
            [
                .. view.ToArray().Select((v, i) => (Value: v, Index: (long)i)).Where(x => !isMasked || x.Value % 3 != 0)
                    .OrderBy(x => largest ? -x.Value : x.Value).ThenBy(x => x.Index).Take(k),
            ];
            Assert.Equal(expected.Select(x => x.Index), indexes);
            Assert.Equal(expected.Select(x => x.Value), values);
        }
    }

    [Fact]
    public void TopK_OfExtremesAndOtherOrders_AreThoseOfTheNumbers()
    {
        (ulong[] values, long[] indexes) = NDArray.From(new ulong[] { 3, ulong.MaxValue, 0, 1 }).TopK(2);
        Assert.Equal([ulong.MaxValue, 3], values);
        Assert.Equal([1, 0], indexes);
        (long[] smallest, _) = NDArray.From(new long[] { long.MaxValue, long.MinValue, -1 }).TopK(9, largest: false);
        Assert.Equal([long.MinValue, -1, long.MaxValue], smallest);
        (BigEndian<int>[] big, _) = NDArray.From(new BigEndian<int>[] { 7, -9 }).TopK(1, largest: false);
        Assert.Equal(-9, (int)big[0]);
        Assert.Throws<ArgumentOutOfRangeException>("k", () => NDArray.From([1]).TopK(-1));
        Assert.Empty(NDArray.From([1]).TopK(0).Values);
        Assert.Empty(NDArray.From(Array.Empty<int>()).TopK(5).Values);
        Assert.Throws<NotSupportedException>(() => NDArray.From(new Guid[2]).TopK(1));
    }
}
