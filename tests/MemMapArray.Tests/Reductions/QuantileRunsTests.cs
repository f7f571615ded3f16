using System;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Quantiles of runs of equal elements that are longer than a block: those are counted at once.</summary>
public sealed class QuantileRunsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Quantile_OfLongRuns_IsThatOfSortedElements()
    {
        Check(draw => (float)draw.Next(61), float.NaN);
        Check(draw => draw.NextSingle(), -float.NaN);
        Check(draw => draw.NextDouble(), -double.NaN);
        Check(draw => (double)draw.Next(-3, 3), double.NegativeInfinity);
        Check(draw => (short)draw.Next(-300, 300), short.MaxValue);
        Check(draw => draw.Next(), int.MinValue);
        Check(draw => (long)draw.Next(2000), long.MinValue);
        Check(draw => (byte)draw.Next(9), (byte)0);
    }

    // One of five runs is of an element by itself.
    private void Check<T>(Func<Random, T> draw, T frequent)
        where T : unmanaged
    {
        var random = new Random(3);
        T[] values = new T[1_500_000];
        for (int start = 0; start < values.Length;)
        {
            int end = Math.Min(values.Length, start + random.Next(1, 30_000));
            values.AsSpan(start, end - start).Fill(random.Next(5) == 0 ? frequent : draw(random));
            start = end;
        }

        using MemMapArray<T> array = MemMapArray.Create<T>(_folder.File(), values.Length);
        array.CopyFrom(values);
        double[] sorted = [.. values.Select(value => Convert.ToDouble(value, null)).Where(value => !double.IsNaN(value)).Order()];

        // Few intervals are told apart by vectors, many are searched.
        foreach (int count in (int[])[1, 9, 200])
        {
            double[] quantiles = [.. Enumerable.Range(0, count).Select(i => (i + 0.5) / count)];
            double[] expected = [.. quantiles.Select(q => sorted[(int)Math.Floor(q * (sorted.Length - 1))])];
            foreach (ReductionOptions options in (ReductionOptions[])
                [new() { SkipNaN = true }, new() { SkipNaN = true, WorkUnitBytes = 1 << 15, MaxDegreeOfParallelism = 3 }])
            {
                Assert.Equal(expected, array.Quantile(quantiles, QuantileMethod.Lower, options).ToArray());
            }
        }
    }
}
