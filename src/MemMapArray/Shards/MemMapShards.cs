using System;
using System.IO;
using MemMap.Npy;
using MemMap.Shards;

namespace MemMap;

/// <summary>Arrays of many files: opens them for reading, and makes and extends them. One array lives in one folder, with its manifest, <see cref="ShardManifest.FileName"/>.</summary>
public static class MemMapShards
{
    /// <summary>Opens an array of shards for reading. Only the manifest is read: each shard's file is opened when it is first needed, and compared with what the manifest says of it.</summary>
    /// <typeparam name="T">The element type, as for <see cref="MemMapArray.OpenNpy{T}(string, MemMapMode)"/>.</typeparam>
    /// <param name="path">The manifest, or its folder.</param>
    /// <param name="options">How many files stay open, and where they may be.</param>
    /// <returns>The array, as the manifest was at this moment. Dispose it when done.</returns>
    /// <exception cref="InvalidDataException">The file is not a manifest, says what cannot be, or leads out of its folder.</exception>
    /// <exception cref="ArgumentException">The path is empty, or <typeparamref name="T"/> is another type than the manifest says.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one file may stay open.</exception>
    /// <exception cref="NotSupportedException">There is no such type in .NET.</exception>
    /// <exception cref="IOException">The manifest cannot be read; a <see cref="FileNotFoundException"/> when it is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not open it.</exception>
    public static MemMapShards<T> Open<T>(string path, ShardOptions? options = null)
        where T : unmanaged
    {
        string file = ShardManifest.PathOf(path);
        return Open<T>(ShardManifest.Read(file), Path.GetDirectoryName(file)!, file, options);
    }

    /// <summary>Opens an array of shards by a manifest that is in no file, or from elsewhere.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="manifest">Which rows are where.</param>
    /// <param name="folder">What its paths are relative to.</param>
    /// <param name="options">How many files stay open, and where they may be.</param>
    /// <returns>The array. Dispose it when done.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="InvalidDataException">The manifest leads out of the folder.</exception>
    /// <exception cref="ArgumentException">The folder is empty, or <typeparamref name="T"/> is another type than the manifest says.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one file may stay open.</exception>
    /// <exception cref="NotSupportedException">There is no such type in .NET.</exception>
    public static MemMapShards<T> Open<T>(ShardManifest manifest, string folder, ShardOptions? options = null)
        where T : unmanaged
    {
        folder = Path.GetFullPath(folder ?? throw new ArgumentNullException(nameof(folder)));
        return Open<T>(manifest ?? throw new ArgumentNullException(nameof(manifest)), folder, folder, options);
    }

    /// <summary>Opens a folder of numbered <c>.npy</c> files, <c>0.npy</c>, <c>1.npy</c> and so on, as Dask's <c>to_npy_stack</c> writes them, whatever their numbers of rows.
    /// The same as <see cref="Open{T}(ShardManifest, string, ShardOptions)"/> of <see cref="ShardManifest.OfNpyStack"/>: the header of each file is read.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="folder">The folder.</param>
    /// <param name="options">How many files stay open.</param>
    /// <returns>The array. Dispose it when done.</returns>
    /// <exception cref="ArgumentException">The folder is empty, or <typeparamref name="T"/> is another type than the files hold.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one file may stay open.</exception>
    /// <inheritdoc cref="ShardManifest.OfNpyStack" path="/exception"/>
    public static MemMapShards<T> OpenNpyStack<T>(string folder, ShardOptions? options = null)
        where T : unmanaged => Open<T>(ShardManifest.OfNpyStack(folder), folder, options);

    /// <summary>Makes an array of shards without rows, and a writer that adds some. The folder then has a manifest, durably, and gets <c>.npy</c> files named <c>0.npy</c>, <c>1.npy</c> and so on, with what Dask's
    /// <c>from_npy_stack</c> needs beside them.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="folder">The folder; it is made where it is not there.</param>
    /// <param name="rowShape">The shape of a row, so that the array's is <c>(rows, ..rowShape)</c>. <c>[]</c> for single elements.</param>
    /// <param name="options">How many rows a shard gets, their type in NumPy's words, and labels.</param>
    /// <returns>The writer. Nobody else can add shards while it is open.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="folder"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The folder's path is empty, or the descr is not one of NumPy's or does not fit <typeparamref name="T"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The shape has a negative length or too many bytes, or the rows of a shard are negative or too many.</exception>
    /// <exception cref="NotSupportedException">NumPy has no name for <typeparamref name="T"/>, and there is no descr.</exception>
    /// <exception cref="IOException">There is a manifest already, another writer has the folder, or it cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
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

    /// <summary>Opens an array of shards to add some. What a writer that was killed left unfinished is cleared away.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="path">The manifest, or its folder.</param>
    /// <param name="options">How many rows a shard gets, and labels.</param>
    /// <returns>The writer. Nobody else can add shards while it is open.</returns>
    /// <exception cref="InvalidDataException">The file is not a manifest, says what cannot be, or leads out of its folder.</exception>
    /// <exception cref="ArgumentException">The path is empty, <typeparamref name="T"/> is another type than the manifest says, or the options have a descr.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The rows of a shard are negative or too many.</exception>
    /// <exception cref="NotSupportedException">There is no such type in .NET.</exception>
    /// <exception cref="IOException">Another writer has the folder, or a file cannot be read or written; a <see cref="FileNotFoundException"/> when there is no manifest.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
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
        return new(new ShardSet<T>(manifest, folder, name, options.MaxOpenShards));
    }
}
