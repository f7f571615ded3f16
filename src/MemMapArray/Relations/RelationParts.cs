using System;
using System.Runtime.InteropServices;
using MemMap.Converting;
using MemMap.Transforming;

namespace MemMap.Relations;

/// <summary>Makes pieces of some rows of a matrix: whole leaves are reduced, the rows of others kept.</summary>
internal static unsafe class RelationParts
{
    /// <summary>What is known of some rows.</summary>
    public static RelationPieces Of(RelationKey key, RelationCall call, RowRange rows)
    {
        var pieces = new RelationPieces(key);
        pieces.Rows.Cover(rows);
        RelationPlan plan = call.Plan;
        if (plan.LeafCount == 0 || rows.Count == 0)
        {
            return pieces;
        }

        long perLeaf = plan.RowsPerLeaf, firstLeaf = (rows.Start + perLeaf - 1) / perLeaf;
        long endLeaf = rows.End == plan.Rows ? plan.LeafCount : rows.End / perLeaf;
        long head = Math.Min(rows.End, firstLeaf * perLeaf), tail = Math.Max(head, Math.Min(plan.Rows, endLeaf * perLeaf));
        if (firstLeaf < endLeaf)
        {
            using RelationForest forest = RelationRun.Of(call, firstLeaf, endLeaf);
            foreach ((long leaf, int level, RelationState state) in forest.Nodes)
            {
                pieces.AddNode(leaf, level, state);
            }
        }

        Keep(pieces, call, rows.Start, head);
        Keep(pieces, call, tail, rows.End);
        return pieces;
    }

    // Within one leaf.
    private static void Keep(RelationPieces pieces, RelationCall call, long start, long end)
    {
        if (start >= end)
        {
            return;
        }

        var edge = new RelationEdge(
            new(start, end - start), new byte[checked((int)((end - start) * call.Plan.Left * sizeof(double)))], new bool[end - start]);
        switch (call.Number)
        {
            case NumberKind.Int64:
                ReadNumbers<long>(call, edge);
                break;
            case NumberKind.UInt64:
                ReadNumbers<ulong>(call, edge);
                break;
            default:
                ReadNumbers<double>(call, edge);
                break;
        }

        ReadMask(call, edge);
        pieces.AddEdge(edge);
    }

    private static void ReadNumbers<TNumber>(RelationCall call, RelationEdge edge)
        where TNumber : unmanaged
    {
        Layout layout = call.Left.Layout;
        using BoxReader<TNumber> reader = call.Left.CreateBoxReader<TNumber>(layout.Strides);
        int columns = call.Plan.Left;
        for (long row = 0; row < edge.Rows.Count; row += RelationPlan.PanelRows)
        {
            long count = Math.Min(RelationPlan.PanelRows, edge.Rows.Count - row);
            TNumber* numbers = reader.Read(layout.Offset + ((edge.Rows.Start + row) * layout.Strides[0]), stackalloc long[] { count, columns });
            new ReadOnlySpan<TNumber>(numbers, (int)(count * columns)).CopyTo(
                MemoryMarshal.Cast<byte, TNumber>(edge.Numbers.AsSpan()).Slice((int)(row * columns)));
        }
    }

    private static void ReadMask(RelationCall call, RelationEdge edge)
    {
        if (call.Mask is null)
        {
            edge.Kept.AsSpan().Fill(true);
            return;
        }

        Layout layout = call.Mask.Layout;
        using BoxReader<byte> reader = call.Mask.CreateBoxReader<byte>(layout.Strides);
        byte* truths = reader.Read(layout.Offset + (edge.Rows.Start * layout.Strides[0]), stackalloc long[] { edge.Rows.Count });
        for (int row = 0; row < edge.Kept.Length; row++)
        {
            edge.Kept[row] = truths[row] != 0;
        }
    }
}
