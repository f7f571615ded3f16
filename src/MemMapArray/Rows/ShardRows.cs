using System;
using MemMap.Copying;
using MemMap.Mapping;
using MemMap.Reductions.Engine;
using MemMap.Shards;
using MemMap.Views;

namespace MemMap.Rows;

/// <summary>The rows of an array of shards: those of each shard are copied at once, so that each file is opened once.</summary>
internal sealed unsafe class ShardRows<T>(MemMapShardsView<T> view) : RowSource<T>(view.Shape.ToArray())
    where T : unmanaged
{
    private readonly ShardSet<T> _shards = view.Shards;
    private readonly RowRange _rows = view.Rows;

    /// <exception cref="ArgumentException">It has. Rows that were copied from one shard could be bytes that another one still has to
    /// give.</exception>
    public override bool HasBytesOf(StridedMemory memory)
    {
        using ElementSource elements = view.OpenElements(ReadStrategy.Auto);
        return memory.IsIn(elements.Shares)
            ? throw new ArgumentException("The destination lies in the file of a shard that rows are read from. Copy to other memory or " +
                "another file.")
            : false;
    }

    public override void Copy(StridedMemory target, long* rows, long count, int threads)
    {
        long[] sorted = new long[count], places = new long[count];
        for (long i = 0; i < count; i++)
        {
            (sorted[i], places[i]) = (_rows.Start + rows[i], i);
        }

        Array.Sort(sorted, places);
        _shards.Acquire();
        try
        {
            fixed (long* inShard = sorted, inTarget = places)
            {
                for (long first = 0, end; first < count; first = end)
                {
                    int index = _shards.Manifest.FindShard(sorted[first]);
                    RowRange shard = _shards.Manifest.Shards[index].Rows;
                    for (end = first; end < count && sorted[end] < shard.End; end++)
                    {
                        sorted[end] -= shard.Start;
                    }

                    CopyOf(index, target, inTarget + first, inShard + first, end - first, threads);
                }
            }
        }
        finally
        {
            _shards.Release();
        }
    }

    public override void CopyRange(StridedMemory target, long start)
    {
        long row = 0;
        using var parts = new ShardParts<T>(_shards, new RowRange(_rows.Start + start, target.Layout.Lengths[0]));
        while (parts.MoveNext())
        {
            Window window = parts.Current.OpenWindow();
            using Lease lease = window.Region.Lease();
            StridedCopy<T>.Copy(target.Rows(row, window.Layout.Lengths[0]), new StridedMemory(lease.Origin, window.Layout, window.Region));
            row += window.Layout.Lengths[0];
        }
    }

    public override void RequireOpen()
    {
        _shards.Acquire();
        _shards.Release();
    }

    private void CopyOf(int index, StridedMemory target, long* targetRows, long* rows, long count, int threads)
    {
        OpenShard<T> shard = _shards.Open(index);
        try
        {
            Window window = shard.Array.OpenWindow();
            using Lease lease = window.Region.Lease();
            RowCopy<T>.Copy(target, targetRows, new StridedMemory(lease.Origin, window.Layout, window.Region), rows, count, threads);
        }
        finally
        {
            shard.Release();
        }
    }
}
