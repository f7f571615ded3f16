using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Kernels;

/// <content>
/// Rows. Where each is selected as a whole or not at all, those that are go to the kernel. Otherwise columns differ: neighbours of which
/// the same rows are selected go to it together, in place; others are copied side by side with those that have as many, or with zeros in
/// the place of what is not selected.
/// </content>
/// <remarks>
/// <code>
///   rows:  a b c d     truths:  1 1 0 1      as many:  a and d have 2, b and c have 1:     a d | b c
///          e f g h              1 0 0 0                                                    e l |
///          i j k l              0 0 1 1
/// </code>
/// </remarks>
internal sealed unsafe partial class SelectedLeaves<T, TState, TKernel>
{
    // Words for the truths of a column.
    private const int ColumnWords = Rules.RowsPerLeaf / Truths.PerWord;

    // Fewer columns are rather copied.
    private const int LeastRun = 8;

    private ulong* _columnTruths;
    private byte* _someStates;

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, ulong* truths, long position, byte* states)
    {
        if (AreWhole(rowCount, columns, truths))
        {
            ReduceWholeRows(rows, rowCount, columns, truths, position, states);
            return;
        }

        TurnTruths(rowCount, columns, truths);
        if (AreForZeros(columns))
        {
            ReduceWithZeros(rows, rowCount, columns, truths, position, states);
            return;
        }

        int* others = stackalloc int[columns];
        int otherCount = 0;
        for (int column = 0; column < columns;)
        {
            int end = column + 1;
            while (end < columns && HaveSameRows(column, end))
            {
                end++;
            }

            if (end - column >= LeastRun || _indexes.AreTaken || CountOf(column) == 0)
            {
                ReduceRun(rows, rowCount, column, end - column, columns, position, states);
                column = end;
            }
            else
            {
                for (; column < end; column++)
                {
                    others[otherCount++] = column;
                }
            }
        }

        ReduceOthers(rows, rowCount, others, otherCount, columns, position, states);
    }

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    private static bool AreWhole(int rowCount, int columns, ulong* truths)
    {
        int words = Truths.Words(columns);
        for (int row = 0; row < rowCount; row++, truths += words)
        {
            bool isFirst = (truths[0] & 1) != 0;
            for (int word = 0; word < words; word++)
            {
                if (truths[word] != (isFirst ? Truths.Whole(word, columns) : 0))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static void RepeatLast(T** rows, int count)
    {
        for (int i = 0; i < Rules.RowsAhead; i++)
        {
            rows[count + i] = rows[count - 1];
        }
    }

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    private void ReduceWholeRows(T** rows, int rowCount, int columns, ulong* truths, long position, byte* states)
    {
        T** selected = stackalloc T*[Rules.RowsPerLeaf + Rules.RowsAhead];
        int words = Truths.Words(columns), count = 0;
        _indexes.Start(position);
        for (int row = 0; row < rowCount; row++)
        {
            if ((truths[row * words] & 1) != 0)
            {
                _indexes.Places[count] = row;
                selected[count++] = rows[row];
            }
        }

        new Span<long>(SelectedState<TState>.Counts(states), columns).Fill(count);
        if (count > 0)
        {
            RepeatLast(selected, count);
            T** left = count == rowCount ? rows : selected;
            _kernel.ReduceRows(left, count, columns, _indexes.AreTaken ? 0 : position, SelectedState<TState>.Made(states, columns));
        }
    }

    // From words of rows to words of columns.
    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    private void TurnTruths(int rowCount, int columns, ulong* truths)
    {
        int words = Truths.Words(columns);
        if (_columnTruths == null)
        {
            _columnTruths = (ulong*)Marshal.AllocHGlobal((nint)Truths.Words(_columns) * Truths.PerWord * ColumnWords * sizeof(ulong));
            _someStates = (byte*)Marshal.AllocHGlobal((nint)_columns * _kernel.State.Bytes);
        }

        ulong* square = stackalloc ulong[Truths.PerWord];
        for (int word = 0; word < words; word++)
        {
            for (int half = 0; half < ColumnWords; half++)
            {
                for (int row = 0; row < Truths.PerWord; row++)
                {
                    int from = (half * Truths.PerWord) + row;
                    square[row] = from < rowCount ? truths[(from * words) + word] : 0;
                }

                Truths.Transpose(square);
                for (int column = 0; column < Truths.PerWord; column++)
                {
                    _columnTruths[(((word * Truths.PerWord) + column) * ColumnWords) + half] = square[column];
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool HaveSameRows(int column, int other)
    {
        ulong* one = _columnTruths + (column * ColumnWords), next = _columnTruths + (other * ColumnWords);
        return one[0] == next[0] && one[1] == next[1];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int CountOf(int column)
    {
        ulong* words = _columnTruths + (column * ColumnWords);
        return Truths.PopCount(words[0]) + Truths.PopCount(words[1]);
    }

    // Neighbours of which the same rows are selected.
    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    private void ReduceRun(T** rows, int rowCount, int first, int some, int columns, long position, byte* states)
    {
        T** selected = stackalloc T*[Rules.RowsPerLeaf + Rules.RowsAhead];
        _indexes.Start(position);
        ulong* truths = _columnTruths + (first * ColumnWords);
        int count = Truths.Count(truths, Rules.RowsPerLeaf);
        CompactWord.Places(truths, count, _indexes.Places);
        new Span<long>(SelectedState<TState>.Counts(states) + first, some).Fill(count);
        if (count == 0)
        {
            return;
        }

        for (int i = 0; i < count; i++)
        {
            selected[i] = rows[_indexes.Places[i]] + first;
        }

        RepeatLast(selected, count);
        _kernel.ReduceRows(selected, count, some, _indexes.AreTaken ? 0 : position, _someStates);
        ScratchTile<T>.Spread(_kernel.State, _someStates, some, SelectedState<TState>.Made(states, columns), first, columns);
    }
}
