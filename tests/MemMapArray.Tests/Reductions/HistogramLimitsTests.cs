using System;
using System.Linq;
using MemMap.Reductions.Calls;
using MemMap.Reductions.Ordering;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Histograms without a range, of which a sample guesses the limits; and of all 16 bits.</summary>
public sealed class HistogramLimitsTests
{
    // Of few elements, too.
    private static readonly OrderingLimits s_sampled = new() { SampledBytes = 0 };

    // Many elements are at both limits, so that the sample finds them; of the others one is beyond, in a place that the sample has not.
    [Fact]
    public void Histogram_OfLimitsThatOneElementIsBeyond_ReachesToIt()
    {
        CheckBeyond(random => (byte)random.Next(10, 20), (byte)9, (byte)20, (byte)255);
        CheckBeyond(random => (sbyte)random.Next(-5, 5), (sbyte)-128, (sbyte)5, (sbyte)127);
        CheckBeyond(random => (short)random.Next(-4, 4), short.MinValue, (short)9, short.MaxValue);
        CheckBeyond(random => (ushort)random.Next(7, 12), (ushort)0, (ushort)6, ushort.MaxValue);
        CheckBeyond(random => random.Next(3), -1, 3, int.MaxValue);
        CheckBeyond(random => random.NextInt64(3), -(1L << 60), 3L, long.MaxValue);
        CheckBeyond(_ => (1L << 53) - 1, 1L << 53, (1L << 53) + 1);
        CheckBeyond(_ => 7, 8, 6);
        CheckBeyond(random => Math.Clamp(random.NextSingle(), 0.25f, 0.75f), 0.2499999f, 0.75000006f, float.NaN, float.PositiveInfinity);
        CheckBeyond(random => Math.Clamp(random.NextSingle(), 0.25f, 0.75f), -1e30f, 0.7500001f, float.NegativeInfinity);
        CheckBeyond(random => Math.Clamp(random.NextDouble(), 0.25, 0.75), 0.2499999, 1e300, double.NaN, double.NegativeInfinity);
#if !NETSTANDARD_BUILD
        CheckBeyond(random => (Half)random.Next(3), (Half)(-1), (Half)3, Half.NaN, Half.PositiveInfinity);
#endif
    }

    [Fact]
    public void Histogram_OfTruthsOfWhichOneIsTrue_HasBoth()
    {
        bool[] values = new bool[300_000];
        Assert.Equal([0L, 300_000], Guessed(NDArray.From(values), 2).Counts.ToArray());
        values[200_001] = true;
        MemMap.Histogram found = Guessed(NDArray.From(values), 2);
        Assert.Equal([299_999L, 1], found.Counts.ToArray());
        Assert.Equal([0, 0.5, 1], found.Edges.ToArray());
    }

    // Of two zeros the edge is the larger one, wherever it is.
    [Fact]
    public void Histogram_OfZerosOfBothSigns_HasTheSameEdgesAsOfOneThreadAndAll()
    {
        float[] values = [.. Enumerable.Range(0, 300_000).Select(i => i % 3 == 0 ? -1 : -0f)];
        foreach (int at in (int[])[1, 100_001, 299_999])
        {
            float[] some = [.. values];
            some[at] = 0;
            long last = BitConverter.DoubleToInt64Bits(Guessed(NDArray.From(some), 4).Edges[4]);
            Assert.Equal(BitConverter.DoubleToInt64Bits(Guessed(NDArray.From(some).Where(_ => true), 4).Edges[4]), last);
            Assert.Equal(0, last);
        }
    }

    [Fact]
    public void Histogram_OfConstantFloatsButOne_ReachesToIt()
    {
        float[] values = [.. Enumerable.Repeat(5f, 300_000)];
        Assert.Equal([4.5, 5, 5.5], Guessed(NDArray.From(values), 2).Edges.ToArray());
        values[77_777] = 5.25f;
        MemMap.Histogram found = Guessed(NDArray.From(values), 2);
        Assert.Equal([5, 5.125, 5.25], found.Edges.ToArray());
        Assert.Equal([299_999L, 1], found.Counts.ToArray());
    }

    // Where the guess is right the elements are counted in one pass, otherwise in two.
    [Fact]
    public void Histogram_GuessedOrGivenUpInTheMiddle_ReportsProgressToTheEnd()
    {
        const int Count = 1 << 20;
        using var folder = new TemporaryFolder();
        using MemMapArray<byte> array = MemMapArray.Create<byte>(folder.File(), Count);
        array.Fill(3);
        array[..(Count / 2)].Fill(7);
        foreach (int threads in (int[])[1, 4])
        {
            ReductionProgress last = default;
            var report = new Last(progress => last = progress);
            var options = new ReductionOptions { WorkUnitBytes = 1 << 12, MaxDegreeOfParallelism = threads, Progress = report };
            array[Count / 3] = 7;
            Assert.Equal([3, 5, 7], Guessed(array, 2, options).Edges.ToArray());
            Assert.Equal((Count, Count), (last.BytesDone, last.BytesTotal));
            array[Count / 3] = 9;
            MemMap.Histogram found = Guessed(array, 3, options);
            Assert.Equal([Count / 2, 0, Count / 2], found.Counts.ToArray());
            Assert.Equal([3, 5, 7, 9], found.Edges.ToArray());
            Assert.Equal((2 * Count, 2 * Count), (last.BytesDone, last.BytesTotal));
        }
    }

