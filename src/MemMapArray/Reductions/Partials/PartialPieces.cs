using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Partials;

/// <summary>
/// Nodes of the tree that are complete, and the elements at the edges of leaves that are there in part. Whatever joins or completes is
/// merged at once, so that any partition, merged in any grouping, ends in the same nodes, with the same bits. Of states that know no
/// order, neighbours are merged wherever they were cut.
/// </summary>
/// <param name="plan">The plan of the whole array.</param>
/// <param name="kernel">Reduces leaves that become whole.</param>
internal sealed unsafe partial class PartialPieces<T, TState, TKernel>(ReductionPlan plan, TKernel kernel) : PieceSet
    where T : unmanaged
    where TState : struct, IState
    where TKernel : struct, IStateKernel<T, TState>
{
    private readonly int _stateBytes = kernel.State.Bytes;

    // Pieces do not overlap: one is found by where it starts, and by where it ends.
    private readonly Dictionary<long, PartialPiece> _starting = [], _ending = [];

    public TState State => kernel.State;

    /// <summary>How many positions of each result are known.</summary>
    public long Count => _starting.Values.Sum(piece => piece.Positions.Count);

    private IOrderedEnumerable<PartialPiece> InOrder => _starting.Values.OrderBy(piece => piece.Positions.Start);

    /// <inheritdoc/>
    public override void Add(PartialPiece piece)
    {
        while (true)
        {
            PartialPiece? joined = piece.IsElements ? JoinElements(piece) : State.IsOrderless ? JoinNeighbour(piece) : JoinSibling(piece);
            if (joined is null)
            {
                Settle(piece);
                Keep(piece);
                return;
            }

            piece = joined;
        }
    }

    /// <summary>Takes in the pieces of others.</summary>
    public void Take(PartialPieces<T, TState, TKernel> others)
    {
        foreach (PartialPiece piece in others._starting.Values)
        {
            Add(piece);
        }
    }

    /// <summary>The states of all that is known, which is something. The roots fold from right to left. Elements are left over only where
    /// rows are missing beside them.</summary>
    public byte[] Fold() =>
        InOrder.Select(piece => piece.IsElements ? ReduceLeaf(piece) : piece.Data).Reverse().Aggregate((right, left) => Merge(left, right));

    public void Write(BinaryWriter writer)
    {
        writer.Write(_starting.Count);
        foreach (PartialPiece piece in InOrder)
        {
            writer.Write((sbyte)piece.Level);
            writer.Write(piece.Positions.Start);
            writer.Write(piece.Positions.End);
            writer.Write(piece.Data);
        }
    }

    /// <param name="reader">At the pieces.</param>
    /// <param name="expected">How many positions they have together.</param>
    /// <exception cref="InvalidDataException">They are not what they should be.</exception>
    public void Read(PartialReader reader, long expected)
    {
        long found = 0, before = 0;
        int count = reader.ReadInt32();
        reader.Require(count >= 0, "the number of pieces");
        for (int i = 0; i < count; i++)
        {
            int level = reader.ReadSByte();
            var positions = new PositionRange(reader.ReadInt64(), reader.ReadInt64());
            bool isInOrder = positions.Start >= before && positions.Start < positions.End && positions.End <= plan.Count;
            reader.Require(plan.ResultLength > 0 && isInOrder && IsPiece(positions, level), "a range of positions");
            long perResult = level == PartialPiece.Elements ? positions.Count * sizeof(T) : _stateBytes;
            reader.Require(perResult <= int.MaxValue / plan.ResultLength, "the bytes of a state");
            PartialPiece piece = new(positions, level, reader.ReadBytes(perResult * plan.ResultLength));
            reader.Require(Settle(piece), "a state");
            Keep(piece);
            found += positions.Count;
            before = positions.End;
        }

        reader.Require(found == expected, "what is known of the rows");
    }

    /// <inheritdoc/>
    public override byte[] NewData(long bytesPerResult)
    {
        if (bytesPerResult > int.MaxValue / plan.ResultLength)
        {
            throw new InvalidOperationException(
                $"A partial of {plan.ResultLength} results needs {bytesPerResult} bytes for each in one piece, which is too much. "
                + "Split the rows as SplitRows does, and the other axes first.");
        }

        return new byte[bytesPerResult * plan.ResultLength];
    }

    private bool IsPiece(PositionRange positions, int level)
    {
        if (State.IsOrderless)
        {
            return level == 0;
        }

        long perLeaf = plan.PositionsPerLeaf;
        if (level == PartialPiece.Elements)
        {
            return positions.Start / perLeaf == (positions.End - 1) / perLeaf && positions.Count < LeafAt(positions.Start).Count;
        }

        if (level is < 0 or > 62 || perLeaf > long.MaxValue >> level)
        {
            return false;
        }

        // Of the last leaf, and of nodes that end with it, some positions may not exist.
        long perNode = perLeaf << level;
        return positions.Start % perNode == 0 && (positions.Count + perLeaf - 1) / perLeaf == 1L << level
            && (positions.Count == perNode || positions.End == plan.Count);
    }

    private PositionRange LeafAt(long position)
    {
        long start = position / plan.PositionsPerLeaf * plan.PositionsPerLeaf;
        return new(start, Math.Min(start + plan.PositionsPerLeaf, plan.Count));
    }

    private void Keep(PartialPiece piece)
    {
        _starting.Add(piece.Positions.Start, piece);
        _ending.Add(piece.Positions.End, piece);
    }

    private PartialPiece Remove(PartialPiece piece)
    {
        _starting.Remove(piece.Positions.Start);
        _ending.Remove(piece.Positions.End);
        return piece;
    }
}
