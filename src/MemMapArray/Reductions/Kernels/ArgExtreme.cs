using System;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Kernels;

/// <summary>
/// Finds where the smallest or the largest element is: the first in C order of those that are equal, whatever order they are gone through
/// in. NaN, unless it is left out, is both.
/// </summary>
/// <param name="indexes">The index of each position.</param>
/// <param name="skipNaN">NaN is left out.</param>
internal readonly unsafe struct ArgExtreme<T, TSide>(TraversalIndexes indexes, bool skipNaN) : IStateKernel<T, IndexState<T, TSide>>
    where T : unmanaged
    where TSide : struct, ISide
{
    public IndexState<T, TSide> State => default;

    public bool BlocksAreRows => true;

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        T best;
        new Extreme<T, TSide>(skipNaN).ReduceBlock(elements, count, position, (byte*)&best);
        IndexState<T, TSide>.Store(state, 0, 1, skipNaN && Element.IsNaN(best) ? -1 : FirstIndex(elements, count, position, best), best);
    }

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        // In C order the first row with the value is the one.
        T** ordered = stackalloc T*[Rules.RowsPerLeaf + Rules.RowsAhead];
        long* rowIndexes = stackalloc long[Rules.RowsPerLeaf];
        Order(rows, rowCount, position, ordered, rowIndexes);
        T* bests = stackalloc T[columns];
        int* firstRows = stackalloc int[columns];
        new Extreme<T, TSide>(skipNaN).ReduceRows(ordered, rowCount, columns, position, (byte*)bests);
        FindMatches<T>.FirstRows(ordered, rowCount, columns, bests, firstRows);
        for (int column = 0; column < columns; column++)
        {
            bool isNone = skipNaN && Element.IsNaN(bests[column]);
            IndexState<T, TSide>.Store(states, column, columns, isNone ? -1 : rowIndexes[firstRows[column]], bests[column]);
        }
    }

    private long FirstIndex(T* elements, int count, long position, T best)
    {
        int at = FindMatches<T>.First(elements, 0, count, best);
        if (indexes.IsInOrder)
        {
            return position + at;
        }

        // Along a run the indexes go up or down evenly: where they go up, its first match is enough.
        long first = long.MaxValue;
        while (at < count)
        {
            int start = at;
            long index = indexes.IndexOf(position + start, out long left, out long step);
            int end = (int)Math.Min(count, start + left);
            for (; at < end; at = step > 0 ? end : FindMatches<T>.First(elements, at + 1, end, best))
            {
                first = Math.Min(first, index + ((at - start) * step));
            }

            at = FindMatches<T>.First(elements, end, count, best);
        }

        return first;
    }

    // Rows by their indexes, which are in order already in most views: a Shell sort.
    private void Order(T** rows, int rowCount, long position, T** ordered, long* rowIndexes)
    {
        for (int row = 0; row < rowCount + Rules.RowsAhead; row++)
        {
            ordered[row] = rows[row];
        }

        for (int row = 0; row < rowCount; row++)
        {
            rowIndexes[row] = indexes.IndexOf(position + row);
        }

        for (int gap = indexes.IsInOrder ? 0 : Rules.RowsPerLeaf / 2; gap > 0; gap /= 2)
        {
            for (int row = gap; row < rowCount; row++)
            {
                long index = rowIndexes[row];
                T* pointer = ordered[row];
                int at = row;
                for (; at >= gap && rowIndexes[at - gap] > index; at -= gap)
                {
                    rowIndexes[at] = rowIndexes[at - gap];
                    ordered[at] = ordered[at - gap];
                }

                rowIndexes[at] = index;
                ordered[at] = pointer;
            }
        }
    }
}
