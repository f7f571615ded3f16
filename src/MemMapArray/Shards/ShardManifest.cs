using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MemMap.Mapping;
using MemMap.Npy;
using MemMap.Reductions;
using MemMap.Shards;

namespace MemMap;

/// <summary>
/// The list of the files of an array, in the order of their rows: the element type, the shape, and the <see cref="Shard"/>s. Immutable. It
/// is a JSON file beside the shards, parsed strictly: an unknown, missing or repeated entry, and rows that overlap or do not add up, are an
/// <see cref="InvalidDataException"/>.
/// </summary>
/// <remarks>Manifests that the library writes have a checksum, which detects every damaged byte. Manifests of other programs need
/// none.</remarks>
public sealed class ShardManifest
{
    /// <summary>The name of the manifest's file when only its folder is given.</summary>
    public const string FileName = "shards.json";

    private const int MaxFileBytes = 1 << 28;

    private readonly Shard[] _shards;

    /// <summary>Makes a manifest of shards. No file is read.</summary>
    /// <param name="descr">The element type in NumPy's words: <c>&lt;f4</c>.</param>
    /// <param name="shape">The shape of the whole array; rank 1 at least.</param>
    /// <param name="shards">The shards in the order of their rows. Together they have every row once. Some may be empty.</param>
    /// <exception cref="ArgumentNullException">An argument or a shard is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The shape has a negative length, or more bytes than a <see cref="long"/>
    /// counts.</exception>
    /// <exception cref="ArgumentException">The descr is invalid, the shape has rank 0, rows are missing or there twice, or a file is too
    /// short for its rows.</exception>
    public ShardManifest(string descr, Shape shape, IEnumerable<Shard> shards)
    {
        NpyHeader type = NpyDescr.Read(descr ?? throw new ArgumentNullException(nameof(descr)));
        if (shape.Rank == 0)
        {
            throw new ArgumentException("An array of shards has rows: its rank is at least 1.", nameof(shape));
        }

        Layout = Layout.Create(shape, MemMapOrder.C, 0, type.ItemSize);
        _shards = [.. shards ?? throw new ArgumentNullException(nameof(shards))];
        Descr = type.Descr;
        Shape = shape;
        RequireEveryRowOnce();
    }

    /// <summary>The element type in NumPy's words: <c>&lt;f4</c>, or for records the list of their fields.</summary>
    public string Descr { get; }

    /// <summary>The shape of the whole array.</summary>
    public Shape Shape { get; }

    /// <summary>The shards, in the order of their rows.</summary>
    public IReadOnlyList<Shard> Shards => _shards;

    /// <summary>The number of rows between borders of blocks. Shards that begin at multiples of it have small partials, because no block of
    /// a reduction crosses their borders. <see cref="ShardWriter{T}"/> cuts there. It is 512 for rows of 1000 elements, and 4096 at
    /// most.</summary>
    public long RowsPerBorder => Rules.RowsPerBorder(Shape.Span);

    /// <summary>The bytes of a row. A stride is more where a row has no bytes.</summary>
    internal long RowBytes => Layout.Length == 0 ? EmptyRowBytes() : Layout.Strides[0];

    /// <summary>The whole array as if it were one file without a header.</summary>
    internal Layout Layout { get; }

    /// <summary>Reads a manifest. The shards are not opened.</summary>
    /// <param name="path">The file, or its folder when the file is named <see cref="FileName"/>.</param>
    /// <returns>The manifest. O(shards).</returns>
    /// <exception cref="InvalidDataException">The file is no manifest, or says what cannot be; with the reason and where.</exception>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">The file cannot be read; a <see cref="FileNotFoundException"/> when it does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not open it.</exception>
    /// <example><code>
    /// ShardManifest manifest = ShardManifest.Read(folder);
    /// foreach (Shard shard in manifest.Shards)
    /// {
    ///     Console.WriteLine($"{shard.Path} {shard.Rows}");
    /// }
    /// </code></example>
    public static ShardManifest Read(string path)
    {
        string file = PathOf(path);
        return ShardManifestText.Read(ReadBytes(file), file);
    }

    /// <summary>Reads the text of a manifest.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidDataException">The file is not a manifest, or contradicts itself. The message says why and
    /// where.</exception>
    public static ShardManifest Parse(string json) =>
        ShardManifestText.Read(Encoding.UTF8.GetBytes(json ?? throw new ArgumentNullException(nameof(json))), "this text");

    /// <summary>Makes a manifest of a folder of numbered <c>.npy</c> files, <c>0.npy</c>, <c>1.npy</c> and so on, as Dask's
    /// <c>to_npy_stack</c> writes them. The header of each is read.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The manifest. It is not written to a file; use <see cref="Save"/> for that.</returns>
    /// <remarks>Dask's own file <c>info</c>, a pickle, is not evaluated. It is only compared with the bytes that name axis 0 as the axis of
    /// the stack.</remarks>
    /// <exception cref="InvalidDataException">A number is missing, a file is cut short or of another type or shape than the first, elements
    /// are in F order, or the files follow each other along another axis than 0.</exception>
    /// <exception cref="NpyFormatException">A file is not <c>.npy</c>.</exception>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">The folder, or a file, is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not open a file.</exception>
    public static ShardManifest OfNpyStack(string folder) => NpyStack.Read(folder);

