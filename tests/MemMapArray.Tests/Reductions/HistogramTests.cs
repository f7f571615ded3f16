using System;
using System.Linq;
using System.Runtime.InteropServices;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Histograms: NumPy's answers, layouts, masks, text, merging.</summary>
public sealed class HistogramTests
{
    [Fact]
    public void Histograms_OfTheCorpus_AreNumPysToTheBit()
    {
        QuantileCase[] cases = [.. Corpus.Read<QuantileCase>("quantiles.json.gz").Where(what => what.Kind == "histogram")];
        Assert.True(cases.Length >= 500);
        foreach (QuantileCase what in cases)
        {
            MemMap.Histogram histogram = what.Type switch
            {
                "u1" => Of<byte>(what),
                "i2" => Of<short>(what),
                "i4" => Of<int>(what),
                "f4" => Of<float>(what),
                _ => Of<double>(what),
            };
            string text = $"{what.Bins} bins, range {string.Join(' ', what.Range ?? [])}, edges {string.Join(' ', what.Edges ?? [])} of {what.Type}";
            Assert.True(MemoryMarshal.Cast<byte, long>(what.ResultEdges).SequenceEqual(MemoryMarshal.Cast<double, long>(histogram.Edges.ToArray())), text);
            Assert.True(what.Counts.AsSpan().SequenceEqual(histogram.Counts), text);
        }
    }

