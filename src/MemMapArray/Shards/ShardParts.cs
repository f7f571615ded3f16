using System;

namespace MemMap.Shards;

/// <summary>Goes through some rows shard by shard, each under a lease that ends with the next.</summary>
internal ref struct ShardParts<T>
    where T : unmanaged
{
    private readonly ShardSet<T> _shards;
    private readonly long _end;
    private long _next;
    private OpenShard<T>? _shard;
    private MemMapView<T>? _current;

    public ShardParts(ShardSet<T> shards, RowRange rows)
    {
        shards.Acquire();
        _shards = shards;
        (_next, _end) = (rows.Start, rows.End);
    }

    /// <summary>The rows that lie in one shard.</summary>
    public readonly MemMapView<T> Current => _current!;

    public bool MoveNext()
    {
        _shard?.Release();
        _shard = null;
        if (_next == _end)
        {
            return false;
        }

        int index = _shards.Manifest.FindShard(_next);
        RowRange rows = _shards.Manifest.Shards[index].Rows;
        _shard = _shards.Open(index);
        long end = Math.Min(rows.End, _end);
        _current = _shard.Array[Slice.Range(_next - rows.Start, end - rows.Start)];
        _next = end;
        return true;
    }

    /// <summary>Looks whether the file still has the rows: bulk copies do so themselves, reads of elements do not.</summary>
    /// <exception cref="System.IO.IOException">It has not.</exception>
    public readonly void RequireFile() => _shard!.File.RequireLength(_current!.ByteOffset + _current.ByteLength);

    public readonly void Dispose()
    {
        _shard?.Release();
        _shards.Release();
    }
}
