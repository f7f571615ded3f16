using System;
using System.Collections.Generic;

namespace MemMap.Tool.Comparing;

/// <summary>Cuts a shape into pieces that follow each other in C order.</summary>
internal static class Boxes
{
    /// <summary>The slices of each piece: indexes of the first axes, a range of one, all of the others.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="most">The most elements of a piece.</param>
    public static IEnumerable<Slice[]> Of(Shape shape, long most)
    {
        if (shape.Rank == 0 || shape.Length == 0)
        {
            return shape.Length == 0 ? [] : [[]];
        }

        // The axis that is cut: what is under one index of it fits.
        int cut = shape.Rank - 1;
        long under = 1;
        while (cut > 0 && under * shape[cut] <= most)
        {
            under *= shape[cut--];
        }

        return Cut(shape, cut, Math.Max(1, most / under));
    }

    private static IEnumerable<Slice[]> Cut(Shape shape, int cut, long count)
    {
        long[] index = new long[cut];
        for (bool isMore = true; isMore; isMore = Advance(index, shape))
        {
            for (long start = 0; start < shape[cut]; start += count)
            {
                long end = Math.Min(shape[cut], start + count);
                yield return [.. Array.ConvertAll(index, Slice.At), Slice.Range(start, end), Slice.Ellipsis];
            }
        }
    }

    private static bool Advance(long[] index, Shape shape)
    {
        for (int axis = index.Length - 1; axis >= 0; axis--)
        {
            if (++index[axis] < shape[axis])
            {
                return true;
            }

            index[axis] = 0;
        }

        return false;
    }
}
