using System;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Plans;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Engine;

/// <content>Copies of elements of leaves that partials have only in part.</content>
internal sealed unsafe partial class LeafReducer<T, TState, TKernel>
{
    /// <summary>How large a copy of an element is, in bytes: with what says whether it is selected, where that is asked.</summary>
    public int EdgeBytes => _selector is null ? sizeof(T) : sizeof(Selectable<T>);

    /// <summary>Copies the elements at some positions: position by position, and of each the columns of the group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="positions">The positions, of one leaf.</param>
    /// <param name="copy">Takes them, <see cref="EdgeBytes"/> each.</param>
    public void Copy(in GroupCursor group, PositionRange positions, byte* copy)
    {
        _selector?.Start(_plan.ColumnsBefore(group.Group), positions.Start);
        if (_blocks is not null)
        {
            _blocks.Start(group.Offset, positions.Start, positions.End);
            for (T* block = _blocks.NextBlock(out int count); block != null; block = _blocks.NextBlock(out count))
            {
                _selector?.MaskBlock(count);
                _selector?.TestBlock(block, count);
                copy = Copy(block, count, _selector is null ? null : _selector.Truths, copy);
            }
        }
        else
        {
            _rows!.Start(group.Offset, group.Columns, positions.Start, positions.End);
            for (T** rows = _rows.NextRows(out int count); count > 0; rows = _rows.NextRows(out count))
            {
                _selector?.SelectRows(rows, count, group.Columns);
                int words = Truths.Words(group.Columns);
                for (int row = 0; row < count; row++)
                {
                    copy = Copy(rows[row], group.Columns, _selector is null ? null : _selector.Truths + (row * words), copy);
                }
            }
        }
    }

    private static byte* Copy(T* elements, int count, ulong* truths, byte* to)
    {
        if (truths == null)
        {
            Buffer.MemoryCopy(elements, to, (long)count * sizeof(T), (long)count * sizeof(T));
            return to + ((long)count * sizeof(T));
        }

        for (int i = 0; i < count; i++)
        {
            bool isSelected = (truths[i / Truths.PerWord] >> (i % Truths.PerWord) & 1) != 0;
            Unsafe.WriteUnaligned((Selectable<T>*)to + i, new Selectable<T>(Unsafe.ReadUnaligned<T>(elements + i), isSelected));
        }

        return to + ((long)count * sizeof(Selectable<T>));
    }
}
