using System;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>More quantiles at once than brackets are guessed for.</summary>
public sealed class ManyQuantilesTests : IDisposable
{
    private const int Count = 1_200_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Quantile_OfFloats_AreThoseOfSortedElements() => Check((draw, _) => draw.NextSingle());

    [Fact]
    public void Quantile_OfFloatsBeyondNumbers_AreThoseOfSortedElements() => Check((draw, _) => draw.Next(9) switch
    {
        0 => float.NaN,
        1 => -float.NaN,
        2 => float.NegativeInfinity,
        3 => float.PositiveInfinity,
        4 => -0.0f,
        _ => draw.NextSingle() - 0.5f,
    });

    [Fact]
    public void Quantile_OfDoublesOfAnySize_AreThoseOfSortedElements() => Check((draw, _) => draw.NextDouble() * Math.Pow(10, draw.Next(-300, 300)));

    [Fact]
    public void Quantile_OfLongsOfAnySize_AreThoseOfSortedElements() => Check((draw, _) => draw.NextInt64() >> draw.Next(63));

    [Fact]
    public void Quantile_OfTimesAndAZero_AreThoseOfSortedElements() =>
        Check((draw, i) => i == 77 ? 0 : 1_700_000_000_000_000_000 + draw.NextInt64(86_400_000_000_000));

    [Fact]
    public void Quantile_OfULongs_AreThoseOfSortedElements() => Check((draw, _) => (ulong)draw.NextInt64() << 1);

    [Fact]
    public void Quantile_OfIntsOfFewValues_AreThoseOfSortedElements() => Check((draw, i) => i < Count / 2 ? draw.Next(2) : draw.Next());

    [Fact]
    public void Quantile_OfSortedElements_AreThoseElements() => Check((_, i) => i);

    [Fact]
    public void Quantile_OfRunsAgainstTheSample_AreThoseOfSortedElements() => Check((_, i) => i / 5000 * 7919 % 611);

    // Clusters within clusters, and a few elements anywhere: what a second sample says does not fit what the first pass found.
    [Theory]
    [InlineData(1026795107)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Quantile_OfClustersAndOutliers_AreThoseOfSortedElements(int seed)
    {
        var draw = new Random(seed);
        int count = draw.Next(1_500_000, 4_000_000), levels = draw.Next(1, 4);
        long[] steps = [.. Enumerable.Range(0, levels).Select(_ => 1L << draw.Next(0, 58)).OrderDescending()];
        int[] lengths = [.. Enumerable.Range(0, levels).Select(_ => 1 << draw.Next(1, 11))];
        int width = draw.Next(0, 30);
        long first = draw.NextInt64(1L << 60);
        int outliers = draw.Next(3);
        long[] values = new long[count];
        for (int i = 0; i < count; i++)
        {
            long value = first;
            for (int level = 0; level < levels; level++)
            {
                value += steps[level] * draw.Next(lengths[level]);
            }

            value += draw.NextInt64(1L << width);
            values[i] = outliers > 0 && i % (100_000 * outliers) == 5 ? draw.NextInt64() : value;
        }

        int quantiles = ((int[])[33, 100, 999, 5000])[draw.Next(4)];
        double[] q = [.. Enumerable.Range(0, quantiles).Select(i => i / (quantiles - 1.0))];
        double[] found = NDArray.From(values, count).Quantile(q, QuantileMethod.Lower).ToArray();
        Array.Sort(values);
        Assert.Equal([.. q.Select(at => (double)values[(int)Math.Floor(at * (count - 1))])], found);
    }

    private void Check<T>(Func<Random, int, T> element)
        where T : unmanaged, IComparable<T>
    {
        var draw = new Random(5);
        T[] values = [.. Enumerable.Range(0, Count).Select(i => element(draw, i))];
        using MemMapArray<T> array = MemMapArray.Create<T>(_folder.File(), values.Length);
        array.CopyFrom(values);
        T[] sorted = [.. values.Where(value => value.CompareTo(value) == 0 && !double.IsNaN(Convert.ToDouble(value, null))).Order()];
        T limit = sorted[Count / 4];
        T[] selected = [.. sorted.Where(value => value.CompareTo(limit) >= 0)];
        foreach (int count in (int[])[33, 400, 5000])
        {
            double[] quantiles = [.. Enumerable.Range(0, count).Select(i => i / (count - 1.0)).OrderBy(_ => draw.Next())];
            double[] Expected(T[] of) => [.. quantiles.Select(q => Convert.ToDouble(of[(int)Math.Floor(q * (of.Length - 1))], null))];
            foreach (ReductionOptions options in (ReductionOptions[])
                [new() { SkipNaN = true }, new() { SkipNaN = true, WorkUnitBytes = 1 << 16, MaxDegreeOfParallelism = 3, ReadStrategy = ReadStrategy.Buffered }])
            {
                Assert.Equal(Expected(sorted), array.Quantile(quantiles, QuantileMethod.Lower, options).ToArray());
            }

            Assert.Equal(
                Expected(selected),
                array.Where(value => value.CompareTo(limit) >= 0).Quantile(quantiles, QuantileMethod.Lower, new() { SkipNaN = true }).ToArray());
        }
    }
}
