using System;
using System.Collections.Generic;

namespace MemMap.Reductions.Plans;

/// <summary>Turns positions in traversal order into indexes in C order over the reduced axes, as ArgMin and ArgMax give them.</summary>
internal class TraversalIndexes
{
    private readonly List<long> _lengths = [];
    private readonly List<long> _strides = [];
    private readonly long _first;

    /// <param name="layout">All elements.</param>
    /// <param name="reduces">Which axes are reduced.</param>
    /// <param name="order">The axes in traversal order, slowest first.</param>
    public TraversalIndexes(in Layout layout, ReadOnlySpan<bool> reduces, List<int> order)
    {
        foreach (int axis in order)
        {
            if (!reduces[axis])
            {
                continue;
            }

            long stride = 1;
            for (int faster = axis + 1; faster < layout.Rank; faster++)
            {
                stride *= reduces[faster] ? layout.Lengths[faster] : 1;
            }

            if (layout.Strides[axis] < 0)
            {
                _first += Math.Max(0, layout.Lengths[axis] - 1) * stride;
                stride = -stride;
            }

            _lengths.Add(layout.Lengths[axis]);
            _strides.Add(stride);
        }

        long inOrder = 1;
        IsInOrder = true;
        for (int axis = _lengths.Count - 1; axis >= 0; axis--)
        {
            IsInOrder &= _strides[axis] == inOrder;
            inOrder *= _lengths[axis];
        }
    }

    /// <summary>For indexes that are made of others.</summary>
    private protected TraversalIndexes()
    {
    }

    /// <summary>Positions are indexes.</summary>
    public bool IsInOrder { get; }

    /// <summary>These, for a kernel that looks at positions.</summary>
    public virtual TraversalIndexes Take() => this;

    public long IndexOf(long position) => IsInOrder ? position : IndexOf(position, out _, out _);

    /// <summary>The index at a position, and how it goes on: for how many positions, this among them, each index is a step from the one
    /// before.</summary>
    public virtual long IndexOf(long position, out long run, out long step)
    {
        int last = _lengths.Count - 1;
        (run, step) = last < 0 ? (1, 1) : (_lengths[last] - (position % _lengths[last]), _strides[last]);
        long index = _first;
        for (int axis = _lengths.Count - 1; axis >= 0; axis--)
        {
            index += position % _lengths[axis] * _strides[axis];
            position /= _lengths[axis];
        }

        return index;
    }
}
