using System;
using System.Runtime.InteropServices;
using MemMap.Converting;
using MemMap.Transforming;

namespace MemMap.Relations;

/// <summary>Makes pieces of some rows of a matrix: whole leaves are reduced, the rows of others kept.</summary>
internal static unsafe class RelationParts
{
    private const int RowsPerBox = 128;

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

        var rows = new RowRange(start, end - start);
        byte[] numbers = call.Number switch
        {
            NumberKind.Int64 => ReadNumbers<long>(call.Left, rows),
            NumberKind.UInt64 => ReadNumbers<ulong>(call.Left, rows),
            _ => ReadNumbers<double>(call.Left, rows),
        };
        byte[] others = call.Right is null ? [] : ReadNumbers<double>(call.Right, rows);
        pieces.AddEdge(new(rows, numbers, others, ReadMask(call, rows)));
    }

    private static byte[] ReadNumbers<TNumber>(TransformSource source, RowRange rows)
        where TNumber : unmanaged
    {
        Layout layout = source.Layout;
        using BoxReader<TNumber> reader = source.CreateBoxReader<TNumber>(layout.Strides);
        int columns = (int)layout.Lengths[1];
        byte[] all = new byte[checked((int)(rows.Count * columns * sizeof(double)))];
        Span<long> box = stackalloc long[] { 0, columns };
        for (long row = 0; row < rows.Count; row += RowsPerBox)
        {
            long count = Math.Min(RowsPerBox, rows.Count - row);
            long offset = layout.Offset + ((rows.Start + row) * layout.Strides[0]);
            box[0] = count;
            TNumber* numbers = reader.Read(offset, box);
            new ReadOnlySpan<TNumber>(numbers, (int)(count * columns)).CopyTo(
                MemoryMarshal.Cast<byte, TNumber>(all.AsSpan()).Slice((int)(row * columns)));
        }

        return all;
    }

    private static bool[] ReadMask(RelationCall call, RowRange rows)
    {
        bool[] kept = new bool[rows.Count];
        if (call.Mask is null)
        {
            kept.AsSpan().Fill(true);
            return kept;
        }

        Layout layout = call.Mask.Layout;
        using BoxReader<byte> reader = call.Mask.CreateBoxReader<byte>(layout.Strides);
        byte* truths = reader.Read(layout.Offset + (rows.Start * layout.Strides[0]), stackalloc long[] { rows.Count });
        for (int row = 0; row < kept.Length; row++)
        {
            kept[row] = truths[row] != 0;
        }

        return kept;
    }
}
