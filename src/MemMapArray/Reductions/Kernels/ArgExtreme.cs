using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>
/// Where the smallest or the largest element is: the first in C order of those that are equal, whatever order they are gone through in. NaN, unless it is
/// left out, is both.
/// </summary>
/// <remarks>Planes: the index, -1 where nothing is left, and the element.</remarks>
/// <param name="indexes">The index of each position.</param>
/// <param name="isMax">The largest is asked for.</param>
/// <param name="skipNaN">NaN is left out.</param>
internal readonly unsafe struct ArgExtreme<T>(TraversalIndexes indexes, bool isMax, bool skipNaN) : IReductionKernel<T, long>
    where T : unmanaged
{
    public int StateBytes => sizeof(long) + sizeof(T);

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        T best = Best(Extremes.OfBlock(elements, count));
        if (skipNaN && Element.IsNaN(best))
        {
            best = Best(ScalarExtremes.WithoutNaN(elements, count));
        }

        Store(state, 0, 1, skipNaN && Element.IsNaN(best) ? -1 : FirstIndex(elements, count, position, best), best);
    }

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        // In C order the first row with the value is the one.
        T** ordered = stackalloc T*[Rules.RowsPerLeaf + Rules.RowsAhead];
        long* rowIndexes = stackalloc long[Rules.RowsPerLeaf];
        Order(rows, rowCount, position, ordered, rowIndexes);
        T* bests = stackalloc T[2 * columns], others = bests + columns;
        int* firstRows = stackalloc int[columns];
        Extremes.OfRows(ordered, rowCount, columns, isMax ? others : bests, isMax ? bests : others);
        for (int column = 0; skipNaN && column < columns; column++)
        {
            if (Element.IsNaN(bests[column]))
            {
                bests[column] = Best(ScalarExtremes.WithoutNaN(rows, rowCount, column));
            }
        }

        Matches.FirstRows(ordered, rowCount, columns, bests, firstRows);
        for (int column = 0; column < columns; column++)
        {
            Store(states, column, columns, skipNaN && Element.IsNaN(bests[column]) ? -1 : rowIndexes[firstRows[column]], bests[column]);
        }
    }

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns)
    {
        for (int column = 0; column < columns; column++)
        {
            long leftIndex = ((long*)left)[column], rightIndex = ((long*)right)[column];
            T leftBest = Bests(left, columns)[column], rightBest = Bests(right, columns)[column];
            bool isBetter = rightIndex >= 0 && (leftIndex < 0 || IsBetter(rightBest, leftBest));
            bool isEarlier = rightIndex >= 0 && rightIndex < leftIndex && Element.Matches(leftBest, rightBest);
            if (isBetter || isEarlier)
            {
                Store(left, column, columns, rightIndex, rightBest);
            }
        }
    }

    public long Finish(byte* states, int column, int columns, long count)
    {
        long index = ((long*)states)[column];
        return index >= 0 ? index
            : throw new InvalidOperationException($"All {count} elements are NaN and left out: there is no index of a {(isMax ? "maximum" : "minimum")}.");
    }

    public long FinishEmpty() => throw new InvalidOperationException($"There is no index of a {(isMax ? "maximum" : "minimum")} of no elements.");

    private static T* Bests(byte* states, int columns) => (T*)(states + ((long)columns * sizeof(long)));

    private static void Store(byte* states, int column, int columns, long index, T best) => (((long*)states)[column], Bests(states, columns)[column]) = (index, best);

    private bool IsBetter(T element, T than) =>
        (Element.IsNaN(element) && !Element.IsNaN(than)) || (isMax ? Element.IsBelow(than, element) : Element.IsBelow(element, than));

    private long FirstIndex(T* elements, int count, long position, T best)
    {
        int at = Matches.First(elements, 0, count, best);
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
            for (; at < end; at = step > 0 ? end : Matches.First(elements, at + 1, end, best))
            {
                first = Math.Min(first, index + ((at - start) * step));
            }

            at = Matches.First(elements, end, count, best);
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

    private T Best(MinMaxState<T> found) => isMax ? found.Max : found.Min;
}
