using System;
using System.IO;
using MemMap.Npy;
using MemMap.Shards;

namespace MemMap;

/// <summary>Opens, creates and extends arrays of many files. An array has a folder of its own, with its manifest,
/// <see cref="ShardManifest.FileName"/>.</summary>
public static class MemMapShards
{
    /// <summary>Opens an array of shards for reading. Only the manifest is read: the file of a shard is opened and checked against the
    /// manifest when it is first needed.</summary>
    /// <typeparam name="T">The element type, as for <see cref="MemMapArray.OpenNpy{T}(string, MemMapMode)"/>.</typeparam>
    /// <param name="path">The manifest, or its folder.</param>
    /// <param name="options">The number of files that stay open, and the folders they may be in.</param>
    /// <returns>The array, as the manifest describes it at this moment. Dispose it when done.</returns>
    /// <exception cref="InvalidDataException">The file is not a manifest, contradicts itself, or has a path outside its folder.</exception>
    /// <exception cref="ArgumentException">The path is empty, or <typeparamref name="T"/> is not the element type of the
    /// manifest.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of files that stay open is below 1.</exception>
    /// <exception cref="NotSupportedException">.NET has no type for the elements.</exception>
    /// <exception cref="IOException">The manifest cannot be read; a <see cref="FileNotFoundException"/> when it does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not open it.</exception>
    /// <example><code>
    /// using MemMapShards&lt;float&gt; shards = MemMapShards.Open&lt;float&gt;(folder);
    /// double mean = shards.Mean();
    /// NDArray&lt;double&gt; columnStds = shards.Std(axis: 0);
    /// </code></example>
    public static MemMapShards<T> Open<T>(string path, ShardOptions? options = null)
        where T : unmanaged
    {
        string file = ShardManifest.PathOf(path);
        return Open<T>(ShardManifest.Read(file), Path.GetDirectoryName(file)!, file, options);
    }

    /// <summary>Opens an array of shards by a manifest that is not in the folder.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="manifest">The list of files.</param>
    /// <param name="folder">The folder that the paths are relative to.</param>
    /// <param name="options">The number of files that stay open, and the folders they may be in.</param>
    /// <returns>The array. Dispose it when done.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidDataException">The manifest has a path outside the folder.</exception>
    /// <exception cref="ArgumentException">The folder is empty, or <typeparamref name="T"/> is not the element type of the
    /// manifest.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of files that stay open is below 1.</exception>
    /// <exception cref="NotSupportedException">.NET has no type for the elements.</exception>
    /// <example><code>using MemMapShards&lt;float&gt; moved = MemMapShards.Open&lt;float&gt;(manifest, folder);</code></example>
    public static MemMapShards<T> Open<T>(ShardManifest manifest, string folder, ShardOptions? options = null)
        where T : unmanaged
    {
        folder = Path.GetFullPath(folder ?? throw new ArgumentNullException(nameof(folder)));
        return Open<T>(manifest ?? throw new ArgumentNullException(nameof(manifest)), folder, folder, options);
    }

    /// <summary>Opens a folder of numbered <c>.npy</c> files, <c>0.npy</c>, <c>1.npy</c> and so on, as Dask's <c>to_npy_stack</c> writes
    /// them. The files may have any numbers of rows. The header of each file is read, as by
    /// <see cref="ShardManifest.OfNpyStack"/>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="folder">The folder.</param>
    /// <param name="options">The number of files that stay open.</param>
    /// <returns>The array. Dispose it when done.</returns>
    /// <exception cref="ArgumentException">The folder is empty, or <typeparamref name="T"/> is not the element type of the
    /// files.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of files that stay open is below 1.</exception>
    /// <inheritdoc cref="ShardManifest.OfNpyStack" path="/exception"/>
    /// <example><code>using MemMapShards&lt;float&gt; stack = MemMapShards.OpenNpyStack&lt;float&gt;(folder);    // as da.to_npy_stack
    /// wrote it</code></example>
    public static MemMapShards<T> OpenNpyStack<T>(string folder, ShardOptions? options = null)
        where T : unmanaged => Open<T>(ShardManifest.OfNpyStack(folder), folder, options);

