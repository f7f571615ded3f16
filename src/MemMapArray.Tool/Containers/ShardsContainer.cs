using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using MemMap.Tool.Elements;

namespace MemMap.Tool.Containers;

/// <summary>Folders of files that are one array, by the library's manifest or as Dask's stacks.</summary>
internal sealed class ShardsContainer : Container
{
    // Of what a piece of rows takes in memory on the way to a shard.
    private const long PieceBytes = 16 << 20;

    public override string Name => "shards";

    public override bool HasOrders => false;

    public override bool Holds(Location location) => location.IsFolder || Path.GetFileName(location.Path) == ShardManifest.FileName;

    public override IReadOnlyList<ArrayFile> Find(Location location, RawLayout raw)
    {
        string folder = location.IsFolder ? location.Path : Path.GetDirectoryName(Path.GetFullPath(location.Path))!;
        bool isStack = !File.Exists(Path.Combine(folder, ShardManifest.FileName)) && File.Exists(Path.Combine(folder, "info"));
        if (!isStack && !File.Exists(Path.Combine(folder, ShardManifest.FileName)))
        {
            throw new FileNotFoundException($"'{location.Text}' is a folder without a {ShardManifest.FileName}, so it is no array.");
        }

        ShardManifest manifest = isStack ? ShardManifest.OfNpyStack(folder) : ShardManifest.Read(folder);
        ElementType? element = ElementTypes.OfDescr(manifest.Descr);
        return
        [
            new ShardsFile(folder, manifest)
            {
                Name = location.Text,
                Format = Name,
                Descr = manifest.Descr,
                Element = element,
                Shape = manifest.Shape,
                ItemSize = element?.Size ?? SizeOfRecord(manifest),
                Details = [("shards", $"{manifest.Shards.Count}{(isStack ? ", a stack of Dask's" : string.Empty)}")],
            },
        ];
    }

    public override bool IsNameOf(string target) => Path.EndsInDirectorySeparator(target) || Directory.Exists(target);

    public override void Write<T>(NewArray<T> array, string path, Target target)
    {
        if (array.Shape.Rank == 0)
        {
            throw new UsageException("An array without axes has no rows to make shards of.");
        }

        Shape row = Shape.Create(array.Shape.ToArray().AsSpan(1));
        ShardWriterOptions options = new() { RowsPerShard = target.RowsPerShard, Descr = array.Descr };
        using ShardWriter<T> writer = MemMapShards.Create<T>(path, row, options);
        long rows = array.Shape[0], piece = Math.Clamp(PieceBytes / Math.Max(1, row.Length * 16), 1, Math.Max(1, rows));
        NDArray<T> memory = NDArray.Create<T>(Shape.Create([piece, .. row.ToArray()]));
        for (long start = 0; start < rows; start += piece)
        {
            array.CancellationToken.ThrowIfCancellationRequested();
            long count = Math.Min(piece, rows - start);
            MemMapView<T> some = memory[Slice.Range(0, count), Slice.Ellipsis];
            array.Fill(some, new RowRange(start, count));
            writer.Append(some);
        }

        writer.Commit();
    }

    // Records have no type here; a file says how long its elements are.
    private static int SizeOfRecord(ShardManifest manifest)
    {
        if (manifest.Shape.Length == 0)
        {
            return 0;
        }

        Shard first = manifest.Shards[0];
        return (int)((first.FileLength - first.ByteOffset) / (manifest.Shape.Length / manifest.Shape[0] * first.Rows.Count));
    }

    private sealed class ShardsFile(string folder, ShardManifest manifest) : ArrayFile
    {
        public override OpenedArray<T> Open<T>() => new OpenedShards<T>(MemMapShards.Open<T>(manifest, folder));

        public override IEnumerable<string> Verify(CancellationToken cancellationToken) =>
            RequiredElement.Run(new OpenEach(folder, manifest, cancellationToken));
    }

    // Opening a shard compares its length and the hash of its header with the manifest.
    private sealed class OpenEach(
        string folder, ShardManifest manifest, CancellationToken cancellationToken) : IElementWork<IEnumerable<string>>
    {
        public IEnumerable<string> Run<T>(ElementType<T> type)
            where T : unmanaged
        {
            using MemMapShards<T> shards = MemMapShards.Open<T>(manifest, folder);
            for (int index = 0; index < manifest.Shards.Count; index++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using MemMapArray<T> shard = shards.OpenShard(index);
            }

            return
            [
                $"manifest: {manifest.Shape} in {manifest.Shards.Count} shards",
                "lengths and headers: each shard is as the manifest says",
            ];
        }
    }
}
