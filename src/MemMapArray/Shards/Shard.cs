using System;
using System.Collections.Generic;
using System.Linq;
using MemMap.Shards;

namespace MemMap;

/// <summary>A file, or a part of a file, that holds some rows of an array: an entry of a <see cref="ShardManifest"/>. Immutable.</summary>
public sealed class Shard
{
    private readonly string[] _labels;

    /// <summary>Makes a shard from its description. The file is not read.</summary>
    /// <param name="path">The file, relative to the manifest's folder, with <c>/</c> between folders.</param>
    /// <param name="rows">The rows of the array that the file holds, in C order.</param>
    /// <param name="byteOffset">The position of the rows in the file, in bytes.</param>
    /// <param name="fileLength">The length of the file, in bytes.</param>
    /// <param name="headerHash">The SHA-256, in 64 hexadecimal digits, of the bytes before <paramref name="byteOffset"/>, of which there
    /// are at most 65,536; <see langword="null"/> when there are no such bytes, or they do not matter.</param>
    /// <param name="labels">The names of the nodes that hold a copy. Default: no labels.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> or a label is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The path is empty, the hash is invalid, or there are too many bytes before the offset for a
    /// hash.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The offset is negative, or behind the end of the file.</exception>
    public Shard(
        string path, RowRange rows, long byteOffset, long fileLength, string? headerHash = null, IEnumerable<string>? labels = null)
    {
        Path = path ?? throw new ArgumentNullException(nameof(path));
        if (path.Length == 0)
        {
            throw new ArgumentException("The path is empty.", nameof(path));
        }

        if (byteOffset < 0 || byteOffset > fileLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(byteOffset), byteOffset, $"The rows begin within the file '{path}', which has {fileLength} bytes.");
        }

        if (headerHash is not null && !ShardFingerprint.IsHash(headerHash))
        {
            throw new ArgumentException(
                $"'{headerHash}' is not a SHA-256 in 64 hexadecimal digits, 0 to 9 and a to f.", nameof(headerHash));
        }

        if (headerHash is not null && byteOffset > ShardFingerprint.MaxHeaderBytes)
        {
            throw new ArgumentException(
                $"A header has at most {ShardFingerprint.MaxHeaderBytes} bytes; {byteOffset} are before the rows.", nameof(headerHash));
        }

        _labels = labels?.ToArray() ?? [];
        if (_labels.Contains(null))
        {
            throw new ArgumentNullException(nameof(labels), "A label is null.");
        }

        Rows = rows;
        ByteOffset = byteOffset;
        FileLength = fileLength;
        HeaderHash = headerHash;
    }

    /// <summary>The file, relative to the manifest's folder, with <c>/</c> between folders.</summary>
    public string Path { get; }

    /// <summary>The rows of the array that the file holds.</summary>
    public RowRange Rows { get; }

    /// <summary>The position of the rows in the file, in bytes.</summary>
    public long ByteOffset { get; }

    /// <summary>The length of the file, in bytes. A file of another length is not this shard.</summary>
    public long FileLength { get; }

    /// <summary>The SHA-256 of the bytes before the rows, which are the header of a <c>.npy</c> file; <see langword="null"/> when they are
    /// not checked.</summary>
    public string? HeaderHash { get; }

    /// <summary>The names of the nodes that hold a copy. The library does not interpret them.</summary>
    public IReadOnlyList<string> Labels => _labels;

    /// <summary>Describes a whole <c>.npy</c> file as a shard, as <see cref="ShardWriter{T}.AddNpyFile"/> does: for manifests of files that
    /// lie on several nodes, each of which describes its own. The header is read, no rows.</summary>
    /// <param name="folder">The folder that the path is relative to.</param>
    /// <param name="path">The file, with <c>/</c> between folders.</param>
    /// <param name="firstRow">The row of the array that the file begins with.</param>
    /// <param name="labels">The names of the nodes that hold a copy. Default: no labels.</param>
    /// <returns>The shard, with the hash of the header.</returns>
    /// <exception cref="ArgumentNullException">The folder or the path is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The path is empty, or leads out of the folder.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The first row is negative.</exception>
    /// <exception cref="NpyFormatException">The file is not <c>.npy</c>.</exception>
    /// <exception cref="System.IO.InvalidDataException">It has no rows, elements in F order, or fewer bytes than it says.</exception>
    /// <exception cref="System.IO.IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not open it.</exception>
    public static Shard OfNpyFile(string folder, string path, long firstRow = 0, IEnumerable<string>? labels = null)
    {
        folder = System.IO.Path.GetFullPath(folder ?? throw new ArgumentNullException(nameof(folder)));
        return ShardFile.OfNpy(folder, path, firstRow, labels, allowOutside: false).Shard;
    }

    /// <summary>Returns the same shard with other labels.</summary>
    /// <param name="labels">The names of the nodes that hold a copy.</param>
    /// <returns>The shard.</returns>
    /// <exception cref="ArgumentNullException">A label is <see langword="null"/>.</exception>
    public Shard WithLabels(IEnumerable<string>? labels) => new(Path, Rows, ByteOffset, FileLength, HeaderHash, labels);

    /// <summary>The file and its rows: <c>3.npy, rows 300..400</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Path}, rows {Rows}";
}
