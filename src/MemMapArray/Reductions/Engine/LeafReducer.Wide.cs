using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Engine;

/// <content>Rows of a few columns without gaps between them, many of which are taken as one where it does not matter how elements are grouped:
/// then a leaf has as many elements as one of many columns, and what is done once for it does not count.</content>
/// <remarks>
/// <code>
///   rows of 3 columns:  a b c | a b c | a b c | a b c        one for 4 of them:  a b c a b c a b c a b c
/// </code>
/// The states of its columns are merged by halves, when all rows are taken.
/// </remarks>
internal sealed unsafe partial class LeafReducer<T, TState, TKernel>
{
    // Rows are made so long; longer ones are long enough by themselves.
    private const int WideBytes = 1024, MostRowBytes = 512;

    // For fewer wide rows the merges would count.
    private const int FewestWideRows = 32;

    private readonly int _rowsPerWide;
    private T** _wideRows;
    private byte* _wideStates;

    // How many rows are one: a power of 2; 1 where they are not taken so.
    private int RowsPerWide()
    {
        long rowBytes = (long)_plan.Columns * sizeof(T);
        bool areDense = _plan.ReducedLengths.Length == 1 && _plan.ReducedStrides[0] == rowBytes
            && _plan.KeptStrides[_plan.KeptStrides.Length - 1] == sizeof(T);

        // Whole vectors of small elements are reduced as fast as they lie.
        bool areVectors = sizeof(T) <= sizeof(short) && rowBytes % CacheLine.Bytes == 0;
        if (!_kernel.State.IsCommutative || _selector is not null || _isReversed || !areDense || areVectors || rowBytes >= MostRowBytes)
        {
            return 1;
        }

        int rows = 1;
        while (rows * rowBytes < WideBytes && 2 * rows * _plan.Columns <= Rules.ColumnsPerTile)
        {
            rows *= 2;
        }

        return rows;
    }

    // Pushes one state of as many rows as make wide ones; where leaves are kept apart, of as many as are a node of the forest.
    // Returns the position of the first row that is left.
    [MethodImpl(HotPath.Optimized)]
    private long ReduceWide(in GroupCursor group, long start, long end, Forest<TState> forest, byte* memory)
    {
        TState state = _kernel.State;
        int level = state.IsOrderless ? 0 : LevelOf(start, end);
        end = state.IsOrderless ? end : start + ((long)Rules.RowsPerLeaf << level);
        if (level < 0 || (end - start) / _rowsPerWide < FewestWideRows)
        {
            return start;
        }

        int columns = group.Columns * _rowsPerWide;
        long wideBytes = (long)columns * sizeof(T), rowBytes = (long)group.Columns * sizeof(T);
        if (_wideStates == null)
        {
            _wideRows = (T**)Marshal.AllocHGlobal(sizeof(T*) * (Rules.RowsPerLeaf + Rules.RowsAhead));
            _wideStates = (byte*)Marshal.AllocHGlobal(2 * state.Bytes * columns);
        }

        byte* all = _wideStates, some = _wideStates + (state.Bytes * columns);
        long next = start;
        for (int rows; (rows = (int)Math.Min(Rules.RowsPerLeaf, (end - next) / _rowsPerWide)) > 0; next += (long)rows * _rowsPerWide)
        {
            long offset = group.Offset + (next * rowBytes);
            byte* first = _bytes.Origin != null ? _bytes.Origin + offset : _bytes.ReadNear(offset, rows * wideBytes, long.MaxValue);
            for (int row = 0; row < rows + Rules.RowsAhead; row++)
            {
                _wideRows[row] = (T*)(first + (row * wideBytes));
            }

            _kernel.ReduceRows(_wideRows, rows, columns, next, next == start ? all : some);
            if (next != start)
            {
                state.Merge(all, some, columns);
            }
        }

        for (; columns > group.Columns; columns /= 2)
        {
            byte* right = some + (state.Bytes * (columns / 2));
            Halve(state, all, columns, some, right);
            state.Merge(some, right, columns / 2);
            byte* halves = some;
            some = all;
            all = halves;
        }

        Unsafe.CopyBlockUnaligned(forest.Top(memory), all, (uint)(state.Bytes * columns));
        forest.Push(memory, level);
        return next;
    }

    // The level of the largest node that begins with a row and ends before another; negative if there is none.
    private static int LevelOf(long start, long end)
    {
        int level = -1;
        for (long rows = Rules.RowsPerLeaf; start % rows == 0 && rows <= end - start; rows *= 2)
        {
            level++;
        }

        return level;
    }

    // The planes of the first half of the columns, and those of the second.
    private static void Halve(TState state, byte* states, int columns, byte* left, byte* right)
    {
        for (int plane = 0; plane < state.Planes; plane++)
        {
            int half = state.BytesOf(plane) * (columns / 2);
            Unsafe.CopyBlockUnaligned(left, states, (uint)half);
            Unsafe.CopyBlockUnaligned(right, states + half, (uint)half);
            left += half;
            right += half;
            states += 2 * half;
        }
    }
}
