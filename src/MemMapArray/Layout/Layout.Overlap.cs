using System;

namespace MemMap;

/// <content>Where the elements of two views of the same bytes are.</content>
internal readonly partial struct Layout
{
    /// <summary>Whether each element lies where that of the same index does in another layout of the same bytes.</summary>
    public bool IsSamePlaceAs(Layout other)
    {
        if (Offset != other.Offset || ElementSize != other.ElementSize || !Lengths.SequenceEqual(other.Lengths))
        {
            return false;
        }

        for (int axis = 0; axis < Rank; axis++)
        {
            if (Lengths[axis] != 1 && Strides[axis] != other.Strides[axis])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether it can be seen from the steps that the elements have no byte in common with others of the same bytes, such as
    /// two columns or fields: in each period of the larger steps there is a part for one, and another part for the other.</summary>
    /// <remarks><code>
    ///   period          0                 1                 2
    ///   this            |##    ##         |##    ##         |##    ##
    ///   other           |  ###            |  ###            |  ###
    ///                    seen: the larger step is the period; the smaller one is a part of "this"
    /// </code></remarks>
    /// <param name="other">Where the others lie.</param>
    /// <returns>False where they have, or where nothing can be seen.</returns>
    public bool IsBeside(in Layout other)
    {
        (long start, long end) = ByteRange();
        (long otherStart, long otherEnd) = other.ByteRange();
        return end <= otherStart || otherEnd <= start || IsBeside(other, Strides) || IsBeside(other, other.Strides);
    }

    // With each of the steps as the least that counts as a larger one.
    private bool IsBeside(in Layout other, ReadOnlySpan<long> steps)
    {
        foreach (long step in steps)
        {
            long least = Math.Abs(step), period = 0;
            (long start, long length) = PartOf(least, ref period);
            (long otherStart, long otherLength) = other.PartOf(least, ref period);
            long distance = period == 0 ? 0 : (((otherStart - start) % period) + period) % period;
            if (distance >= length && distance + otherLength <= period)
            {
                return true;
            }
        }

        return false;
    }

    // The bytes from the lowest to the highest that the smaller steps lead to; the larger ones have the period in common.
    private (long Start, long Length) PartOf(long least, ref long period)
    {
        (long start, long last) = (Offset, Offset);
        for (int axis = 0; axis < Rank; axis++)
        {
            long reach = (Lengths[axis] - 1) * Strides[axis];
            if (reach == 0)
            {
                continue;
            }

            if (Math.Abs(Strides[axis]) >= least)
            {
                period = GreatestCommonDivisor(period, Math.Abs(Strides[axis]));
                continue;
            }

            (start, last) = (start + Math.Min(0, reach), last + Math.Max(0, reach));
        }

        return (start, last - start + ElementSize);
    }

    private static long GreatestCommonDivisor(long one, long other)
    {
        while (other != 0)
        {
            (one, other) = (other, one % other);
        }

        return one;
    }
}
