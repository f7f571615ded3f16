using System;

namespace MemMap.Transforming;

/// <summary>Where one operand of a transform has its elements: a stride for each axis of the plan.</summary>
/// <param name="offset">Where its first element lies in the order of the destination's memory, in bytes.</param>
/// <param name="strides">The strides, slowest axis of the destination first, in bytes. 0 where it is broadcast, and negative where it goes
/// backwards.</param>
/// <param name="elementSize">The bytes of an element.</param>
internal sealed class OperandAxes(long offset, long[] strides, int elementSize)
{
    public long Offset => offset;

    public ReadOnlySpan<long> Strides => strides;

    public int ElementSize => elementSize;

    /// <summary>Whether the elements of a box lie side by side, from an axis on.</summary>
    public bool IsContiguousFrom(int axis, ReadOnlySpan<long> lengths)
    {
        long expected = elementSize;
        for (int i = strides.Length - 1; i >= axis; i--)
        {
            if (strides[i] != expected)
            {
                return false;
            }

            expected *= lengths[i];
        }

        return true;
    }
}
