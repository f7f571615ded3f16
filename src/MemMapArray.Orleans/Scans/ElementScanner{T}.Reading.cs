using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Threading;

namespace MemMap.Cluster;

/// <content>Elements and rows as they are, and their hash.</content>
internal sealed partial class ElementScanner<T>
{
    private const int HashedBytes = 1 << 20;

    /// <inheritdoc/>
    public override IEnumerable<ReadOnlyMemory<byte>> Read(ShardRequest request, SiloResources silo)
    {
        using ShardLease<T> lease = RentFlat(request, silo.Files, out RowRange all);
        if (request.FirstElement < 0 || request.Elements < 0 || request.Elements > all.Count - request.FirstElement)
        {
            throw new ArgumentException(
                $"Elements {request.FirstElement} and {request.Elements - 1} that follow are not in the shard, which has {all.Count}.");
        }

        foreach (T[] piece in PiecesOf(lease.Array, new(all.Start + request.FirstElement, request.Elements), ShardMessage.MaxBytes))
        {
            yield return MemoryMarshal.AsBytes(piece.AsSpan()).ToArray();
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<ReadOnlyMemory<byte>> Hash(
        ShardRequest request, SiloResources silo, Action<long> report, CancellationToken cancellation)
    {
        using ShardLease<T> lease = RentFlat(request, silo.Files, out RowRange all);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long done = 0;
        foreach (T[] piece in PiecesOf(lease.Array, all, HashedBytes))
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(MemoryMarshal.AsBytes(piece.AsSpan()));
            report(done += piece.Length * (long)Unsafe.SizeOf<T>());
        }

        yield return hash.GetHashAndReset();
    }

    /// <inheritdoc/>
    public override IEnumerable<ReadOnlyMemory<byte>> Take(ShardRequest request, SiloResources silo)
    {
        long[] rows = request.TakenRows!;
        if (Array.Exists(rows, row => row < request.Shard.FirstRow || row - request.Shard.FirstRow >= request.Shard.Rows))
        {
            throw new ArgumentException($"Not all rows are in the shard, which has {request.Shard.Rows} from {request.Shard.FirstRow} on.");
        }

        using ShardLease<T> lease = silo.Files.Rent<T>(request);
        long rowBytes = Math.Max(1, lease.Array.ByteLength / Math.Max(1, request.Shape[0]));
        int perPiece = (int)Math.Max(1, ShardMessage.MaxBytes / rowBytes);
        for (int start = 0; start < rows.Length; start += perPiece)
        {
            NDArray<T> piece = lease.Array.Take(rows.AsSpan(start, Math.Min(perPiece, rows.Length - start)));
            yield return MemoryMarshal.AsBytes(piece.AsReadOnlySpan()).ToArray();
        }
    }

    // As one axis: pieces end anywhere in a row.
    private static ShardLease<T> RentFlat(ShardRequest request, SiloFiles files, out RowRange all)
    {
        long perRow = RowShape.ElementsOf(request.Shape);
        Shard shard = request.Shard.ToShard();
        all = new RowRange(checked(shard.Rows.Start * perRow), checked(shard.Rows.Count * perRow));
        return files.Rent<T>(
            request.Descr,
            [checked(request.Shape[0] * perRow)],
            request.Folder,
            [new Shard(shard.Path, all, shard.ByteOffset, shard.FileLength, shard.HeaderHash)]);
    }

    private static IEnumerable<T[]> PiecesOf(MemMapShards<T> array, RowRange elements, int bytes)
    {
        for (long start = elements.Start; start < elements.End;)
        {
            long count = Math.Min(elements.End - start, bytes / Unsafe.SizeOf<T>());
            var piece = new T[count];
            array[new RowRange(start, count)].CopyTo(piece);
            yield return piece;
            start += count;
        }
    }
}
