using System;
using System.Collections.Generic;
using MemMap.Reductions.Calls;
using MemMap.Reductions.Engine;
using MemMap.Reductions.Partials;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Running;

/// <summary>Makes the pieces of a partial of some rows: nodes of the tree where leaves are whole, and the elements of those at the
/// edges.</summary>
/// <param name="pieces">Take them.</param>
/// <param name="plan">The plan of the rows.</param>
/// <param name="kernel">What is done.</param>
/// <param name="source">The elements.</param>
/// <param name="settings">How it is carried out.</param>
internal sealed unsafe class PiecesRun<T, TState, TKernel>(
    PieceSet pieces, ReductionPlan plan, TKernel kernel, ElementSource source, ReductionSettings settings)
    where T : unmanaged
    where TState : struct, IState
    where TKernel : struct, IStateKernel<T, TState>
{
    private readonly int _stateBytes = kernel.State.Bytes;

    public void Run(RowRange rows)
    {
        if (rows.Count == 0 || plan.Count == 0 || plan.ResultLength == 0)
        {
            return;
        }

        using var leaves = new LeafReducer<T, TState, TKernel>(plan, kernel, source);
        foreach (PositionRange part in plan.Parts)
        {
            if (kernel.State.IsOrderless)
            {
                AddOrderless(part, leaves);
                continue;
            }

            long perLeaf = plan.PositionsPerLeaf, first = (part.Start + perLeaf - 1) / perLeaf;
            long end = part.End == plan.Count ? (part.End + perLeaf - 1) / perLeaf : part.End / perLeaf;
            long headEnd = Math.Min(first * perLeaf, part.End);
            AddElements(new(part.Start, headEnd), leaves);
            if (first < end)
            {
                AddNodes(first, end);
            }

            AddElements(new(Math.Max(headEnd, end * perLeaf), part.End), leaves);
        }
    }

    private void AddElements(PositionRange positions, LeafReducer<T, TState, TKernel> leaves)
    {
        if (positions.Count <= 0)
        {
            return;
        }

        long bytes = positions.Count * leaves.EdgeBytes;
        byte[] data = pieces.NewData(bytes);
        fixed (byte* origin = data)
        {
            var group = new GroupCursor(plan);
            for (group.MoveTo(0); group.Group < plan.Groups; group.MoveNext())
            {
                settings.CancellationToken.ThrowIfCancellationRequested();
                leaves.BeforeUnit(new UnitBytes(plan, group, group, positions, sizeof(T)));
                leaves.Copy(group, positions, origin + (plan.ColumnsBefore(group.Group) * bytes));
            }
        }

        pieces.Add(new PartialPiece(positions, PartialPiece.Elements, data));
    }

    private void AddNodes(long firstLeaf, long endLeaf)
    {
        long perLeaf = plan.PositionsPerLeaf;
        var positions = new PositionRange(firstLeaf * perLeaf, Math.Min(endLeaf * perLeaf, plan.Count));
        var nodes = new List<PartialPiece>();
        for (long leaf = firstLeaf; leaf < endLeaf;)
        {
            int level = 0;
            while ((leaf >> level & 1) == 0 && leaf + (2L << level) <= endLeaf)
            {
                level++;
            }

            long next = leaf + (1L << level);
            nodes.Add(new(new(leaf * perLeaf, Math.Min(next * perLeaf, plan.Count)), level, pieces.NewData(_stateBytes)));
            leaf = next;
        }

        Reduce(positions, nodes);
    }

    // One piece, wherever it begins and ends. Of one that is small, without the threads.
    private void AddOrderless(PositionRange positions, LeafReducer<T, TState, TKernel> leaves)
    {
        var piece = new PartialPiece(positions, 0, pieces.NewData(_stateBytes));
        if (positions.Count > plan.PositionsPerLeaf)
        {
            Reduce(positions, [piece]);
            return;
        }

        var sink = new NodeSink(plan, [piece], _stateBytes);
        using var forest = new Forest<TState>(kernel.State, plan.Columns, leaves: 1);
        var group = new GroupCursor(plan);
        for (group.MoveTo(0); group.Group < plan.Groups; group.MoveNext())
        {
            settings.CancellationToken.ThrowIfCancellationRequested();
            leaves.BeforeUnit(new UnitBytes(plan, group, group, positions, sizeof(T)));
            forest.Clear(0, group.Columns);
            leaves.Reduce(group, positions.Start, positions.End, forest);
            sink.Take(group, forest);
        }

        pieces.Add(piece);
    }

    private void Reduce(PositionRange positions, List<PartialPiece> nodes)
    {
        var sink = new NodeSink(plan, nodes, _stateBytes);
        using var work = new ReductionWork<T, TState, TKernel>(plan, kernel, source, positions, settings.WorkUnitBytes, sink);
        new ReductionScheduler<Forest<TState>>(work, settings).Run();
        nodes.ForEach(pieces.Add);
    }

    /// <summary>Keeps the nodes of each group's forest.</summary>
    private sealed class NodeSink(ReductionPlan plan, List<PartialPiece> nodes, int stateBytes) : GroupSink<TState>
    {
        public override void Take(in GroupCursor group, Forest<TState> forest)
        {
            for (int i = 0; i < forest.Count; i++)
            {
                forest.StatesAt(i).CopyTo(nodes[i].Data.AsSpan((int)(plan.ColumnsBefore(group.Group) * stateBytes)));
            }
        }
    }
}
