using System;
using System.Linq;
using System.Runtime.InteropServices;

namespace MemMap.Cluster;

/// <summary>A mask as the client knows it, of which each request gets what its shard needs.</summary>
/// <param name="shape">Its shape.</param>
/// <param name="rowsOf">Which of its rows belong to some rows of the array.</param>
internal abstract class ClusterMask(Shape shape, Func<RowRange, RowRange> rowsOf)
{
    public Shape Shape => shape;

    /// <summary>The most bytes of it that come with the request of a shard.</summary>
    public virtual long BytesPerShard => 0;

    /// <summary>What it says of some rows of the array.</summary>
    public ShardMask Of(RowRange rows) => OfOwn(rowsOf(rows));

    /// <summary>It without any of its rows: for what is known of a reduction before one is.</summary>
    public ReductionSource<bool> WithoutRows() => NDArray.OfRows<bool>([], shape, new RowRange(0, 0));

    /// <summary>Its rows are those of the array, or it is the same for each of them.</summary>
    public static Func<RowRange, RowRange> RowsOf(Shape mask, bool isOfRows) =>
        rows => isOfRows ? rows : new RowRange(0, mask[0]);

    protected abstract ShardMask OfOwn(RowRange rows);
}

/// <summary>A mask that the client has.</summary>
internal sealed class LocalMask : ClusterMask
{
    private readonly ReductionSource<bool> _truths;
    private readonly long _perRow;
    private readonly long _most;

    /// <exception cref="ArgumentException">It has no rows that can be copied, or a shard would need too many of them.</exception>
    public LocalMask(ReductionSource<bool> truths, Func<RowRange, RowRange> rowsOf, ShardManifest manifest)
        : base(truths.Shape, rowsOf)
    {
        _truths = truths is MemMapView<bool> or MemMapShardsView<bool>
            ? truths
            : throw new ArgumentException(
                "A mask says of every element whether it is selected: it leaves out none itself.", nameof(truths));
        _perRow = RowShape.ElementsOf(truths.Shape.ToArray());
        _most = manifest.Shards.Select(shard => rowsOf(shard.Rows).Count).DefaultIfEmpty().Max();
        if (_perRow > 0 && _most > 8L * ShardMask.MaxBytes / _perRow)
        {
            throw new ArgumentException(
                $"Of a mask of shape {truths.Shape}, {_most} rows would travel with the request of a shard: more than " +
                $"{8L * ShardMask.MaxBytes} truths. Write it as shards that lie beside those of the array, and open it on the cluster.",
                nameof(truths));
        }
    }

    /// <inheritdoc/>
    public override long BytesPerShard => ((_most * _perRow) + 7) / 8;

    protected override ShardMask OfOwn(RowRange rows)
    {
        var truths = new bool[rows.Count * _perRow];
        if (_truths is MemMapView<bool> view)
        {
            view[Slice.Range(rows.Start, rows.End)].CopyTo(truths);
        }
        else
        {
            ((MemMapShardsView<bool>)_truths)[rows].CopyTo(truths);
        }

        var bits = new byte[(truths.Length + 7) / 8];
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(truths.AsSpan());
        for (int i = 0; i < bytes.Length; i++)
        {
            bits[i / 8] |= (byte)(bytes[i] != 0 ? 1 << (i % 8) : 0);
        }

        return new() { Shape = Shape.ToArray(), Bits = bits, FirstRow = rows.Start, Rows = rows.Count };
    }
}

/// <summary>A mask in files of the silos.</summary>
internal sealed class ShardedMask(ShardManifest manifest, string folder, Func<RowRange, RowRange> rowsOf)
    : ClusterMask(manifest.Shape, rowsOf)
{
    protected override ShardMask OfOwn(RowRange rows) => new()
    {
        Shape = Shape.ToArray(),
        FirstRow = rows.Start,
        Rows = rows.Count,
        Folder = folder,
        Shards = ShardFile.Of(manifest, rows),
    };
}
