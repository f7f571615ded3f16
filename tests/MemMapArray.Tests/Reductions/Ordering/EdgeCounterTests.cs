using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using MemMap.Reductions.Ordering;
using Xunit;

namespace MemMap.Tests.Reductions.Ordering;

/// <summary>Few bins between any edges, beside a look at each element and each edge.</summary>
public sealed class EdgeCounterTests
{
    [Fact]
    public void Histogram_OfAnyEdgesOfFloats_CountsWhatIsBetween()
    {
        Check(random => (float)Number(random), value => value, float.Epsilon, float.MaxValue, float.MinValue, -0f, 0.29f);
        Check(Number, value => value, double.Epsilon, double.MaxValue, double.MinValue, -0.0, Math.PI);
#if !NETSTANDARD_BUILD
        Check(random => (Half)Number(random), value => (double)value, Half.Epsilon, Half.MaxValue, Half.MinValue, Half.NegativeZero);
#endif
    }

    [Fact]
    public void Histogram_OfAnyEdgesOfSmallIntegers_CountsWhatIsBetween()
    {
        Check(random => (byte)random.Next(), value => value, byte.MinValue, byte.MaxValue);
        Check(random => (sbyte)random.Next(), value => value, sbyte.MinValue, sbyte.MaxValue);
        Check(random => (short)random.Next(), value => value, short.MinValue, short.MaxValue);
        Check(random => (ushort)random.Next(), value => value, ushort.MinValue, ushort.MaxValue);
    }

    // Of 64 bits an edge is that of the nearest doubles.
    [Fact]
    public void Histogram_OfAnyEdgesOfLargeIntegers_CountsWhatIsBetween()
    {
        Check(random => random.Next(int.MinValue, int.MaxValue), value => value, int.MinValue, int.MaxValue);
        Check(random => unchecked((uint)random.Next(int.MinValue, int.MaxValue)), value => value, uint.MinValue, uint.MaxValue);
        Check(random => (1L << 53) + random.Next(-9, 9), value => value, long.MinValue, long.MaxValue, -1);
        Check(random => ulong.MaxValue - (ulong)random.Next(9000), value => value, ulong.MinValue, ulong.MaxValue, 1UL << 63);
    }

    [Fact]
    public void Histogram_OfTruths_CountsAnyThatIsNotFalseAs1()
    {
        bool[] truths = MemoryMarshal.Cast<byte, bool>(Enumerable.Range(0, 4999).Select(i => (byte)(i % 5)).ToArray()).ToArray();
        Assert.Equal([1000L, 0, 3999], NDArray.From(truths).Histogram([0, 0.5, 1, 2]).Counts.ToArray());
        Assert.Equal([1000L, 3999], NDArray.From(truths).Histogram([-1, 0.25, 1]).Counts.ToArray());
        Assert.Equal([1000L, 3999], NDArray.From(truths).Histogram(2, (0, 1)).Counts.ToArray());
    }

    [Theory]
    [InlineData(0.0, 1.0, 10, true)]
    [InlineData(0.0, 1.0, 17, false)]
    [InlineData(1e9, 1e9 + 1e-5, 10, false)]
    public void Of_BinsOfOneWidth_IsThereWhereTheyAreFewAndGoByTheirEdges(double low, double high, int bins, bool expected)
    {
        bool isFast = EdgeCounter<byte>.Of(new HistogramBins([0, 1]), isOfTruths: false, elements: 10_000) is not null;
#if !NETSTANDARD_BUILD
        Assert.Equal(System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated, isFast);
#endif
        Assert.Equal(isFast && expected, EdgeCounter<double>.Of(new HistogramBins(low, high, bins), isOfTruths: false, elements: 10_000) is not null);
        Assert.Null(EdgeCounter<double>.Of(new HistogramBins([0, 1]), isOfTruths: false, elements: 31));
        Assert.Null(EdgeCounter<double>.Of(new HistogramBins([double.NegativeInfinity, 1]), isOfTruths: false, elements: 10_000));
    }

    private static double Number(Random random) => random.Next(12) switch
    {
        0 => double.NaN,
        1 => -double.NaN,
        2 => double.PositiveInfinity,
        3 => double.NegativeInfinity,
        4 => random.Next(-3, 4),
        5 => 0.0,
        _ => (random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-30, 20)),
    };

    // Edges are elements, numbers beside them, beyond all, several the same, infinite.
    private static void Check<T>(Func<Random, T> draw, Func<T, double> value, params T[] special)
        where T : unmanaged
    {
        long cases = Iterations.Of(60, 600);
        for (int seed = 0; seed < cases; seed++)
        {
            var random = new Random(seed);
            T[] values = [.. special, .. Enumerable.Range(0, random.Next(3) == 0 ? random.Next(300) : random.Next(20_000)).Select(_ => draw(random))];
            double[] edges = [.. Enumerable.Range(0, random.Next(2, random.Next(4) == 0 ? 135 : 14)).Select(_ => Edge(random)).Order()];
            CheckCounts([.. values.Select(value)], NDArray.From(values).Histogram(edges), $"seed {seed} of {typeof(T).Name}");
            (double low, double high) = (edges[0], edges[^1]);
            if (double.IsFinite(high - low) && high - low > 1e-3 * Math.Abs(high + low))
            {
                CheckCounts([.. values.Select(value)], NDArray.From(values).Histogram(random.Next(1, 18), (low, high)), $"seed {seed} of {typeof(T).Name}");
            }

            double Edge(Random random)
            {
                double near = value(values[random.Next(values.Length)]);
                near = double.IsNaN(near) ? 0 : near;
                return random.Next(8) switch
                {
                    0 => Math.BitIncrement(near),
                    1 => Math.BitDecrement(near),
                    2 => Math.Floor(near) + 0.5,
                    3 when random.Next(4) == 0 => double.NegativeInfinity,
                    4 when random.Next(4) == 0 => double.PositiveInfinity,
                    5 when random.Next(4) == 0 => random.Next(2) == 0 ? -1e300 : 1e300,
                    _ => near,
                };
            }
        }
    }

    private static void CheckCounts(double[] values, MemMap.Histogram found, string text)
    {
        double[] edges = found.Edges.ToArray();
        long[] expected = new long[edges.Length - 1];
        foreach (double value in values.Where(value => value >= edges[0] && value <= edges[^1]))
        {
            int bin = expected.Length - 1;
            while (value < edges[bin])
            {
                bin--;
            }

            expected[bin]++;
        }

        Assert.True(expected.AsSpan().SequenceEqual(found.Counts), $"{text}: {string.Join(' ', (IEnumerable<double>)edges)}");
    }
}
