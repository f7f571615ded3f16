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
            iter: Iterations.Of(100, 500));

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

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(300)]
    public void TopK_AlongAnyAxisOfAnyViewAndMask_IsThatOfEachLine(int most)
    {
        using var folder = new TemporaryFolder();
        using MemMapArray<float> array = MemMapArray.Create<float>(folder.File(), DrawnViews.Elements);
        for (int seed = 0; seed < Iterations.Of(20, 40); seed++)
        {
            var draw = new Random(seed);
            int distinct = draw.Next(3, 2000);
            array.CopyFrom([.. Enumerable.Range(0, DrawnViews.Elements).Select(_ => draw.Next(distinct) is var x && x % 7 == 3 ? float.NaN : x - (distinct / 2))]);
            MemMapView<float> view = DrawnViews.Of(array, draw);
            if (view.Rank == 0)
            {
                continue;
            }

            int axis = draw.Next(view.Rank), k = draw.Next(most + 1);
            bool isMasked = draw.Next(2) == 0, largest = draw.Next(2) == 0, skipNaN = draw.Next(2) == 0;
            ReductionSource<float> source = isMasked ? view.Where(v => !(v % 3 == 0)) : view;
            var options = new ReductionOptions { SkipNaN = skipNaN, WorkUnitBytes = draw.Next(2) == 0 ? 4000 : 1 << 20, MaxDegreeOfParallelism = draw.Next(1, 4) };
            (NDArray<float> values, NDArray<long> indexes) = source.TopK(k, draw.Next(2) == 0 ? axis : axis - view.Rank, largest, options);

            long[] lengths = view.Shape.ToArray();
            int length = (int)lengths[axis], asked = Math.Min(k, length);
            lengths[axis] = asked;
            Assert.Equal(((Shape)lengths, (Shape)lengths), (values.Shape, indexes.Shape));
            int[] lastly = [.. Enumerable.Range(0, view.Rank).Where(other => other != axis), axis];
            float[] lines = view.Permute(lastly).ToArray(), foundValues = values.Permute(lastly).ToArray();
            long[] foundIndexes = indexes.Permute(lastly).ToArray();
            for (int line = 0; length > 0 && line < lines.Length / length; line++)
            {
                (float Value, long Index)[] expected =
                [
                    .. lines.Skip(line * length).Take(length).Select((v, i) => (Value: v, Index: (long)i))
                        .Where(x => (!isMasked || !(x.Value % 3 == 0)) && (!skipNaN || !float.IsNaN(x.Value)))
                        .OrderBy(x => float.IsNaN(x.Value)).ThenBy(x => largest ? -x.Value : x.Value).ThenBy(x => x.Index)
                        .Concat(Enumerable.Repeat((Value: float.NaN, Index: -1L), asked)).Take(asked),
                ];
                Assert.Equal(expected.Select(x => x.Index), foundIndexes.Skip(line * asked).Take(asked));
                Assert.Equal(expected.Select(x => x.Value), foundValues.Skip(line * asked).Take(asked));
            }
        }
    }

    [Fact]
    public void TopK_AlongALongAxis_IsSharedByThreads()
    {
        short[] elements = [.. Enumerable.Range(0, 3 * 90_000).Select(i => (short)(i * 31))];
        NDArray<short> array = NDArray.From(elements, (90_000, 3));
        var options = new ReductionOptions { WorkUnitBytes = 30_000, MaxDegreeOfParallelism = 3 };
        (NDArray<short> values, NDArray<long> indexes) = array.TopK(50, axis: 0, options: options);
        for (int column = 0; column < 3; column++)
        {
            (short[] expected, long[] at) = array[.., column].TopK(50);
            Assert.Equal(expected, values[.., column].ToArray());
            Assert.Equal(at, indexes[.., column].ToArray());
        }
    }

    [Fact]
    public void TopK_AlongAnAxis_ChecksWhatItIsAsked()
    {
        NDArray<int> array = NDArray.From([3, 1, 2, 4], (2, 2));
        Assert.Throws<ArgumentOutOfRangeException>("k", () => array.TopK(-1, axis: 0));
        Assert.Throws<ArgumentOutOfRangeException>("axis", () => array.TopK(1, axis: 2));
        Assert.Throws<NotSupportedException>(() => NDArray.From(new Guid[2]).TopK(1, axis: 0));
        Assert.Equal((0, 2), array.TopK(0, axis: 0).Values.Shape);
        Assert.Equal((2, 2), array.TopK(9, axis: 1).Indexes.Shape);
        (NDArray<int> values, NDArray<long> indexes) = array.Where(v => v > 2).TopK(2, axis: 1);
        Assert.Equal([3, 0, 4, 0], values.ToArray());
        Assert.Equal([0, -1, 1, -1], indexes.ToArray());
    }

    // Any byte but 0 is true, and they are all the same.
    [Fact]
    public void TopK_OfBoolsWithOtherBytes_TakesThemInTheirOrder()
    {
        MemMapView<bool> truths = NDArray.From(new byte[] { 2, 0, 255, 1, 0 }).Cast<bool>();
        Assert.Equal([0, 2, 3, 1, 4], truths.TopK(5).Indexes);
        Assert.Equal([1, 4, 0, 2, 3], truths.TopK(5, largest: false).Indexes);
        Assert.Equal([0L, 2, 3], truths.TopK(3, axis: 0).Indexes.ToArray());

        byte[] bytes = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7 % 5))];
        long[] expected = [.. bytes.Select((value, i) => (value, i)).OrderBy(x => x.value != 0).ThenBy(x => x.i).Take(1200).Select(x => (long)x.i)];
        Assert.Equal(expected, NDArray.From(bytes).Cast<bool>().TopK(1200, largest: false).Indexes);
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
