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
