using System;

namespace MemMap.Tool.Elements;

/// <summary>What to take of one axis, with the length of the axis in it: the indexes Start, Start + Step and so on, Count of
/// them.</summary>
/// <param name="Start">The first index.</param>
/// <param name="Step">The distance to the next, not 0.</param>
/// <param name="Count">How many.</param>
/// <param name="IsIndex">Whether the axis is dropped.</param>
internal readonly record struct AxisSlice(long Start, long Step, long Count, bool IsIndex)
{
    public static AxisSlice At(long index) => new(index, 1, 1, true);

    /// <summary>NumPy's <c>start:stop:step</c>: negative bounds count from the end, bounds outside are clipped.</summary>
    public static AxisSlice Range(long? start, long? stop, long step, long length)
    {
        // A negative step may stop before the first, at -1.
        (long least, long most) = step > 0 ? (0L, length) : (-1, length - 1);
        long first = Bound(start, step > 0 ? least : most), end = Bound(stop, step > 0 ? most : least);
        UInt128 distance = (UInt128)Int128.Max(0, step > 0 ? (Int128)end - first : (Int128)first - end);
        UInt128 stride = (UInt128)Int128.Abs(step);
        return new(first, step, (long)((distance + stride - 1) / stride), false);

        long Bound(long? bound, long missing) => bound is not { } given ? missing
            : Math.Clamp(given < 0 ? given + length : given, least, most);
    }

    /// <summary>Whether it takes all of an axis as it is.</summary>
    public bool IsAll(long length) => !IsIndex && Start == 0 && Step == 1 && Count == length;

    /// <summary>The same as the library says it.</summary>
    public Slice ToSlice()
    {
        if (IsIndex)
        {
            return Slice.At(Start);
        }

        if (Count == 0)
        {
            return Slice.Range(0, 0);
        }

        long last = Start + ((Count - 1) * Step), stop = last + Math.Sign(Step);
        return Slice.Range(Start, stop < 0 ? null : stop, Step);
    }
}
