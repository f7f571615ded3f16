using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>The smallest and the largest element in one pass. NaN, unless it is left out, is both.</summary>
/// <remarks>Planes: the smallest, the largest, each of the element type.</remarks>
/// <param name="skipNaN">NaN is left out.</param>
internal readonly unsafe struct MinMax<TStored, T>(bool skipNaN) : IReductionKernel<T, (TStored Min, TStored Max)>
    where TStored : unmanaged
    where T : unmanaged
{
    public int StateBytes => 2 * sizeof(T);

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        MinMaxState<T> found = Extremes.OfBlock(elements, count);
        found = skipNaN && Element.IsNaN(found.Min) ? ScalarExtremes.WithoutNaN(elements, count) : found;
        (((T*)state)[0], ((T*)state)[1]) = (found.Min, found.Max);
    }

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        T* mins = (T*)states, maxs = mins + columns;
        Extremes.OfRows(rows, rowCount, columns, mins, maxs);
        for (int column = 0; skipNaN && column < columns; column++)
        {
            if (Element.IsNaN(mins[column]))
            {
                MinMaxState<T> found = ScalarExtremes.WithoutNaN(rows, rowCount, column);
                (mins[column], maxs[column]) = (found.Min, found.Max);
            }
        }
    }

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns)
    {
        T* mins = (T*)left, maxs = mins + columns, nextMins = (T*)right, nextMaxs = nextMins + columns;
        for (int column = 0; skipNaN && column < columns; column++)
        {
            // Where nothing was left of one part, the other is the answer of both.
            if (Element.IsNaN(nextMins[column]))
            {
                (nextMins[column], nextMaxs[column]) = (mins[column], maxs[column]);
            }
            else if (Element.IsNaN(mins[column]))
            {
                (mins[column], maxs[column]) = (nextMins[column], nextMaxs[column]);
            }
        }

        Extremes.Merge(mins, maxs, nextMins, nextMaxs, columns);
    }

    public (TStored Min, TStored Max) Finish(byte* states, int column, int columns, long count)
    {
        T min = ((T*)states)[column], max = ((T*)states)[columns + column];
        (min, max) = Element.IsNaN(min) ? (Element.NaN<T>(), Element.NaN<T>()) : (min, max);
        return (Element.ToStored<TStored, T>(min), Element.ToStored<TStored, T>(max));
    }

    public (TStored Min, TStored Max) FinishEmpty() => throw new InvalidOperationException("There is no minimum and no maximum of no elements.");
}
