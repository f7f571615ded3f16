using System.Runtime.CompilerServices;
using MemMap.Reductions.Calls;
using MemMap.Reductions.Engine;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Running;

/// <summary>Makes results of states and writes each to its place.</summary>
/// <param name="plan">Where they belong.</param>
/// <param name="state">What they are made of.</param>
/// <param name="finish">Makes them.</param>
/// <param name="results">Where they are written.</param>
internal sealed unsafe class ResultSink<TState, TResult, TFinish>(ReductionPlan plan, TState state, TFinish finish, ResultMemory results)
    : GroupSink<TState>, IBlockSink
    where TState : struct, IState
    where TResult : unmanaged
    where TFinish : struct, IFinish<TState, TResult>
{
    private readonly IColumnsFinish<TState, TResult>? _ofColumns = finish as IColumnsFinish<TState, TResult>;

    public override void BeforeUnit() => results.RequirePages();

    [MethodImpl(HotPath.Optimized)]
    public override void Take(in GroupCursor group, Forest<TState> forest)
    {
        fixed (byte* memory = forest.Memory)
        {
            byte* states = forest.Fold(memory);
            for (int column = 0; column < forest.Columns; column++)
            {
                TResult result = finish.Finish(state, states, column, forest.Columns, plan.Count);
                Unsafe.WriteUnaligned(results.Origin + group.ResultOffset(column), result);
            }
        }
    }

    [MethodImpl(HotPath.Optimized)]
    public void TakeBlocks(long* resultOffsets, byte* states, int groups)
    {
        int stateBytes = state.Bytes;
        for (int group = 0; group < groups; group++)
        {
            TResult result = finish.Finish(state, states + (group * stateBytes), 0, 1, plan.Count);
            Unsafe.WriteUnaligned(results.Origin + resultOffsets[group], result);
        }
    }

    [MethodImpl(HotPath.Optimized)]
    public void TakeColumns(in ResultBox where, byte* states)
    {
        int columns = where.Groups * where.Columns;
        byte* group = results.Origin + where.Offset;
        int done = where.AreDense(sizeof(TResult)) && _ofColumns is not null
            ? _ofColumns.FinishFirst(state, states, columns, plan.Count, (TResult*)group)
            : 0;
        group += done / where.Columns * where.GroupStride;
        for (int first = done / where.Columns * where.Columns; first < columns; first += where.Columns, group += where.GroupStride)
        {
            byte* to = group;
            for (int column = first; column < first + where.Columns; column++, to += where.ColumnStride)
            {
                Unsafe.WriteUnaligned(to, finish.Finish(state, states, column, columns, plan.Count));
            }
        }
    }

    /// <summary>Writes the results of no elements.</summary>
    public void TakeNothing()
    {
        results.RequirePages();
        var group = new GroupCursor(plan);
        for (group.MoveTo(0); group.Group < plan.Groups; group.MoveNext())
        {
            for (int column = 0; column < group.Columns; column++)
            {
                Unsafe.WriteUnaligned(results.Origin + group.ResultOffset(column), finish.FinishEmpty());
            }
        }
    }
}
