using System.Collections.Generic;

namespace MemMap.Reductions.Ordering;

/// <summary>Where the first elements are written, and their indexes.</summary>
/// <param name="length">How many of both there are.</param>
/// <param name="most">How many of a column.</param>
/// <param name="distance">How far apart those of a column lie.</param>
internal sealed class TopResults<TStored>(long length, int most, long distance)
    where TStored : unmanaged
{
    public TStored[] Values { get; } = new TStored[length];

    /// <summary>-1 where a column has no more elements that count.</summary>
    public long[] Indexes { get; } = new long[length];

    /// <summary>Writes those of a column.</summary>
    /// <param name="offset">Where its first belongs.</param>
    /// <param name="found">What was found.</param>
    /// <param name="rule">What their ranks mean.</param>
    public void Write<T>(long offset, Candidates found, TopRule rule)
        where T : unmanaged
    {
        List<(long Rank, long Index)> first = found.ToOrder();
        for (int i = 0; i < most; i++, offset += distance)
        {
            bool isThere = i < first.Count;
            T value = isThere ? rule.ElementOf<T>(first[i].Rank) : Element.IsFloatingPoint<T>() ? Element.NaN<T>() : default;
            (Values[offset], Indexes[offset]) = (Element.ToStored<TStored, T>(value), isThere ? first[i].Index : -1);
        }
    }
}
