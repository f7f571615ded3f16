using System.Runtime.CompilerServices;
using MemMap.Copying;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Engine;

/// <content>Small groups, many at once; rows that become columns.</content>
internal sealed unsafe partial class ColumnReader<T>
{
    private GroupTile<T>? _groups;

    /// <summary>Makes ready to read small groups side by side, where that is worth it.</summary>
    /// <returns>How many at once at most; 1 where each is to be visited by itself.</returns>
    public int StartSideBySide()
    {
        int groups = _selector is null && _plan.Count <= Rules.RowsPerLeaf
            ? GroupTile<T>.MostGroups(_plan, blocksAreRows: true, _bytes.Origin != null)
            : 1;
        _groups = groups > 1 ? new(_bytes, _plan, groups, _isReversed) : null;
        return groups;
    }

    /// <summary>All rows of groups that follow each other evenly, the columns of one after those of another.</summary>
    public T** SideBySide(in GroupCursor first, int groups) => _groups!.Take(first.Offset, groups, 0, (int)_plan.Count);

    // Rows that lie evenly are turned by registers.
    [MethodImpl(HotPath.Optimized)]
    private void Turn(T** rows, int count, int columns, int filled)
    {
        T* to = _turned + filled;
        long stride = count > 1 ? (byte*)rows[1] - (byte*)rows[0] : 0;
        bool areEven = true;
        for (int row = 2; row < count; row++)
        {
            areEven &= (byte*)rows[row] - (byte*)rows[row - 1] == stride;
        }

        if (areEven)
        {
            TransposedTile.Gather((byte*)rows[0], stride, to, _tileStride, columns, count);
            return;
        }

        for (int row = 0; row < count; row++, to++)
        {
            T* from = rows[row], next = to;
            for (int column = 0; column < columns; column++, next += _tileStride)
            {
                *next = Unsafe.ReadUnaligned<T>(from + column);
            }
        }
    }
}
