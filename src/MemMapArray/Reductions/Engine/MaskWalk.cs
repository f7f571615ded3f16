using System;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Engine;

/// <summary>Goes through the elements of a mask along some axes, a run of the fastest one at a time.</summary>
/// <param name="lengths">The axes, the fastest last.</param>
/// <param name="strides">Their strides, in bytes: 0 along a broadcast one, and of any sign.</param>
internal struct MaskWalk(long[] lengths, long[] strides)
{
    private readonly long _runLength = lengths.Length == 0 ? 1 : lengths[lengths.Length - 1];
    private Odometer _runs = new(WithoutLast(lengths), WithoutLast(strides));
    private long _used;

    /// <summary>From one element of a run to the next.</summary>
    public readonly long Stride { get; } = strides.Length == 0 ? 0 : strides[strides.Length - 1];

    /// <summary>How many elements of the run are left.</summary>
    public readonly long Left => _runLength - _used;

    /// <summary>Where the next element lies, in bytes.</summary>
    public readonly long Offset => _runs.Offset + (_used * Stride);

    private static long[] WithoutLast(long[] axes) => axes.AsSpan(0, Math.Max(0, axes.Length - 1)).ToArray();

    [MethodImpl(HotPath.Optimized)]
    public void MoveTo(long position)
    {
        _runs.MoveTo(position == 0 ? 0 : position / _runLength);
        _used = position == 0 ? 0 : position % _runLength;
    }

    /// <summary>Goes on by so many elements of the run, which are left.</summary>
    [MethodImpl(HotPath.Optimized)]
    public void Use(long count)
    {
        _used += count;
        if (_used == _runLength)
        {
            _used = 0;
            _runs.MoveNext();
        }
    }
}
