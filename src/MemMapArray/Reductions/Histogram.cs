using System;
using System.Globalization;
using System.Text;

namespace MemMap;

/// <summary>How many elements lie in each of some bins. <see cref="MemMapReductions"/> makes them; those of parts merge.</summary>
/// <remarks>Of each bin the lower edge belongs to it and the upper one does not, but both of the last. It prints as a bar for each bin.</remarks>
/// <example><code>Console.WriteLine(array.Histogram(20));</code></example>
public sealed class Histogram
{
    private const int Bar = 50;
    private const int MostBars = 40;

    private readonly long[] _counts;
    private readonly double[] _edges;

    /// <param name="counts">For each bin, how many elements it has.</param>
    /// <param name="edges">One more edge than there are bins, ascending.</param>
    internal Histogram(long[] counts, double[] edges) => (_counts, _edges) = (counts, edges);

    /// <summary>A histogram of counts that come from elsewhere: another process, another machine, a file.</summary>
    /// <param name="counts">For each bin, how many elements it has.</param>
    /// <param name="edges">The edges of the bins, ascending, one more than there are bins.</param>
    /// <returns>The histogram, which has copies of both.</returns>
    /// <exception cref="ArgumentException">There is no bin, the numbers of counts and edges do not fit, a count is below 0, or an edge is NaN or
    /// below the one before.</exception>
    /// <example><code>Histogram whole = Histogram.FromCounts(sent, edges).Merge(array.Histogram(edges));</code></example>
    public static Histogram FromCounts(ReadOnlySpan<long> counts, ReadOnlySpan<double> edges)
    {
        if (counts.Length == 0 || edges.Length != counts.Length + 1)
        {
            throw new ArgumentException($"There are {counts.Length} counts and {edges.Length} edges: a bin has two, of which neighbours share one.", nameof(edges));
        }

        long total = 0;
        for (int bin = 0; bin < counts.Length; bin++)
        {
            if (counts[bin] < 0)
            {
                throw new ArgumentException($"Bin {bin} has {counts[bin]} elements.", nameof(counts));
            }

            if (counts[bin] > long.MaxValue - total)
            {
                throw new ArgumentException($"The bins up to {bin} have more than {long.MaxValue} elements.", nameof(counts));
            }

            total += counts[bin];

            if (!(edges[bin] <= edges[bin + 1]))
            {
                throw new ArgumentException($"Edges ascend; edge {bin + 1} is {Text(edges[bin + 1])}, after {Text(edges[bin])}.", nameof(edges));
            }
        }

        return new(counts.ToArray(), edges.ToArray());
    }

    /// <summary>For each bin, how many elements it has.</summary>
    public ReadOnlySpan<long> Counts => _counts;

    /// <summary>The edges of the bins, one more than there are bins.</summary>
    public ReadOnlySpan<double> Edges => _edges;

    /// <summary>How many elements all bins have. Those beyond the edges and NaN are not counted.</summary>
    public long Total
    {
        get
        {
            long total = 0;
            foreach (long count in _counts)
            {
                total += count;
            }

            return total;
        }
    }

    /// <summary>The density of each bin: its share of the elements, divided by its width, so that the area of all is 1. NumPy's
    /// <c>density=True</c>.</summary>
    /// <returns>A density for each bin; NaN without elements.</returns>
    /// <example><code>double[] density = histogram.Density();    // np.histogram(a, 100, (0, 1), density=True)</code></example>
    public double[] Density()
    {
        double[] density = new double[_counts.Length];
        double total = Total;
        for (int bin = 0; bin < density.Length; bin++)
        {
            density[bin] = _counts[bin] / (_edges[bin + 1] - _edges[bin]) / total;
        }

        return density;
    }

    /// <summary>The histogram of the elements of both.</summary>
    /// <param name="other">A histogram with the same edges.</param>
    /// <returns>A new one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ArgumentException">Its edges are others.</exception>
    /// <example><code>Histogram both = decades.Merge(array[1..].Histogram(decades.Edges));</code></example>
    public Histogram Merge(Histogram other)
    {
        _ = other ?? throw new ArgumentNullException(nameof(other));
        if (!Edges.SequenceEqual(other.Edges))
        {
            throw new ArgumentException(
                $"Histograms with other edges do not merge: {_counts.Length} bins from {Text(_edges[0])} to {Text(_edges[_edges.Length - 1])}, and "
                    + $"{other._counts.Length} from {Text(other._edges[0])} to {Text(other._edges[other._edges.Length - 1])}. Give both the same range.",
                nameof(other));
        }

        long[] counts = new long[_counts.Length];
        for (int bin = 0; bin < counts.Length; bin++)
        {
            counts[bin] = checked(_counts[bin] + other._counts[bin]);
        }

        return new(counts, _edges);
    }

    /// <summary>A line for each bin: its edges, its count, and a bar. Of more than 40 bins, neighbours share a line.</summary>
    public override string ToString()
    {
        int perLine = (_counts.Length + MostBars - 1) / MostBars, lines = (_counts.Length + perLine - 1) / perLine;
        long[] counts = new long[lines];
        string[] ranges = new string[lines];
        (long most, int rangeWidth, int countWidth) = (1, 0, 0);
        for (int line = 0; line < lines; line++)
        {
            int end = Math.Min((line + 1) * perLine, _counts.Length);
            for (int bin = line * perLine; bin < end; bin++)
            {
                counts[line] += _counts[bin];
            }

            ranges[line] = $"{Text(_edges[line * perLine])} to {Text(_edges[end])}";
            most = Math.Max(most, counts[line]);
            rangeWidth = Math.Max(rangeWidth, ranges[line].Length);
            countWidth = Math.Max(countWidth, counts[line].ToString(CultureInfo.InvariantCulture).Length);
        }

        var text = new StringBuilder();
        for (int line = 0; line < lines; line++)
        {
            // What is there at all is seen.
            int bar = counts[line] == 0 ? 0 : Math.Max(1, (int)Math.Round((double)counts[line] / most * Bar));
            text.Append(ranges[line].PadLeft(rangeWidth)).Append("  ")
                .Append(counts[line].ToString(CultureInfo.InvariantCulture).PadLeft(countWidth))
                .Append(bar == 0 ? string.Empty : "  ").Append('#', bar)
                .Append(line == lines - 1 ? string.Empty : "\n");
        }

        return text.ToString();
    }

    private static string Text(double edge) => edge.ToString("G6", CultureInfo.InvariantCulture);
}
