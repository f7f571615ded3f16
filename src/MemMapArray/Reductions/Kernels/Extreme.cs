using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>The smallest element, or the largest. NaN, unless it is left out, is both.</summary>
/// <remarks>One plane, of the element type.</remarks>
/// <param name="isMax">The largest is asked for.</param>
/// <param name="skipNaN">NaN is left out.</param>
internal readonly unsafe struct Extreme<TStored, T>(bool isMax, bool skipNaN) : IReductionKernel<T, TStored>
    where TStored : unmanaged
    where T : unmanaged
{
    public int StateBytes => sizeof(T);

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        T found = isMax ? OneExtreme.OfBlock<T, Largest>(elements, count) : OneExtreme.OfBlock<T, Smallest>(elements, count);
        *(T*)state = skipNaN && Element.IsNaN(found) ? Of(ScalarExtremes.WithoutNaN(elements, count)) : found;
    }

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        T* found = (T*)states;
        if (isMax)
        {
            OneExtreme.OfRows<T, Largest>(rows, rowCount, columns, found);
        }
        else
        {
            OneExtreme.OfRows<T, Smallest>(rows, rowCount, columns, found);
        }

        for (int column = 0; skipNaN && column < columns; column++)
        {
            if (Element.IsNaN(found[column]))
            {
                found[column] = Of(ScalarExtremes.WithoutNaN(rows, rowCount, column));
            }
        }
    }

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns)
    {
        T* found = (T*)left, next = (T*)right;
        for (int column = 0; skipNaN && column < columns; column++)
        {
            // Where nothing was left of one part, the other is the answer of both.
            if (Element.IsNaN(next[column]))
            {
                next[column] = found[column];
            }
            else if (Element.IsNaN(found[column]))
            {
                found[column] = next[column];
            }
        }

        if (isMax)
        {
            OneExtreme.Merge<T, Largest>(found, next, columns);
        }
        else
        {
            OneExtreme.Merge<T, Smallest>(found, next, columns);
        }
    }

    public TStored Finish(byte* states, int column, int columns, long count)
    {
        T found = ((T*)states)[column];
        return Element.ToStored<TStored, T>(Element.IsNaN(found) ? Element.NaN<T>() : found);
    }

    public TStored FinishEmpty() => throw new InvalidOperationException($"There is no {(isMax ? "maximum" : "minimum")} of no elements.");

    private T Of(MinMaxState<T> both) => isMax ? both.Max : both.Min;
}
