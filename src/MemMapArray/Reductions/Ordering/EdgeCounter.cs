using System;
using System.Collections.Generic;

namespace MemMap.Reductions.Ordering;

/// <summary>Counts elements by few bins, by comparing all with each edge: those that reach an edge, less those that reach the next, are in
/// the bin between. No counter waits for another.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed unsafe partial class EdgeCounter<T>
    where T : unmanaged
{
    // To find the first number at an edge takes as long as to look at so many elements.
    private const int Worth = 32;

    // The edges that some elements reach and some do not, and for each the last element that does not.
    private readonly int[] _edges;
    private readonly T[] _last;

    // The edges that all elements reach are the first ones.
    private readonly int _reachedByAll;

    private EdgeCounter(HistogramBins bins, bool isOfTruths)
    {
        (var edges, var last) = (new List<int>(), new List<T>());
        for (int edge = 0; edge <= bins.Count; edge++)
        {
            long? first = FirstAt(bins, edge, isOfTruths);
            if (first == OrderKey.Least<T>())
            {
                _reachedByAll++;
            }
            else if (first is not null || Element.IsFloatingPoint<T>())
            {
                // NaN may come after the largest number.
                edges.Add(edge);
                last.Add(OrderKey.ToElement<T>(first - 1 ?? OrderKey.LargestNumber<T>()));
            }
        }

        (_edges, _last) = ([.. edges], [.. last]);
    }

    /// <summary>A counter for some bins.</summary>
    /// <param name="bins">The bins.</param>
    /// <param name="isOfTruths">Elements are true or not: any but 0 counts as 1.</param>
    /// <param name="elements">How many elements there are.</param>
    /// <returns>None where bins are many, for so few elements, where arithmetic and not the edges say which bin an element is in, and where
    /// the processor has no vectors.</returns>
    public static EdgeCounter<T>? Of(HistogramBins bins, bool isOfTruths, long elements) =>
        IsSupported && bins.Count <= Math.Min(MostOf(bins), elements / Worth) && bins.GoesByEdges && !double.IsNegativeInfinity(bins.Edges[0])
            ? new(bins, isOfTruths)
            : null;

    // The key of the first number that reaches an edge; the last edge is the last bin's, so that one reaches it who is beyond.
    private static long? FirstAt(HistogramBins bins, int edge, bool isOfTruths)
    {
        (long low, long high) = (OrderKey.LeastNumber<T>(), OrderKey.LargestNumber<T>());
        if (!Reaches(high))
        {
            return null;
        }

        while (low < high)
        {
            long middle = (low & high) + ((low ^ high) >> 1);
            (low, high) = Reaches(middle) ? (low, middle) : (middle + 1, high);
        }

        return low;

        bool Reaches(long key)
        {
            double value = Element.ToNearestDouble(OrderKey.ToElement<T>(key));
            value = isOfTruths && value != 0 ? 1 : value;
            return edge == bins.Count ? value > bins.Edges[edge] : value >= bins.Edges[edge];
        }
    }
}
