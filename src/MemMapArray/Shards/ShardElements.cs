using System;
using System.IO;
using MemMap.ByteOrders;
using MemMap.Mapping;
using MemMap.Reductions.Engine;

namespace MemMap.Shards;

/// <summary>Rows of an array of shards, under a lease on its files: to the engine one file without a header, of which the bytes are mapped
/// or read as they are asked for.</summary>
internal sealed class ShardElements<T> : ElementSource
    where T : unmanaged
{
    // A mapping of fewer bytes, page by page, costs more than a copy of them.
    private const long LeastMappedBytes = 2 << 20;

    private readonly ShardSet<T> _shards;
    private readonly RowRange _rows;
    private readonly bool _isBuffered;
    private readonly bool _dropsBehind;

    public ShardElements(ShardSet<T> shards, RowRange rows, ReadStrategy strategy)
        : base(shards.Manifest.Layout.Narrow(0, rows.Start, rows.Count), ByteOrder.IsReversed<T>())
    {
        _shards = shards;
        _rows = rows;
        _isBuffered = IsBuffered(strategy, rows.Count * shards.Manifest.RowBytes, shards.Folder)
            || (strategy == ReadStrategy.Auto && shards.AreReopened && BytesPerShard(shards.Manifest) < LeastMappedBytes);
        _dropsBehind = strategy == ReadStrategy.DropBehind;
        shards.Acquire();
    }

    public override ByteReader CreateReader() => new ShardByteReader<T>(_shards, isMapped: !_isBuffered, _dropsBehind);

    public override bool Shares(Region region, Layout layout)
    {
        if (region is not MappedRegion { File: var file })
        {
            return false;
        }

        (long start, long end) = layout.ByteRange();
        foreach (Shard shard in _shards.Manifest.Shards)
        {
            long first = Math.Max(shard.Rows.Start, _rows.Start), last = Math.Min(shard.Rows.End, _rows.End);
            long rowBytes = _shards.Manifest.RowBytes;
            long from = shard.ByteOffset + ((first - shard.Rows.Start) * rowBytes);
            long to = shard.ByteOffset + ((last - shard.Rows.Start) * rowBytes);
            if (last > first && from < end && start < to
                && Path.GetFullPath(FolderPaths.Combine(_shards.Folder, shard.Path)) == file.FullPath)
            {
                return true;
            }
        }

        return false;
    }

    public override void Dispose() => _shards.Release();

    private static long BytesPerShard(ShardManifest manifest) =>
        manifest.Layout.Length * manifest.Layout.ElementSize / manifest.Shards.Count;
}
