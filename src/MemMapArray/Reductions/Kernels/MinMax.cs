using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>Finds the smallest and the largest element in one pass. NaN, unless it is left out, is both.</summary>
/// <param name="skipNaN">NaN is left out.</param>
internal readonly unsafe struct MinMax<T>(bool skipNaN) : IStateKernel<T, ExtremesState<T>>
    where T : unmanaged
{
    public ExtremesState<T> State => new(skipNaN);

    public bool BlocksAreRows => true;

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        FoundExtremes<T> found = FindExtremes<T>.Block(elements, count);
        found = skipNaN && Element.IsNaN(found.Min) ? Scalar.FindExtremes<T>.WithoutNaN(elements, count) : found;
        (((T*)state)[0], ((T*)state)[1]) = (found.Min, found.Max);
    }

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        T* mins = (T*)states, maxs = mins + columns;
        FindExtremes<T>.Rows(rows, rowCount, columns, mins, maxs);
        for (int column = 0; skipNaN && column < columns; column++)
        {
            if (Element.IsNaN(mins[column]))
            {
                FoundExtremes<T> found = Scalar.FindExtremes<T>.WithoutNaN(rows, rowCount, column);
                (mins[column], maxs[column]) = (found.Min, found.Max);
            }
        }
    }
}
