using System;
using System.Collections.Generic;

namespace MemMap;

/// <summary>
/// Reductions of views, unit by unit in a small fixed amount of memory, whatever the size of the file.
/// </summary>
/// <remarks>
/// <para>Accurate: sums are kept in double precision in short chains that merge as a tree (integers exactly), and deviations are taken
/// around pivots near the data, so results of float32 are as good as those of float64.</para>
/// <para>Reproducible: the bits of a result depend on the elements and their strides only, not on the processor, the number of threads, the
/// size of the units of work, how the file is read, or who reduced which rows.</para>
/// <para>Element types: bool (any byte but 0 is true, and counts as 1), all primitive integers, float, double,
/// <see cref="BFloat16"/>, and (not on netstandard2.0) Half, also as <c>BigEndian</c> and <c>LittleEndian</c>; <see cref="System.Numerics.Complex"/> where no order or product is asked for.
/// NaN propagates, as in NumPy. Elements are read in the order of memory, whatever the order of the axes.</para>
/// <para>A Dispose in another thread lets a running reduction end first.</para>
/// </remarks>
public static partial class MemMapReductions
{
    private static long[] ResultLengths(in Layout layout, ReadOnlySpan<bool> reduces, bool keepDims)
    {
        var lengths = new List<long>(reduces.Length);
        for (int axis = 0; axis < reduces.Length; axis++)
        {
            if (!reduces[axis])
            {
                lengths.Add(layout.Lengths[axis]);
            }
            else if (keepDims)
            {
                lengths.Add(1);
            }
        }

        return [.. lengths];
    }
}
