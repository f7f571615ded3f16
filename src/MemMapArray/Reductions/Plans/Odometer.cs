using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Plans;

/// <summary>Goes through the indexes of some axes in C order and keeps two offsets with them.</summary>
internal struct Odometer(long[] lengths, long[] strides, long[]? otherStrides = null)
{
    private readonly long[] _index = new long[lengths.Length];

    public long Offset { get; private set; }

    public long OtherOffset { get; private set; }

    /// <summary>To the index that is number <paramref name="position"/> in C order.</summary>
    [MethodImpl(HotPath.Optimized)]
    public void MoveTo(long position)
    {
        if (position == 0)
        {
            // No divisions: most begin here.
            Array.Clear(_index, 0, _index.Length);
            (Offset, OtherOffset) = (0, 0);
            return;
        }

        (Offset, OtherOffset) = (0, 0);
        for (int axis = lengths.Length - 1; axis >= 0; axis--)
        {
            _index[axis] = position % lengths[axis];
            position /= lengths[axis];
            Offset += _index[axis] * strides[axis];
            OtherOffset += otherStrides is null ? 0 : _index[axis] * otherStrides[axis];
        }
    }

    /// <summary>How many indexes there are from this one to the end of the last axis: they go on evenly.</summary>
    public readonly long LeftOfRun => lengths.Length == 0 ? 1 : lengths[lengths.Length - 1] - _index[lengths.Length - 1];

    /// <summary>As many times <see cref="MoveNext"/>, of which all but the last stay in this run.</summary>
    [MethodImpl(HotPath.Optimized)]
    public void MoveBy(long count)
    {
        if (count > 1)
        {
            int last = lengths.Length - 1;
            _index[last] += count - 1;
            Offset += (count - 1) * strides[last];
            OtherOffset += otherStrides is null ? 0 : (count - 1) * otherStrides[last];
        }

        MoveNext();
    }

    /// <summary>To the next index; after the last it is back at the first, and false.</summary>
    [MethodImpl(HotPath.Optimized)]
    public bool MoveNext()
    {
        for (int axis = lengths.Length - 1; axis >= 0; axis--)
        {
            Offset += strides[axis];
            OtherOffset += otherStrides is null ? 0 : otherStrides[axis];
            if (++_index[axis] < lengths[axis])
            {
                return true;
            }

            Offset -= lengths[axis] * strides[axis];
            OtherOffset -= otherStrides is null ? 0 : lengths[axis] * otherStrides[axis];
            _index[axis] = 0;
        }

        return false;
    }
}
