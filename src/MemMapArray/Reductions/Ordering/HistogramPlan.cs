using System;

namespace MemMap.Reductions.Ordering;

/// <summary>How elements are counted by bins: what all threads share.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed unsafe class HistogramPlan<T>
    where T : unmanaged
{
    /// <summary>How many tables there are of a counter for each place. Neighbours are counted apart: an increment that waits for the one
    /// before takes several times as long.</summary>
    public const int Tables = 4;

    private readonly bool _isOfTruths;

    /// <param name="bins">The bins.</param>
    /// <param name="isOfTruths">Elements are true or not: any but 0 counts as 1.</param>
    /// <param name="elements">How many elements there are.</param>
    public HistogramPlan(HistogramBins bins, bool isOfTruths, long elements)
    {
        (Bins, _isOfTruths) = (bins, isOfTruths);
        EdgeCounter = EdgeCounter<T>.Of(bins, isOfTruths, elements);
        if (EdgeCounter is not null)
        {
            return;
        }

        Steps = HistogramLoops.TakesSteps ? PlaceSteps.Of<T>(bins) : null;
        AreMany = HistogramLoops.IsFor<T>(bins, Steps);
        Pairs = AreMany && HistogramLoops.HasPairs(bins) ? (bins.Count + 2) * (bins.Count + 2) : 0;
        PlacesOfBytes = new byte[sizeof(T) == sizeof(byte) && AreMany ? 1 << 8 : 0];
        for (int value = 0; value < PlacesOfBytes.Length; value++)
        {
            byte element = (byte)value;
            PlacesOfBytes[value] = (byte)PlaceOf(*(T*)&element);
        }
    }

    /// <summary>The bins.</summary>
    public HistogramBins Bins { get; }

    /// <summary>Counts by few bins, if it does.</summary>
    public EdgeCounter<T>? EdgeCounter { get; }

    /// <summary>Of 16-bit elements, the steps that the bins are, if there are such.</summary>
    public PlaceSteps? Steps { get; }

    /// <summary>Whether many are counted at a time.</summary>
    public bool AreMany { get; }

    /// <summary>There are so few small elements that each is counted by itself.</summary>
    public bool CountsEach => sizeof(T) <= sizeof(short) && !AreMany && EdgeCounter is null;

    /// <summary>How many counters there are for pairs: none where bins are many.</summary>
    public int Pairs { get; }

    /// <summary>The place of each byte.</summary>
    public byte[] PlacesOfBytes { get; } = [];

    /// <summary>How many places there are: the bins, what is below or no number before them, what is above behind.</summary>
    public int Places => Bins.Count + 2;

    /// <summary>How many threads there is memory for.</summary>
    public int Threads => (int)Math.Max(1, OrderingLimits.Default.PassBytes / Bytes);

    private long Bytes =>
        (CountsEach ? KeyCounts<T>.Bytes : 0) + ((long)Pairs * sizeof(ushort)) + ((long)Tables * sizeof(long) * (Bins.Count + 2L));

    /// <summary>The place of an element; what is above may have that of what is below.</summary>
    public int PlaceOf(T element)
    {
        double value = Element.ToNearestDouble(element);
        return Bins.Of(_isOfTruths && value != 0 ? 1 : value) + 1;
    }
}
