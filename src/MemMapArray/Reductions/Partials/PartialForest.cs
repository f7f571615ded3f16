using System;
using System.IO;
using System.Linq;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Partials;

/// <summary>Where axis 0 is reduced: the pieces of some rows, of which results can be made.</summary>
internal sealed unsafe class PartialForest<T, TState, TKernel, TResult, TFinish>(
    PartialKey key, ReductionPlan plan, TKernel kernel, TFinish finish)
    : PartialResults<TResult>(key)
    where T : unmanaged
    where TState : struct, IState
    where TKernel : struct, IStateKernel<T, TState>
    where TResult : unmanaged
    where TFinish : struct, IFinish<TState, TResult>
{
    public PartialPieces<T, TState, TKernel> Pieces { get; } = new(plan, kernel);

    public override TResult[] Finish()
    {
        var results = new TResult[plan.ResultLength];
        long count = Pieces.Count;
        if (count == 0 || results.Length == 0)
        {
            results.AsSpan().Fill(results.Length == 0 ? default : finish.FinishEmpty());
            return results;
        }

        TState state = Pieces.State;
        var group = new GroupCursor(plan);
        fixed (byte* origin = Pieces.Fold())
        fixed (TResult* result = results)
        {
            for (group.MoveTo(0); group.Group < plan.Groups; group.MoveNext())
            {
                byte* states = origin + (plan.ColumnsBefore(group.Group) * state.Bytes);
                for (int column = 0; column < group.Columns; column++)
                {
                    *(TResult*)((byte*)result + group.ResultOffset(column)) = finish.Finish(state, states, column, group.Columns, count);
                }
            }
        }

        return results;
    }

    protected override void Take(PartialResults<TResult> other) =>
        Pieces.Take(((PartialForest<T, TState, TKernel, TResult, TFinish>)other).Pieces);

    protected override void WriteStates(BinaryWriter writer) => Pieces.Write(writer);

    protected override void ReadStates(PartialReader reader)
    {
        long perRow = plan.Count / Math.Max(1, Key.Rows);
        Pieces.Read(reader, plan.ResultLength == 0 ? 0 : Rows.Sum(rows => rows.Count) * perRow);
    }
}