    /// <summary>The manifest as JSON with a checksum, as it is written to a file.</summary>
    /// <returns>The text. O(shards).</returns>
    public string ToJson() => Encoding.UTF8.GetString(ShardManifestText.Write(this));

    /// <summary>Writes the manifest durably: under another name, flushed, then renamed. Other processes see the old file or the whole new
    /// one.</summary>
    /// <param name="path">The file, or a folder, where the file is named <see cref="FileName"/>.</param>
    /// <remarks>An open <see cref="ShardWriter{T}"/> is ignored, and refuses to continue afterwards. To change labels while writing, use
    /// the writer.</remarks>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there.</exception>
    /// <example><code>manifest.Save(elsewhere);</code></example>
    public void Save(string path) => Write(PathOf(path), ShardManifestText.Write(this));

    /// <summary>The shard that holds a row. O(log shards).</summary>
    /// <param name="row">The row, from 0.</param>
    /// <returns>Its index among <see cref="Shards"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public int FindShard(long row)
    {
        if (row < 0 || row >= Shape[0])
        {
            throw new ArgumentOutOfRangeException(nameof(row), row, $"The array has {Shape[0]} rows.");
        }

        // The first that ends behind it: those before end at or before it, empty ones too.
        int low = 0, high = _shards.Length - 1;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = _shards[middle].Rows.End > row ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    /// <summary>The element type, the shape and the number of shards.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Descr} {Shape} in {_shards.Length} shards";

    /// <summary>The file that a path names: itself, or the one in a folder.</summary>
    internal static string PathOf(string path)
    {
        if (path is null)
        {
            throw new ArgumentNullException(nameof(path));
        }

        string full = System.IO.Path.GetFullPath(path);
        return Directory.Exists(full) ? System.IO.Path.Combine(full, FileName) : full;
    }

    internal static byte[] ReadBytes(string file)
    {
        MappedFile.RefusePipe(file);
        NpyStack.RefuseWithout(file);
        using var stream = new FileStream(
            file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.None);
        if (stream.Length > MaxFileBytes)
        {
            throw new InvalidDataException(
                $"'{file}' is not a manifest of shards: it has {stream.Length} bytes; more than {MaxFileBytes} are not read.");
        }

        // A device has no length, and perhaps no end.
        byte[] bytes = new byte[stream.Length];
        int count = 0;
        for (int read = 1; read > 0 && count < bytes.Length; count += read)
        {
            read = stream.Read(bytes, count, bytes.Length - count);
        }

        Array.Resize(ref bytes, count);
        return bytes;
    }

    internal static void Write(string path, byte[] bytes)
    {
        using var file = new NewFile(path, nameof(path), overwrite: true, permissions: null);
        file.Write(bytes);
        file.Publish();
    }

    /// <summary>With another shard behind the last one.</summary>
    internal ShardManifest With(Shard shard) =>
        new(Descr, Shape.Create([Shape[0] + shard.Rows.Count, .. Shape.ToArray().Skip(1)]), _shards.Append(shard));

    internal ShardManifest With(int index, Shard shard)
    {
        var shards = (Shard[])_shards.Clone();
        shards[index] = shard;
        return new(Descr, Shape, shards);
    }

    // Of no rows at all a row still has a size, and rows of a shape such as (5, 0) have none.
    private long EmptyRowBytes() => Shape.Span.Slice(1).IndexOf(0) >= 0 ? 0 : Layout.Strides[0];

    private void RequireEveryRowOnce()
    {
        long next = 0;
        for (int i = 0; i < _shards.Length; i++)
        {
            Shard shard = _shards[i] ?? throw new ArgumentNullException("shards", $"Shard {i} is null.");
            if (shard.Rows.Start != next)
            {
                throw new ArgumentException(
                    $"Shard {i} ('{shard.Path}') begins at row {shard.Rows.Start}; the rows before it end at {next}.", "shards");
            }

            next = shard.Rows.End;
            if (next > Shape[0])
            {
                throw new ArgumentException(
                    $"Shard {i} ('{shard.Path}') ends at row {next}; the array of shape {Shape} has {Shape[0]}.", "shards");
            }

            // The bytes of fewer rows than all cannot overflow.
            long bytes = shard.FileLength - shard.ByteOffset;
            if (bytes < shard.Rows.Count * RowBytes)
            {
                throw new ArgumentException(
                    $"Shard {i} ('{shard.Path}') has {bytes} bytes from offset {shard.ByteOffset} on; its {shard.Rows.Count} rows need " +
                    $"{shard.Rows.Count * RowBytes}.",
                    "shards");
            }
        }

        if (next != Shape[0])
        {
            throw new ArgumentException($"The shards end at row {next}; the array of shape {Shape} has {Shape[0]}.", "shards");
        }
    }
}
