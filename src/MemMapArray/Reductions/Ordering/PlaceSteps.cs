using System;

namespace MemMap.Reductions.Ordering;

/// <summary>The places of 16-bit elements among bins of one width, as steps: a product says at which step an element is or that it is one
/// further, and the last element before that step, which of the two. Elements here are their rank among all 65,536.</summary>
internal sealed class PlaceSteps
{
    // As many as a vector instruction looks up.
    private const int Most = 128;

    private const int Ranks = 1 << 16;

    private PlaceSteps(HistogramBins bins, int signBit)
    {
        SignBit = (ushort)signBit;
        First = (ushort)PlaceOf(bins, 0);
        Count = PlaceOf(bins, Ranks - 1) - First;
        int start = Count > 0 ? Math.Max(0, LastOf(bins, First) - 1) : 0;
        Start = (ushort)start;
        Last.AsSpan().Fill(ushort.MaxValue);
        for (int step = 0; step < Math.Min(Count, Most - 1); step++)
        {
            Last[step] = (ushort)(LastOf(bins, First + step) - start);
        }

        double factor = bins.Scale * Ranks;
        for (; factor < Ranks / 2 && Shift < 16; factor *= 2)
        {
            Shift++;
        }

        Factor = (ushort)Math.Min(ushort.MaxValue, Math.Round(factor));
        End = (ushort)(Count > 0 ? Math.Min(Ranks - 1, Last[Math.Min(Count, Most - 1) - 1] + 1) : 0);
    }

    /// <summary>The last element before each step, from the start; behind the last step there is none.</summary>
    public ushort[] Last { get; } = new ushort[Most];

    /// <summary>What makes an element's bits its rank.</summary>
    public ushort SignBit { get; }

    /// <summary>The place of the least element.</summary>
    public ushort First { get; }

    /// <summary>Where products begin.</summary>
    public ushort Start { get; }

    /// <summary>From where on elements are behind the last step, counted from the start.</summary>
    public ushort End { get; }

    /// <summary>An element from the start, times this, shifted to the right by 16 and by <see cref="Shift"/>.</summary>
    public ushort Factor { get; }

    /// <summary>By how much a product is shifted, besides.</summary>
    public int Shift { get; }

    private int Count { get; }

    /// <summary>The steps of some bins.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <returns>None where bins are too narrow or too many, or elements have other bits.</returns>
    public static PlaceSteps? Of<T>(HistogramBins bins)
    {
        if ((typeof(T) != typeof(short) && typeof(T) != typeof(ushort)) || !bins.IsSure || bins.Count > Most - 3 || bins.Scale > 1)
        {
            return null;
        }

        var steps = new PlaceSteps(bins, typeof(T) == typeof(short) ? 1 << 15 : 0);
        return steps.IsRight() ? steps : null;
    }

    // Both sides of each step say so of all that is between.
    private bool IsRight()
    {
        for (int step = 0; step < Count; step++)
        {
            if (Product(Last[step]) > step || Product(Last[step]) < step - 1 || Product(Last[step] + 1) < step)
            {
                return false;
            }
        }

        return Count < Most && Product(End) <= Count;
    }

    private int Product(int element) => (int)((uint)Math.Min(element, End) * Factor >> 16 >> Shift);

    private int PlaceOf(HistogramBins bins, int rank) =>
        rank - SignBit > bins.Edges[bins.Count] ? bins.Count + 1 : bins.Of(rank - SignBit) + 1;

    // The last element at a place or below it.
    private int LastOf(HistogramBins bins, int place)
    {
        (int low, int high) = (0, Ranks - 1);
        while (low < high)
        {
            int middle = (low + high + 1) >>> 1;
            (low, high) = PlaceOf(bins, middle) <= place ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}
