using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Engine;

/// <content>Small groups, many at once.</content>
internal sealed unsafe partial class LeafReducer<T, TState, TKernel>
{
    // In shorter leaves of a few columns, what is done once for a leaf would count.
    private const int FewestRows = Rules.RowsPerLeaf / 2;

    private GroupTile<T>? _tile;

    /// <summary>Makes ready to reduce groups side by side, where that is worth it.</summary>
    /// <returns>How many at once at most; 1 where each is to be reduced by itself.</returns>
    public int StartSideBySide()
    {
        bool areGoodAlone = _kernel is IFewColumnsKernel { TakesFewColumns: true } && !_plan.ContiguousAxisIsReduced
            && _plan.Count >= FewestRows;
        int groups = _selector is null && !areGoodAlone
            ? GroupTile<T>.MostGroups(_plan, _kernel.BlocksAreRows, _bytes.Origin != null)
            : 1;
        _tile = groups > 1 ? new(_bytes, _plan, groups, _isReversed) : null;
        return groups;
    }

    /// <summary>Pushes the leaves of groups that follow each other, as columns of one.</summary>
    /// <param name="offset">Where the first begins, in bytes.</param>
    /// <param name="groups">How many.</param>
    /// <param name="forest">Takes the states of all their columns.</param>
    [MethodImpl(HotPath.Optimized)]
    public void ReduceSideBySide(long offset, int groups, Forest<TState> forest)
    {
        fixed (byte* memory = forest.Memory)
        {
            for (long row = 0; row < _plan.Count; row += Rules.RowsPerLeaf)
            {
                int count = (int)Math.Min(Rules.RowsPerLeaf, _plan.Count - row);
                T** rows = _tile!.Take(offset, groups, row, count);
                _kernel.ReduceRows(rows, count, forest.Columns, row, forest.Top(memory));
                forest.Push(memory);
            }
        }
    }
}