    // Bins of every width, inside of what elements can be, across its ends and beyond.
    [Fact]
    public void Histogram_OfAll16Bits_HasEachInItsBin()
    {
        short[] all = [.. Enumerable.Range(short.MinValue, 1 << 16).Select(i => (short)i)];
        ushort[] unsigned = [.. Enumerable.Range(0, 1 << 16).Select(i => (ushort)i)];
        NDArray<short> signedArray = NDArray.From(all);
        NDArray<ushort> unsignedArray = NDArray.From(unsigned);
        var draw = new Random(3);
        long cases = Iterations.Of(200, 2000);
        for (long i = 0; i < cases; i++)
        {
            double low = draw.Next(-90_000, 90_000), width = Math.Pow(2, draw.NextDouble() * 18);
            low = draw.Next(2) == 0 ? low : low + draw.NextDouble();
            width = draw.Next(2) == 0 ? width : Math.Ceiling(width);
            int bins = draw.Next(4) == 0 ? draw.Next(1, 4) : draw.Next(1, 130);
            CheckEach(signedArray.Histogram(bins, (low, low + width)), short.MinValue);
            CheckEach(unsignedArray.Histogram(bins, (low, low + width)), 0);
        }

        foreach (int bins in (int[])[1, 2, 10, 100, 125, 126, 127])
        {
            CheckEach(Guessed(signedArray, bins), short.MinValue);
            CheckEach(Guessed(unsignedArray, bins), 0);
            CheckEach(signedArray.Histogram(bins, (-1e300, 1e300)), short.MinValue);
        }
    }

    private static void CheckEach(MemMap.Histogram found, int least)
    {
        ReadOnlySpan<double> edges = found.Edges;
        long[] expected = new long[found.Counts.Length];
        int bin = 0;
        for (int i = 0; i < 1 << 16; i++)
        {
            double value = least + i;
            while (bin < expected.Length - 1 && value >= edges[bin + 1])
            {
                bin++;
            }

            if (value >= edges[bin] && (bin < expected.Length - 1 || value <= edges[bin + 1]))
            {
                expected[bin]++;
            }
        }

        string text = $"{expected.Length} bins from {edges[0]:R} to {edges[^1]:R}, elements from {least}";
        Assert.True(expected.AsSpan().SequenceEqual(found.Counts), text);
    }

    private static void CheckBeyond<T>(Func<Random, T> draw, params T[] beyond)
        where T : unmanaged
    {
        var random = new Random(7);
        using var folder = new TemporaryFolder();
        T[] values = [.. Enumerable.Range(0, 250_000).Select(_ => draw(random))];
        using MemMapArray<T> array = MemMapArray.Create<T>(folder.File(), values.Length);
        array.CopyFrom(values);
        CheckByRange(array);
        foreach (T one in beyond)
        {
            foreach (int at in (int[])[1, 100_003, 249_999])
            {
                T before = array[at];
                array[at] = one;
                CheckByRange(array);
                array[at] = before;
            }
        }
    }

    // Beside the histogram between the smallest and the largest element, which guesses nothing.
    private static void CheckByRange<T>(MemMapArray<T> array)
        where T : unmanaged
    {
        (T min, T max) = array.MinMax(new ReductionOptions { SkipNaN = true });
        (double low, double high) = (AsDouble(min), AsDouble(max));
        bool hasNaN = array.ToArray().Any(value => double.IsNaN(AsDouble(value)));
        foreach (int bins in (int[])[1, 10, 100, 1000])
        {
            var options = new ReductionOptions { SkipNaN = true, WorkUnitBytes = 1 << 14 };
            if (!double.IsFinite(high - low))
            {
                Assert.Throws<InvalidOperationException>(() => Guessed(array, bins, options));
                continue;
            }

            MemMap.Histogram expected = array.Histogram(bins, (low, high)), found = Guessed(array, bins, options);
            Assert.Equal(expected.Edges.ToArray(), found.Edges.ToArray());
            Assert.Equal(expected.Counts.ToArray(), found.Counts.ToArray());
            Assert.Equal(expected.Counts.ToArray(), Guessed(array.Where(_ => true), bins, options).Counts.ToArray());
            if (hasNaN)
            {
                Assert.Throws<InvalidOperationException>(() => Guessed(array, bins));
            }
        }
    }

    private static MemMap.Histogram Guessed<T>(ReductionSource<T> source, int bins, ReductionOptions? options = null)
        where T : unmanaged
    {
        using ReductionCall call = ReductionCall.OverAll(source, options);
        var run = new HistogramRun<T>(call, s_sampled);
        Func<(T Low, T High)>? extremes = source.IsMasked ? null : () => source.MinMax(new ReductionOptions { SkipNaN = options?.SkipNaN ?? false });
        return new(run.Run(bins, extremes), run.Bins.Edges);
    }

    private static double AsDouble<T>(T value) => Convert.ToDouble(value is Half half ? (double)half : value, null);

    private sealed class Last(Action<ReductionProgress> report) : IProgress<ReductionProgress>
    {
        public void Report(ReductionProgress value) => report(value);
    }
}
