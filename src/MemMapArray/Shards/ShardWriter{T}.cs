using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MemMap.Mapping;
using MemMap.Shards;

namespace MemMap;

/// <summary>
/// Adds shards to an array of many files: rows, which are cut into <c>.npy</c> files at borders of blocks, or existing files.
/// <see cref="MemMapShards"/> makes writers; dispose them when done.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>
/// <para>A shard is added durably in one step: its file is written under another name, flushed and renamed, and then the manifest in the
/// same way. Who opens the array meanwhile, or after a power cut, sees it with the shard or without it. A shard never changes afterwards,
/// so open arrays stay valid.</para>
/// <para>There is one writer at a time: it locks the file <c>shards.json.lock</c>, and opening a second writer throws an
/// <see cref="IOException"/> at once. If the manifest changes nevertheless, by another program or over a network without locks, adding the
/// next shard throws an <see cref="IOException"/>, and the manifest stays as it is.</para>
/// <para>Not thread-safe.</para>
/// </remarks>
public sealed partial class ShardWriter<T> : IDisposable
    where T : unmanaged
{
    private readonly string _path;
    private readonly string _folder;
    private readonly ShardWriterOptions _options;
    private readonly ShardFolderLock _lock;
    private byte[] _written;
    private bool _hasUnfinished;
    private bool _isDisposed;

    private ShardWriter(string path, ShardFolderLock folderLock, ShardManifest manifest, byte[] written, ShardWriterOptions options)
    {
        _path = path;
        _folder = Path.GetDirectoryName(path)!;
        _lock = folderLock;
        _options = options;
        _written = written;
        Manifest = manifest;
        RowsPerShard = RowsOf(manifest, options.RowsPerShard);
    }

    /// <summary>The manifest in the file, with all shards that have been published.</summary>
    public ShardManifest Manifest { get; private set; }

    /// <summary>The number of rows of a shard, a multiple of <see cref="ShardManifest.RowsPerBorder"/>.</summary>
    public long RowsPerShard { get; }

    /// <summary>Adds all rows of a <c>.npy</c> file in the manifest's folder, or in a folder below it. The file becomes a shard as it is;
    /// flush it first.</summary>
    /// <param name="path">The file, relative to the manifest's folder, with <c>/</c> between folders.</param>
    /// <param name="labels">The names of the nodes that hold a copy. Default: the labels of the options.</param>
    /// <remarks>The file may have any number of rows. Results have the same bits wherever borders are, but partials of shards are small
    /// only if the shards before have a multiple of <see cref="ShardManifest.RowsPerBorder"/> rows.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The path is empty, or leads out of the folder.</exception>
    /// <exception cref="NpyFormatException">The file is not <c>.npy</c>.</exception>
    /// <exception cref="InvalidDataException">It has another type, another shape of rows, elements in F order, or fewer bytes than it
    /// says.</exception>
    /// <exception cref="InvalidOperationException">Rows were appended and not committed: they would be behind these.</exception>
    /// <exception cref="IOException">A file cannot be read or written, or the manifest was changed by another program.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not open it.</exception>
    /// <exception cref="ObjectDisposedException">The writer is disposed.</exception>
    /// <example><code>writer.AddNpyFile("extra.npy", labels: ["node-a"]);</code></example>
    public void AddNpyFile(string path, IEnumerable<string>? labels = null)
    {
        RequireNothingPending();
        (Shard shard, NpyHeader header) =
            ShardFile.OfNpy(_folder, path, Manifest.Shape[0], labels ?? _options.Labels, _options.AllowPathsOutside);
        ShardFile.Require(header, FolderPaths.Combine(_folder, path), Manifest.Descr, Manifest.Shape.Span);
        Publish(Manifest.With(shard));
    }

    /// <summary>Adds rows of a raw file in the manifest's folder, or in a folder below it. The rows become a shard as they are; flush the
    /// file first.</summary>
    /// <param name="path">The file, relative to the manifest's folder, with <c>/</c> between folders.</param>
    /// <param name="rows">The number of rows, in C order.</param>
    /// <param name="byteOffset">The position of the rows in the file, in bytes.</param>
    /// <param name="labels">The names of the nodes that hold a copy. Default: the labels of the options.</param>
    /// <remarks>As <see cref="AddNpyFile"/>, but the element type cannot be checked.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The path is empty or outside the folder, or the file is too short for the rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rows or the offset are negative, or the offset is behind the end of the
    /// file.</exception>
    /// <exception cref="InvalidOperationException">Rows were appended and not committed: they would be behind these.</exception>
    /// <exception cref="IOException">A file cannot be read or written, or the manifest was changed by another program.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not open it.</exception>
    /// <exception cref="ObjectDisposedException">The writer is disposed.</exception>
    public void AddRawFile(string path, long rows, long byteOffset = 0, IEnumerable<string>? labels = null)
    {
        RequireNothingPending();
        var range = new RowRange(Manifest.Shape[0], rows);
        Publish(Manifest.With(ShardFile.OfRaw(_folder, path, range, byteOffset, labels ?? _options.Labels, _options.AllowPathsOutside)));
    }

    /// <summary>Replaces the labels of a shard, the names of the nodes that hold a copy, durably in one step.</summary>
    /// <param name="index">The index of the shard in the manifest.</param>
    /// <param name="labels">The labels.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such shard.</exception>
    /// <exception cref="ArgumentNullException">A label is <see langword="null"/>.</exception>
    /// <exception cref="IOException">The manifest cannot be written, or was changed by another program.</exception>
    /// <exception cref="ObjectDisposedException">The writer is disposed.</exception>
    /// <example><code>writer.SetLabels(0, ["node-a", "node-b"]);</code></example>
    public void SetLabels(int index, IEnumerable<string>? labels)
    {
        RequireOpen();
        if (index < 0 || index >= Manifest.Shards.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Manifest.Shards.Count} shards.");
        }

        Publish(Manifest.With(index, Manifest.Shards[index].WithLabels(labels)));
    }

    internal static ShardWriter<T> Create(string path, ShardManifest manifest, ShardWriterOptions options)
    {
        _ = RowsOf(manifest, options.RowsPerShard);
        return UnderLock(path, folderLock =>
        {
            if (File.Exists(path))
            {
                throw new IOException($"There is a manifest '{path}' already. MemMapShards.OpenWriter adds shards to its array.");
            }

            byte[] bytes = ShardManifestText.Write(manifest);
            ShardManifest.Write(path, bytes);
            return new(path, folderLock, manifest, bytes, options);
        });
    }

    internal static ShardWriter<T> Open(string path, ShardWriterOptions options)
    {
        if (options.Descr is { } descr)
        {
            throw new ArgumentException(
                $"An array that is there has its type in its manifest; \"{descr}\" cannot change it.", nameof(options));
        }

        // Before a lock is left beside what is no manifest.
        MemMapShards.Require<T>(ShardManifest.Read(path), options.AllowPathsOutside);
        return UnderLock(path, folderLock =>
        {
            byte[] bytes = ShardManifest.ReadBytes(path);
            ShardManifest manifest = ShardManifestText.Read(bytes, path);
            MemMapShards.Require<T>(manifest, options.AllowPathsOutside);
            var writer = new ShardWriter<T>(path, folderLock, manifest, bytes, options);
            writer.RemoveUnfinished(manifest);
            NpyStackInfo.Write(writer._folder, manifest);
            return writer;
        });
    }

    private static ShardWriter<T> UnderLock(string path, Func<ShardFolderLock, ShardWriter<T>> open)
    {
        ShardFolderLock? folderLock = ShardFolderLock.Take(path);
        try
        {
            ShardWriter<T> writer = open(folderLock);
            folderLock = null;
            return writer;
        }
        finally
        {
            folderLock?.Dispose();
        }
    }

    // Files that a writer was about to finish when it was killed, or failed, and none that the manifest has.
    private void RemoveUnfinished(ShardManifest manifest)
    {
        foreach (string name in _lock.FindUnfinished(_folder))
        {
            if (!manifest.Shards.Any(shard => shard.Path == name))
            {
                File.Delete(Path.Combine(_folder, name));
            }
        }

        _lock.Clear();
    }

    // After a failure. Where the manifest cannot be read, a file may be in it; that one, and what cannot be removed, stays in the note for
    // the next attempt or the next writer.
    private void ClearUnfinished()
    {
        _hasUnfinished = true;
        try
        {
            RemoveUnfinished(_lock.FindUnfinished(_folder).Any() ? ShardManifest.Read(_path) : Manifest);
            _hasUnfinished = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
        }
    }

    private void RequireManifest()
    {
        if (!ShardManifest.ReadBytes(_path).AsSpan().SequenceEqual(_written))
        {
            throw new IOException(
                $"The manifest '{_path}' was changed by somebody else while this writer had it; nothing was added. Open a new writer.");
        }
    }

    private void Publish(ShardManifest manifest)
    {
        RequireManifest();
        byte[] bytes = ShardManifestText.Write(manifest);
        try
        {
            ShardManifest.Write(_path, bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The file may have got its name before something failed.
            if (ShardManifest.ReadBytes(_path).AsSpan().SequenceEqual(bytes))
            {
                (Manifest, _written) = (manifest, bytes);
            }

            throw;
        }

        (Manifest, _written) = (manifest, bytes);
        NpyStackInfo.Write(_folder, manifest);
    }

    private void RequireOpen()
    {
        if (_isDisposed)
        {
            throw new ObjectDisposedException(nameof(ShardWriter<>), $"The writer of '{_path}' is disposed.");
        }
    }
}
