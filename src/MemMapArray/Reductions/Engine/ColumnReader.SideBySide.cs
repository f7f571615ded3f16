using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Engine;

/// <content>Small groups, many at once.</content>
internal sealed unsafe partial class ColumnReader<T>
{
    private GroupTile<T>? _groups;

    /// <summary>Makes ready to read small groups side by side, where that is worth it.</summary>
    /// <returns>How many at once at most; 1 where each is to be visited by itself.</returns>
    public int StartSideBySide()
    {
        int groups = _selector is null && _plan.Count <= Rules.RowsPerLeaf ? GroupTile<T>.MostGroups(_plan, blocksAreRows: true) : 1;
        _groups = groups > 1 ? new(_bytes, _plan, groups, _isReversed) : null;
        return groups;
    }

    /// <summary>All rows of groups that follow each other evenly, the columns of one after those of another.</summary>
    public T** SideBySide(in GroupCursor first, int groups) => _groups!.Take(first.Offset, groups, (int)_plan.Count);
}
