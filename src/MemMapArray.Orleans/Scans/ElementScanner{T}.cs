using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace MemMap.Cluster;

/// <inheritdoc/>
internal sealed partial class ElementScanner<T> : ElementScanner
    where T : unmanaged
{
    // Where rows are kept, a shard can have as many results as elements.
    private const long ResultsPerPiece = 1 << 18;

    /// <inheritdoc/>
    public override IEnumerable<ReadOnlyMemory<byte>> Reduce(
        ShardRequest request, string file, int threads, Action<long> report, CancellationToken cancellation)
    {
        Reduction<T> reduction = Reduction.Parse<T>(request.Reduction!);
        (MemMapShards<T> array, _) = Open(request, file);
        using (array)
        {
            int rank = request.Shape.Length;
            int[] axes = request.Axes ?? [.. Enumerable.Range(0, rank)];
            var rows = new RowRange(request.FirstRow, request.Rows);
            long rowBytes = Math.Max(1, array.ByteLength / Math.Max(1, request.Shape[0]));
            long perPiece = RowsPerPiece(request.Shape, axes, rows.Count);
            for (long start = rows.Start; start < rows.End || start == rows.Start;)
            {
                var piece = new RowRange(start, Math.Min(perPiece, rows.End - start));
                long before = (start - rows.Start) * rowBytes;
                var options = new ReductionOptions
                {
                    MaxDegreeOfParallelism = threads,
                    SkipNaN = request.SkipNaN,
                    Exact = request.Exact,
                    CancellationToken = cancellation,
                    Progress = new Report(bytes => report(before + bytes)),
                };
                yield return reduction.ReducePartialBytes(array, piece, axes, options);
                if (piece.Count == 0)
                {
                    break;
                }

                start = piece.End;
            }
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<ReadOnlyMemory<byte>> Read(ShardRequest request, string file)
    {
        (MemMapShards<T> array, int index) = Open(request, file);
        using (array)
        {
            using MemMapArray<T> shard = array.OpenShard(index);
            MemMapView<T> elements = shard.Reshape(-1);
            long end = checked(request.FirstElement + request.Elements);
            for (long start = request.FirstElement; start < end;)
            {
                long count = Math.Min(end - start, ShardMessage.MaxBytes / Unsafe.SizeOf<T>());
                var piece = new T[count];
                elements[Slice.Range(start, start + count)].CopyTo(piece);
                yield return MemoryMarshal.AsBytes(piece.AsSpan()).ToArray();
                start += count;
            }
        }
    }

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

    private static (MemMapShards<T> Array, int Index) Open(ShardRequest request, string file)
    {
        var rows = new RowRange(request.FirstRow, request.Rows);
        var shard = new Shard(Path.GetFileName(file), rows, request.ByteOffset, request.FileLength, request.HeaderHash);
        (ShardManifest manifest, int index) = ManifestOf(request.Descr, request.Shape, shard);

        // The path has been held against the root folders; its last name may be anything.
        return (MemMapShards.Open<T>(manifest, Path.GetDirectoryName(file)!, new ShardOptions { AllowPathsOutside = true }), index);
    }

    private sealed class Report(Action<long> report) : IProgress<ReductionProgress>
    {
        void IProgress<ReductionProgress>.Report(ReductionProgress value) => report(value.BytesDone);
    }
}
