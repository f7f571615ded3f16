using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using MemMap.Reductions.Engine;
using MemMap.Shards;

namespace MemMap;

/// <summary>
/// Some rows of an array of shards: a range of a <see cref="MemMapShards{T}"/>. It owns nothing, copies nothing and need not be disposed;
/// it ends with the array it was taken from. Every reduction takes it, with the same bits as for the same rows in one file.
/// </summary>
/// <typeparam name="T">The element type: any type without references in it.</typeparam>
[DebuggerDisplay("{ToString(),nq}")]
public partial class MemMapShardsView<T> : ReductionSource<T>
    where T : unmanaged
{
    private readonly RowRange _rows;

    private protected MemMapShardsView(ShardSet<T> shards, RowRange rows)
    {
        Shards = shards;
        _rows = rows;
    }

    /// <summary>The length of each axis, in elements.</summary>
    public override Shape Shape => Shape.Create([_rows.Count, .. Manifest.Shape.ToArray().Skip(1)]);

    /// <summary>The number of axes; 1 at least. NumPy's <c>ndim</c>.</summary>
    public int Rank => Manifest.Shape.Rank;

    /// <summary>The number of elements. NumPy's <c>size</c>.</summary>
    public long Length => ByteLength / Manifest.Layout.ElementSize;

    /// <summary>The size of all elements, in bytes. NumPy's <c>nbytes</c>.</summary>
    public long ByteLength => _rows.Count * Manifest.RowBytes;

    /// <summary>The rows of this view in the whole array.</summary>
    public RowRange Rows => _rows;

    /// <summary>The list of files of the whole array, as it was when the array was opened.</summary>
    public ShardManifest Manifest => Shards.Manifest;

    internal ShardSet<T> Shards { get; }

    /// <summary>A view of some rows, <c>a[1000..2000]</c>, across any shards. O(1), no copy.</summary>
    /// <param name="rows">The range, within the rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is outside the rows.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>MemMapShardsView&lt;float&gt; part = shards[5..15];    // across files</code></example>
    public MemMapShardsView<T> this[Range rows]
    {
        get
        {
            long start = Position(rows.Start), end = Position(rows.End);
            return start < 0 || end > _rows.Count || start > end ? throw Outside(rows) : Part(start, end - start);

            long Position(Index index) => index.IsFromEnd ? _rows.Count - index.Value : index.Value;
        }
    }

    /// <summary>A view of some rows, such as those of <c>SplitRows</c> or of a <see cref="Shard"/>. O(1), no copy.</summary>
    /// <param name="rows">The range, within the rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is outside the rows.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    public MemMapShardsView<T> this[RowRange rows] => rows.End > _rows.Count ? throw Outside(rows) : Part(rows.Start, rows.Count);

    /// <summary>Views of up to <paramref name="rows"/> rows, one after the other; the last one may be shorter. No copy.
    /// <c>chunk.CopyTo(buffer)</c> copies the elements.</summary>
    /// <param name="rows">The number of rows of a chunk, above 0.</param>
    /// <returns>The chunks, made while they are enumerated.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is below 1.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>
    /// foreach (MemMapShardsView&lt;float&gt; chunk in shards.Chunks(rows: 8))
    /// {
    ///     Console.WriteLine(chunk.Max());
    /// }
    /// </code></example>
    public IEnumerable<MemMapShardsView<T>> Chunks(long rows)
    {
        if (rows < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(rows), rows, "A chunk has at least one row.");
        }

        RequireOpen();
        return Cut(rows);
    }

    /// <summary>The element type, the shape, and the number of files of the whole array.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"{(this is MemMapShards<T> ? nameof(MemMapShards) : "MemMapShardsView")}<{typeof(T).Name}> {Shape}, {Manifest.Shards.Count} " +
        $"shards{(Shards.IsClosed ? ", disposed" : string.Empty)}";

    internal override ElementSource OpenElements(ReadStrategy strategy) => new ShardElements<T>(Shards, _rows, strategy);

    private IEnumerable<MemMapShardsView<T>> Cut(long rows)
    {
        for (long start = 0; start < _rows.Count;)
        {
            long count = Math.Min(rows, _rows.Count - start);
            yield return Part(start, count);
            start += count;
        }
    }

    private MemMapShardsView<T> Part(long start, long count)
    {
        RequireOpen();
        return new(Shards, new RowRange(_rows.Start + start, count));
    }

    private ArgumentOutOfRangeException Outside(object rows) =>
        new(nameof(rows), rows, $"The range {rows} is outside axis 0, which has length {_rows.Count}.");

    private void RequireOpen()
    {
        Shards.Acquire();
        Shards.Release();
    }
}
