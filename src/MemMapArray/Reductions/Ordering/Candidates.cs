using System.Collections.Generic;

namespace MemMap.Reductions.Ordering;

/// <summary>The first of some elements in an order: by rank, the highest first, and by index where ranks are the same. Twice as many are
/// held, so that each is moved a few times only.</summary>
/// <param name="most">How many are asked for.</param>
internal sealed class Candidates(int most)
{
    private static readonly Comparer<(long Rank, long Index)> s_order = Comparer<(long Rank, long Index)>.Create(
        (a, b) => a.Rank != b.Rank ? b.Rank.CompareTo(a.Rank) : a.Index.CompareTo(b.Index));

    private readonly List<(long Rank, long Index)> _found = [];

    /// <summary>Whether there are as many as are asked for, and so a last one.</summary>
    public bool AreEnough { get; private set; }

    /// <summary>What an element must come before.</summary>
    public (long Rank, long Index) Last { get; private set; }

    /// <summary>Takes an element, unless enough come before it.</summary>
    public void Add(long rank, long index)
    {
        if (AreEnough && (rank < Last.Rank || (rank == Last.Rank && index > Last.Index)))
        {
            return;
        }

        _found.Add((rank, index));
        if (_found.Count >= 2L * most)
        {
            Cut();
        }
    }

    /// <summary>Takes those of another.</summary>
    public void AddAll(Candidates others)
    {
        foreach ((long rank, long index) in others._found)
        {
            Add(rank, index);
        }
    }

    /// <summary>The first in order, as many as are asked for or there are.</summary>
    public List<(long Rank, long Index)> ToOrder()
    {
        Cut();
        return _found;
    }

    /// <summary>Forgets them.</summary>
    public void Clear()
    {
        _found.Clear();
        AreEnough = false;
    }

    private void Cut()
    {
        _found.Sort(s_order);
        if (_found.Count >= most)
        {
            _found.RemoveRange(most, _found.Count - most);
            (AreEnough, Last) = (true, _found[most - 1]);
        }
    }
}
