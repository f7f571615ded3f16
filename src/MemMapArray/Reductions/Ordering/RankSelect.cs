using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Ordering;

/// <summary>Finds the keys of ranks among elements in memory, in a time that does not depend on what they are: it counts them in parts, and
/// sorts the few of the part that has the rank.</summary>
internal sealed unsafe class RankSelect<T>
    where T : unmanaged
{
    // So many are sorted: more would take longer than to count them once more.
    private const int MostSorted = 4096;
    private const int MostParts = 2048;
    private const int Block = Rules.BlockElements;

    private readonly ulong[] _inside = new ulong[Truths.Words(Block)];
    private readonly long[] _sorted = new long[MostSorted];

    // The counts of all in parts, once they are counted, and those of a part that has too many.
    private readonly long[] _counts = new long[MostParts];
    private readonly long[] _countsOfPart = new long[MostParts];
    private List<ElementPiece<T>> _pieces = [];
    private KeyInterval _all;
    private KeyInterval _known;
    private KeyParts _parts;
    private bool _isCounted;

    /// <summary>Begins with other elements.</summary>
    /// <param name="pieces">The elements.</param>
    /// <param name="low">The first key that counts.</param>
    /// <param name="high">The last key that counts.</param>
    public void Start(List<ElementPiece<T>> pieces, long low, long high)
    {
        (_pieces, _known, _isCounted) = (pieces, default, false);

        // As many as there are count at most: how many do is known when they have been counted.
        long most = 0;
        foreach (ElementPiece<T> piece in pieces)
        {
            most += piece.Count;
        }

        _all = new(low, high, 0, most);
    }

    /// <summary>The key of a rank among those that count, from 0.</summary>
    /// <exception cref="InvalidOperationException">There are not as many.</exception>
    public long KeyAt(long rank)
    {
        if (!_known.Contains(rank))
        {
            Narrow(rank);
        }

        return _known.IsOne ? _known.Low : _sorted[rank - _known.Below];
    }

    private void Narrow(long rank)
    {
        _known = _all;
        if (!_all.IsOne && _all.Inside > MostSorted)
        {
            if (!_isCounted)
            {
                (_all, _isCounted) = (Count(_all, _counts, out _parts), true);
            }

            _known = Require(_all, rank);
            _known = _parts.Of(rank, _counts, MostSorted);
        }

        while (!_known.IsOne && _known.Inside > MostSorted)
        {
            _known = Require(Count(_known, _countsOfPart, out KeyParts parts), rank);
            _known = parts.Of(rank, _countsOfPart, MostSorted);
        }

        if (!_known.IsOne)
        {
            _known = new(_known.Low, _known.High, _known.Below, Collect(_known));
        }

        Require(_known, rank);
    }

    private static KeyInterval Require(KeyInterval interval, long rank) => interval.Contains(rank) ? interval : throw Changed();

    /// <summary>The exception for elements that were others in one pass than in another.</summary>
    public static InvalidOperationException Changed() =>
        new("Elements were changed while their order was being found.");

    [MethodImpl(HotPath.Optimized)]
    private KeyInterval Count(KeyInterval interval, long[] counts, out KeyParts parts)
    {
        (long inside, ulong low, ulong distance) = (0, (ulong)interval.Low, interval.Distance);
        int shift = KeyParts.ShiftOf(distance, MostParts);
        parts = new(interval, shift);
        Array.Clear(counts, 0, MostParts);
        foreach (ElementPiece<T> piece in _pieces)
        {
            T* elements = piece.Elements;
            for (int i = 0; i < piece.Count; i++)
            {
                ulong place = unchecked((ulong)OrderKey.Of(Unsafe.ReadUnaligned<T>(elements + i)) - low);
                if (place <= distance)
                {
                    counts[(int)(place >> shift)]++;
                    inside++;
                }
            }
        }

        return new(interval.Low, interval.High, interval.Below, inside);
    }

    [MethodImpl(HotPath.Optimized)]
    private int Collect(KeyInterval interval)
    {
        int found = 0;
        fixed (ulong* inside = _inside)
        {
            foreach (ElementPiece<T> piece in _pieces)
            {
                for (int start = 0; start < piece.Count; start += Block)
                {
                    int count = Math.Min(Block, piece.Count - start);
                    long below = 0;
                    if (KeyMasks.Find(piece.Elements + start, count, interval.Low, interval.High, inside, ref below) > 0)
                    {
                        found = Put(piece.Elements + start, count, inside, found);
                    }
                }
            }
        }

        Array.Sort(_sorted, 0, found);
        return found;
    }

    [MethodImpl(HotPath.Optimized)]
    private int Put(T* elements, int count, ulong* inside, int found)
    {
        for (int word = 0; word < Truths.Words(count); word++)
        {
            for (ulong left = inside[word]; left != 0; left &= left - 1)
            {
                _sorted[found++] = OrderKey.Of(Unsafe.ReadUnaligned<T>(elements + (word * Truths.PerWord) + Truths.First(left)));
            }
        }

        return found;
    }
}