    // Of such bins more fit a width of 1 than a double can say, or edges are equal: arithmetic says nothing of where an element is.
    [Fact]
    public void Histogram_OfBinsTooNarrowForDoubles_GoesByTheEdgesThatItSays()
    {
        double[] tiny = [.. Enumerable.Range(0, 1000).Select(i => (i + 0.5) * 1e-311)];
        Assert.Equal(Enumerable.Repeat(100L, 10), NDArray.From(tiny).Histogram(10, (0, 1e-308)).Counts.ToArray());
        Assert.Equal(Enumerable.Repeat(100L, 10), NDArray.From(tiny).Histogram(10).Counts.ToArray());
        double[] small = [.. Enumerable.Range(0, 1000).Select(i => (i + 0.5) * 1e-310)];
        Assert.Equal(Enumerable.Repeat(1L, 1000), NDArray.From(small).Histogram(1000, (0, 1e-307)).Counts.ToArray());
        Assert.Equal([0, 0, 0, 3], NDArray.From([1e19, 1e19, 1e19]).Histogram(4).Counts.ToArray());
        double next = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(1) + 1);
        Assert.Equal([0, 0, 2, 1], NDArray.From([1, next, 1]).Histogram(4, (1, next)).Counts.ToArray());
        foreach (int count in (int[])[5000, 300_000])
        {
            double[] many = [.. Enumerable.Range(0, count).Select(i => i % 2 == 0 ? 1 : next)];
            MemMap.Histogram histogram = NDArray.From(many).Histogram(4, (1, next));
            Assert.Equal([0, 0, count / 2, count / 2], histogram.Counts.ToArray());
            Assert.Equal([1, 1, 1, next, next], histogram.Edges.ToArray());
        }
    }

    // The nearest float32 to 0.29 is less than 0.29. NumPy's edges are float32 where elements are, so that it counts this one in the next bin.
    [Fact]
    public void Histogram_OfSinglesBesideEdges_GoesByTheEdgesThatItSays()
    {
        Assert.True((double)0.29f < 0.29);
        Assert.Equal(1, NDArray.From([0.29f]).Histogram(100, (0, 1)).Counts[28]);
        foreach ((double low, double high) in ((double, double)[])
            [(0, 1), (-3, 7.1), (1000, 1001), (-1e-33, 2e-33), (0.1, 1e30), (-3e38, 3e38), (1e9, 1e9 + 100), (-0.3f, 0.7f)])
        {
            foreach (int bins in (int[])[1, 3, 100, 1000, 20_000])
            {
                CheckSingles(low, high, bins);
            }
        }
    }

    [Fact]
    public void Histogram_OfAnyViewMaskAndThreads_CountsWhatIsThere()
    {
        var draw = new Random(1);
        double[] values = [.. Enumerable.Range(0, DrawnViews.Elements).Select(_ => draw.Next(20) == 0 ? double.NaN : draw.NextDouble() * 12 - 1)];
        using var folder = new TemporaryFolder();
        using MemMapArray<double> array = MemMapArray.Create<double>(folder.File(), values.Length);
        array.CopyFrom(values);
        for (int seed = 0; seed < 40; seed++)
        {
            draw = new Random(seed);
            MemMapView<double> view = DrawnViews.Of(array, draw);
            var options = new ReductionOptions { WorkUnitBytes = draw.Next(2) == 0 ? 4000 : 1 << 20, ReadStrategy = (ReadStrategy)draw.Next(4) };
            double[] all = view.ToArray();
            MemMap.Histogram found = view.Histogram(10, (0, 10), options), byEdges = view.Histogram([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], options);
            for (int bin = 0; bin < 10; bin++)
            {
                Assert.Equal(all.LongCount(v => v >= bin && v < bin + 1), found.Counts[bin]);
            }

            Assert.Equal(found.Counts.ToArray(), byEdges.Counts.ToArray());
            Assert.Equal(all.LongCount(v => v is > 2 and < 9), view.Where(v => v is > 2 and < 9).Histogram(7).Total);
            MemMap.Histogram numbers = view.Histogram(5, options: new() { SkipNaN = true });
            Assert.Equal(all.LongCount(v => !double.IsNaN(v)), numbers.Total);
            if (all.Any(double.IsNaN))
            {
                Assert.Throws<InvalidOperationException>(() => view.Histogram(5));
                Assert.Throws<InvalidOperationException>(() => view.Where(_ => true).Histogram(5));
            }
        }
    }

    [Fact]
    public void Histogram_OfEachTypeAndManyElements_GoesByTheEdges()
    {
        CheckMany(random => (byte)random.Next(), (0, 255), byte.MaxValue);
        CheckMany(random => (sbyte)random.Next(), (-128, 100), sbyte.MinValue);
        CheckMany(random => (short)random.Next(), (-32768, 30000), short.MaxValue);
        CheckMany(random => (ushort)random.Next(), (100, 65535), ushort.MinValue);
        CheckMany(random => (short)random.Next(-50, 51), (-50, 50), (short)50);
        CheckMany(random => random.Next(-1000, 1000), (-900, 1200), -1000);
        CheckMany(random => (uint)random.Next(7), (0, 7), 7u);
        CheckMany(random => random.NextInt64(100), (0, 100), 0L);
        CheckMany(random => random.NextSingle(), (0, 1), 1f);
        CheckMany(random => (float)random.Next(100), (0, 100), 100f);
        CheckMany(random => random.NextSingle() * 5, (1, 3), float.NaN);
        CheckMany(random => random.NextSingle() * 5, (1, 3), float.PositiveInfinity);
        CheckMany(random => random.NextDouble(), (0, 1), 1.0);
        CheckMany(random => random.NextDouble() * 5, (1, 3), double.NegativeInfinity);
#if !NETSTANDARD_BUILD
        CheckMany(random => (Half)random.NextDouble(), (0, 1), Half.NaN);
#endif
    }

    [Fact]
    public void Histogram_OfNothing_HasTheRangeOfNumPys()
    {
        Assert.Equal([0, 0.5, 1], NDArray.From(Array.Empty<int>()).Histogram(2).Edges.ToArray());
        Assert.Equal([0, 0.5, 1], NDArray.From([double.NaN]).Histogram(2, options: new() { SkipNaN = true }).Edges.ToArray());
        Assert.Equal([0, 0.5, 1], NDArray.From([5]).Where(v => v > 9).Histogram(2).Edges.ToArray());
        Assert.Equal([6.5, 7, 7.5], NDArray.From([7ul]).Histogram(2).Edges.ToArray());
        Assert.Equal([2, 2], NDArray.From([true, false, false, true]).Histogram(2).Counts.ToArray());
        Assert.Equal(1, NDArray.From([7], []).Histogram(2).Total);
    }

    [Fact]
    public void Histogram_OfWrongArguments_IsRefused()
    {
        NDArray<double> array = NDArray.From([1.0, double.PositiveInfinity]);
        Assert.Throws<ArgumentOutOfRangeException>("bins", () => array.Histogram(0));
        Assert.Throws<ArgumentException>("range", () => array.Histogram(2, (1, 0)));
        Assert.Throws<ArgumentException>("range", () => array.Histogram(2, (0, double.NaN)));
        Assert.Throws<ArgumentException>("range", () => array.Histogram(2, (double.MinValue, double.MaxValue)));
        Assert.Throws<ArgumentException>("edges", () => array.Histogram([1]));
        Assert.Throws<ArgumentException>("edges", () => array.Histogram([1, 0]));
        Assert.Throws<ArgumentException>("edges", () => array.Histogram([1, double.NaN]));
        Assert.Contains("range", Assert.Throws<InvalidOperationException>(() => array.Histogram(2)).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => NDArray.From(new Guid[2]).Histogram(2));
    }

    [Fact]
    public void Merge_OfHalves_IsTheHistogramOfTheWhole()
    {
        NDArray<int> array = NDArray.From([.. Enumerable.Range(0, 1000).Select(i => i * i % 97)]);
        MemMap.Histogram whole = array.Histogram(9, (0, 97)), merged = array[..400].Histogram(9, (0, 97)).Merge(array[400..].Histogram(9, (0, 97)));
        Assert.Equal(whole.Counts.ToArray(), merged.Counts.ToArray());
        Assert.Equal(whole.ToString(), merged.ToString());
        Assert.Throws<ArgumentException>("other", () => whole.Merge(array.Histogram(8, (0, 97))));
        Assert.Throws<ArgumentNullException>("other", () => whole.Merge(null!));
        double[] density = whole.Density();
        Assert.Equal(1, density.Select((d, bin) => d * (whole.Edges.ToArray()[bin + 1] - whole.Edges.ToArray()[bin])).Sum(), 12);
    }

    [Fact]
    public void FromCounts_OfWhatIsNoHistogram_IsRefused()
    {
        Assert.Equal([3L, 4], MemMap.Histogram.FromCounts([3, 4], [0, 1, 1]).Counts.ToArray());
        Assert.Throws<ArgumentException>("counts", () => MemMap.Histogram.FromCounts([long.MaxValue, 2], [0, 1, 2]));
        Assert.Throws<ArgumentException>("edges", () => MemMap.Histogram.FromCounts([], [0]));
        Assert.Throws<ArgumentException>("edges", () => MemMap.Histogram.FromCounts([1], [0, 1, 2]));
        Assert.Throws<ArgumentException>("edges", () => MemMap.Histogram.FromCounts([1], [1, 0]));
        Assert.Throws<ArgumentException>("edges", () => MemMap.Histogram.FromCounts([1], [0, double.NaN]));
        Assert.Throws<ArgumentException>("counts", () => MemMap.Histogram.FromCounts([-1], [0, 1]));
    }

    [Fact]
    public void ToString_OfAHistogram_HasABarForEachBin()
    {
        string text = NDArray.From([0, 0, 0, 0, 1, 3]).Histogram(3, (0, 3)).ToString();
        Assert.Equal("0 to 1  4  " + new string('#', 50) + "\n1 to 2  1  " + new string('#', 12) + "\n2 to 3  1  " + new string('#', 12), text);
        Assert.Equal(34, NDArray.From([0, 99]).Histogram(100).ToString().Split('\n').Length);
    }

    // All are drawn, then many are one that is frequent, on an edge or beyond all, then all are the same: more than counters of 16 bits hold.
    private static void CheckMany<T>(Func<Random, T> draw, (double Low, double High) range, T frequent)
        where T : unmanaged
    {
        var random = new Random(5);
        foreach (int of3 in (int[])[0, 1, 3])
        {
            T[] values = [.. Enumerable.Range(0, 300_001).Select(_ => random.Next(3) < of3 ? frequent : draw(random))];
            double[] sorted = [.. values.Select(value => Convert.ToDouble(value is Half half ? (double)half : value, null)).Where(v => !double.IsNaN(v)).Order()];
            NDArray<T> array = NDArray.From(values);
            foreach (int bins in (int[])[1, 2, 10, 100, 126, 127, 3000])
            {
                CheckByEdges(sorted, array.Histogram(bins, range));
                if (double.IsFinite(sorted.LastOrDefault() - sorted.FirstOrDefault()))
                {
                    CheckByEdges(sorted, array.Histogram(bins, options: new() { SkipNaN = true, MaxDegreeOfParallelism = 1 }));
                }
            }
        }
    }

    private static void CheckByEdges(double[] sorted, MemMap.Histogram found)
    {
        ReadOnlySpan<double> edges = found.Edges;
        for (int bin = 0, at = Below(sorted, edges[0]); bin < found.Counts.Length; bin++)
        {
            int end = bin == found.Counts.Length - 1 ? Below(sorted, Math.BitIncrement(edges[bin + 1])) : Below(sorted, edges[bin + 1]);
            Assert.Equal(end - at, found.Counts[bin]);
            at = end;
        }
    }

    // How many are less.
    private static int Below(double[] sorted, double edge)
    {
        (int low, int high) = (0, sorted.Length);
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = sorted[middle] < edge ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static void CheckSingles(double low, double high, int bins)
    {
        var draw = new Random(bins);
        double width = (high - low) / bins;
        float[] values =
        [
            float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue, float.Epsilon, -0f,
            .. Enumerable.Range(0, 4000).Select(_ => (float)(low + (draw.Next(-1, bins + 2) * width)))
                .SelectMany(edge => new[] { Next(edge, -2), Next(edge, -1), edge, Next(edge, 1), Next(edge, 2), (float)(edge + (width * draw.NextDouble())) }),
        ];
        MemMap.Histogram found = NDArray.From(values).Histogram(bins, (low, high));
        double[] edges = found.Edges.ToArray();
        long[] expected = new long[bins];
        foreach (double value in values)
        {
            // The last edge that is not above; the last bin has the last edge.
            int at = Array.BinarySearch(edges, value);
            int bin = Math.Min(at < 0 ? ~at - 1 : at, bins - 1);
            if (value >= low && value <= high)
            {
                expected[bin]++;
            }
        }

        Assert.True(expected.AsSpan().SequenceEqual(found.Counts), $"{bins} bins from {low} to {high}");
    }

    private static unsafe float Next(float value, int steps)
    {
        int bits = *(int*)&value + steps;
        return *(float*)&bits;
    }

    private static MemMap.Histogram Of<T>(QuantileCase what)
        where T : unmanaged
    {
        NDArray<T> array = NDArray.From(MemoryMarshal.Cast<byte, T>(what.Data).ToArray(), what.Shape);
        (double, double)? range = what.Range is null ? null : (what.Range[0], what.Range[1]);
        return what.Edges is { } edges ? array.Histogram(edges) : array.Histogram(what.Bins!.Value, range);
    }
}
