using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;

namespace MemMap.Cluster;

/// <inheritdoc/>
internal sealed partial class ElementScanner<T> : ElementScanner
    where T : unmanaged
{
    // Where rows are kept, a shard can have as many results as elements.
    private const long ResultsPerPiece = 1 << 18;

    /// <inheritdoc/>
    public override int ElementSize => Unsafe.SizeOf<T>();

    /// <inheritdoc/>
    public override IEnumerable<ReadOnlyMemory<byte>> Reduce(
        ShardRequest request, SiloResources silo, Action<long> report, CancellationToken cancellation)
    {
        Reduction<T> reduction = silo.Reductions.Find<T>(request.Reduction!, request.IsCustom);
        using ShardSource<T> source = ShardSource<T>.Open(request, silo.Files);
        int rank = request.Shape.Length;
        int[] axes = request.Axes ?? [.. Enumerable.Range(0, rank)];
        RowRange rows = request.Shard.RowRange;
        long rowBytes = Math.Max(1, source.Array.ByteLength / Math.Max(1, request.Shape[0]));
        long perPiece = RowsPerPiece(request.Shape, axes, rows.Count);
        for (long start = rows.Start; start < rows.End || start == rows.Start;)
        {
            var piece = new RowRange(start, Math.Min(perPiece, rows.End - start));
            long before = (start - rows.Start) * rowBytes;
            ReductionOptions options = OptionsOf(request, silo, bytes => report(before + bytes), cancellation);
            yield return reduction.ReducePartialBytes(source.Elements, piece, axes, options);
            if (piece.Count == 0)
            {
                break;
            }

            start = piece.End;
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<ReadOnlyMemory<byte>> Relate(
        ShardRequest request, SiloResources silo, Action<long> report, CancellationToken cancellation)
    {
        using ShardSource<T> source = ShardSource<T>.Open(request with { Masks = [] }, silo.Files);
        ReductionSource<bool>? mask = request.Masks.Length == 0 ? null : source.OpenMask(request.Masks[0], silo.Files);
        ReductionOptions options = OptionsOf(request, silo, report, cancellation);
        RelationPartial partial = request.Other is { } other
            ? Find(other.Element).RelateTo(source.Elements, request, silo.Files, mask, options)
            : source.Elements.RelatePartial(
                (RelationKind)request.Relation!.Value, request.Shard.RowRange, mask, options);
        yield return partial.ToBytes();
    }

    /// <inheritdoc/>
    public override RelationPartial RelateTo<TLeft>(
        ReductionSource<TLeft> left, ShardRequest request, SiloFiles files, ReductionSource<bool>? mask, ReductionOptions options)
    {
        OtherMatrix other = request.Other!;
        using ShardLease<T> lease =
            files.Rent<T>(other.Descr, other.Shape, other.Folder, [.. other.Shards.Select(shard => shard.ToShard())]);
        return left.RelatePartial(lease.Array, request.Shard.RowRange, mask, options);
    }

    private static ReductionOptions OptionsOf(
        ShardRequest request, SiloResources silo, Action<long> report, CancellationToken cancellation) => new()
        {
            MaxDegreeOfParallelism = silo.Threads,
            SkipNaN = request.SkipNaN,
            Exact = request.Exact,
            CancellationToken = cancellation,
            Progress = new Report(report),
        };

    // The whole shard where axis 0 is reduced: then the results do not grow with the rows.
    private static long RowsPerPiece(long[] shape, int[] axes, long rows)
    {
        int rank = shape.Length;
        if (axes.Any(axis => axis == 0 || axis == -rank))
        {
            return rows;
        }

        long perRow = 1;
        for (int axis = 1; axis < rank; axis++)
        {
            perRow *= axes.Contains(axis) || axes.Contains(axis - rank) ? 1 : shape[axis];
        }

        return Math.Max(1, ResultsPerPiece / Math.Max(1, perRow));
    }

    private sealed class Report(Action<long> report) : IProgress<ReductionProgress>
    {
        void IProgress<ReductionProgress>.Report(ReductionProgress value) => report(value.BytesDone);
    }
}