    /// <summary>Creates an array of shards without rows, and a writer that adds rows. The folder gets a manifest, <c>.npy</c> files named
    /// <c>0.npy</c>, <c>1.npy</c> and so on, and the file that Dask's <c>from_npy_stack</c> needs.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="folder">The folder. It is created if it does not exist.</param>
    /// <param name="rowShape">The shape of a row: the array has the shape <c>(rows, ..rowShape)</c>. <c>[]</c> for single elements.</param>
    /// <param name="options">The number of rows of a shard, NumPy's name of the element type, and labels.</param>
    /// <returns>The writer. No other writer can be opened until it is disposed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="folder"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The folder's path is empty, or the descr is invalid or does not fit
    /// <typeparamref name="T"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The shape has a negative length or too many bytes, or the rows of a shard are negative
    /// or too many.</exception>
    /// <exception cref="NotSupportedException">NumPy has no name for <typeparamref name="T"/>, and there is no descr.</exception>
    /// <exception cref="IOException">The folder has a manifest already, another writer is open, or the folder cannot be
    /// written.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    /// <example><code>
    /// using (ShardWriter&lt;float&gt; writer = MemMapShards.Create&lt;float&gt;(folder, rowShape: 3))
    /// {
    ///     writer.Append(rows);
    ///     writer.Commit();
    /// }
    /// </code></example>
    public static ShardWriter<T> Create<T>(string folder, Shape rowShape, ShardWriterOptions? options = null)
        where T : unmanaged
    {
        folder = Path.GetFullPath(folder ?? throw new ArgumentNullException(nameof(folder)));
        options ??= new ShardWriterOptions();
        NpyHeader header = NpyDescr.Read(options.Descr ?? NpyTypes.TextOf(typeof(T)));
        NpyElements.Require<T>(header, path: null);
        var manifest = new ShardManifest(header.Descr, Shape.Create([0, .. rowShape.ToArray()]), []);
        Directory.CreateDirectory(folder);
        return ShardWriter<T>.Create(Path.Combine(folder, ShardManifest.FileName), manifest, options);
    }

    /// <summary>Opens a writer that adds rows to an array of shards. Unfinished files of a writer that was killed are removed.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The manifest, or its folder.</param>
    /// <param name="options">The number of rows of a shard, and labels.</param>
    /// <returns>The writer. No other writer can be opened until it is disposed.</returns>
    /// <exception cref="InvalidDataException">The file is not a manifest, contradicts itself, or has a path outside its folder.</exception>
    /// <exception cref="ArgumentException">The path is empty, <typeparamref name="T"/> is another type than the manifest says, or the
    /// options have a descr.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rows of a shard are negative or too many.</exception>
    /// <exception cref="NotSupportedException">.NET has no type for the elements.</exception>
    /// <exception cref="IOException">Another writer is open, or a file cannot be read or written; a
    /// <see cref="FileNotFoundException"/> when there is no manifest.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    /// <example><code>
    /// using (ShardWriter&lt;float&gt; writer = MemMapShards.OpenWriter&lt;float&gt;(folder))
    /// {
    ///     writer.Append(moreRows);
    ///     writer.Commit();
    /// }
    /// </code></example>
    public static ShardWriter<T> OpenWriter<T>(string path, ShardWriterOptions? options = null)
        where T : unmanaged => ShardWriter<T>.Open(ShardManifest.PathOf(path), options ?? new ShardWriterOptions());

    /// <summary>Looks at what can be wrong with a manifest for a type, before any shard is.</summary>
    internal static void Require<T>(ShardManifest manifest, bool allowOutside)
        where T : unmanaged
    {
        NpyElements.Require<T>(NpyDescr.Read(manifest.Descr), path: null);
        foreach (Shard shard in manifest.Shards)
        {
            ShardPaths.Require(shard, allowOutside);
        }
    }

    private static MemMapShards<T> Open<T>(ShardManifest manifest, string folder, string name, ShardOptions? options)
        where T : unmanaged
    {
        options ??= new ShardOptions();
        if (options.MaxOpenShards < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.MaxOpenShards, "At least one file stays open.");
        }

        Require<T>(manifest, options.AllowPathsOutside);
        return new(new ShardSet<T>(manifest, folder, name, options));
    }
}
