using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using MemMap.Converting;
using MemMap.Reductions.Partials;

namespace MemMap.Relations;

/// <summary>What is known of some rows of a matrix: nodes of the tree, and the rows of leaves that are there only in part.</summary>
internal sealed class RelationPieces
{
    private readonly RelationKey _key;
    private readonly RelationPlan _plan;
    private readonly RelationTree<double[]> _tree;
    private readonly SortedDictionary<long, RelationEdge> _edges = [];

    public RelationPieces(RelationKey key)
    {
        (_key, _plan) = (key, key.Plan);
        _tree = new(Join);
        Rows = new(key.Rows);
    }

    public CoveredRows Rows { get; }

    public void AddNode(long leaf, int level, RelationState state) => _tree.Add(leaf, level, state.ToNumbers(_key));

    /// <summary>Adds rows of one leaf; when all of it are there, they become a node.</summary>
    public void AddEdge(RelationEdge edge)
    {
        long leaf = edge.Rows.Start / _plan.RowsPerLeaf;
        RowRange all = _plan.RowsOf(leaf, 0);
        _edges.Add(edge.Rows.Start, edge);
        RelationEdge[] there = [.. _edges.Values.Where(one => one.Rows.Start >= all.Start && one.Rows.Start < all.End)];
        if (there.Sum(one => one.Rows.Count) == all.Count)
        {
            foreach (RelationEdge one in there)
            {
                _edges.Remove(one.Rows.Start);
            }

            _tree.Add(leaf, 0, ReduceLeaf(there));
        }
    }

    /// <summary>Takes in what is known of other rows of the same matrix.</summary>
    public void Merge(RelationPieces other)
    {
        Rows.Cover(other.Rows);
        foreach ((long leaf, int level, double[] numbers) in other._tree.Nodes)
        {
            _tree.Add(leaf, level, numbers);
        }

        foreach (RelationEdge edge in other._edges.Values)
        {
            AddEdge(edge);
        }
    }

    /// <summary>The sums of products of all rows.</summary>
    public NDArray<double> Finish(double divisor)
    {
        using var forest = new RelationForest(_key.CreateState);
        foreach ((long leaf, int level, double[] numbers) in _tree.Nodes)
        {
            RelationState state = forest.Take();
            state.FromNumbers(_key, numbers);
            forest.Add(leaf, level, state);
        }

        return RelationResults.Products(forest.Fold(), _plan, _key.IsCentred, _key.IsSymmetric, divisor);
    }

    public void Write(BinaryWriter writer)
    {
        Rows.Write(writer);
        writer.Write(_tree.Nodes.Count());
        foreach ((long leaf, int level, double[] numbers) in _tree.Nodes)
        {
            writer.Write(leaf);
            writer.Write((byte)level);
            writer.Write(MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray());
        }

        writer.Write(_edges.Count);
        foreach (RelationEdge edge in _edges.Values)
        {
            writer.Write(edge.Rows.Start);
            writer.Write(edge.Rows.Count);
            writer.Write(edge.Numbers);
            writer.Write(edge.Others);
            writer.Write(MemoryMarshal.AsBytes(edge.Kept.AsSpan()).ToArray());
        }
    }

    /// <summary>Reads it into what knows nothing yet.</summary>
    /// <exception cref="InvalidDataException">It is not what the key says.</exception>
    public void Read(PartialReader reader)
    {
        Rows.Read(reader);
        var read = new CoveredRows(_key.Rows);
        for (int left = ReadCount(reader); left > 0; left--)
        {
            long leaf = reader.ReadInt64();
            int level = reader.ReadByte();
            reader.Require(level < 48 && leaf >= 0 && leaf < _plan.LeafCount && leaf % (1L << level) == 0, "a node");
            Cover(reader, read, _plan.RowsOf(leaf, level));
            byte[] bytes = reader.ReadBytes(_key.NumbersPerNode * sizeof(double));
            _tree.Add(leaf, level, MemoryMarshal.Cast<byte, double>(bytes).ToArray());
        }

        for (int left = ReadCount(reader); left > 0; left--)
        {
            long start = reader.ReadInt64(), count = reader.ReadInt64();
            reader.Require(start >= 0 && count > 0 && start < _key.Rows && count <= _plan.RowsPerLeaf, "rows of a leaf");
            reader.Require(start + count <= _plan.RowsOf(start / _plan.RowsPerLeaf, 0).End, "rows of a leaf");
            Cover(reader, read, new RowRange(start, count));
            byte[] numbers = reader.ReadBytes(count * _key.Columns * sizeof(double));
            byte[] others = reader.ReadBytes(_key.IsSymmetric ? 0 : count * _key.OtherColumns * sizeof(double));
            AddEdge(new(new(start, count), numbers, others, [.. reader.ReadBytes(count).Select(truth => truth != 0)]));
        }

        reader.Require(_plan.LeafCount == 0 || read.Ranges.SequenceEqual(Rows.Ranges), "which rows are there");
    }

    private static int ReadCount(PartialReader reader)
    {
        int count = reader.ReadInt32();
        reader.Require(count >= 0, "a count");
        return count;
    }

    // Whatever is there twice would be counted twice.
    private static void Cover(PartialReader reader, CoveredRows read, RowRange rows)
    {
        reader.Require(read.FirstInCommon(rows) is null, "rows that are there twice");
        read.Cover(rows);
    }

    private double[] Join(double[] left, double[] right)
    {
        using RelationState state = _key.CreateState(), following = _key.CreateState();
        state.FromNumbers(_key, left);
        following.FromNumbers(_key, right);
        state.Append(following);
        return state.ToNumbers(_key);
    }

    private double[] ReduceLeaf(RelationEdge[] edges) => _key.Number switch
    {
        NumberKind.Int64 => ReduceLeaf<long>(edges),
        NumberKind.UInt64 => ReduceLeaf<ulong>(edges),
        _ => ReduceLeaf<double>(edges),
    };

    private double[] ReduceLeaf<TNumber>(RelationEdge[] edges)
        where TNumber : unmanaged
    {
        bool[] kept = [.. edges.SelectMany(edge => edge.Kept)];
        var options = new ReductionOptions { MaxDegreeOfParallelism = 1, SkipNaN = _key.SkipsNaN };
        NDArray<TNumber> rows = NDArray.From(Numbers<TNumber>(edges.Select(edge => edge.Numbers)), (kept.Length, _key.Columns));
        NDArray<double>? others = _key.IsSymmetric
            ? null
            : NDArray.From(Numbers<double>(edges.Select(edge => edge.Others)), (kept.Length, _key.OtherColumns));
        using var call = RelationCall.Open(rows, others, NDArray.From(kept), _key.IsCentred, options);
        using RelationForest forest = RelationRun.Of(call, 0, 1);
        return forest.Nodes.Single().Node.ToNumbers(_key);
    }

    private static TNumber[] Numbers<TNumber>(IEnumerable<byte[]> rows)
        where TNumber : unmanaged => [.. rows.SelectMany(bytes => MemoryMarshal.Cast<byte, TNumber>(bytes).ToArray())];
}
