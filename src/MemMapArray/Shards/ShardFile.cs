using System;
using System.Collections.Generic;
using System.IO;
using MemMap.Mapping;
using MemMap.Npy;

namespace MemMap.Shards;

/// <summary>What a file says of itself as a shard.</summary>
internal static class ShardFile
{
    /// <summary>A whole <c>.npy</c> file as a shard.</summary>
    /// <param name="folder">The manifest's folder.</param>
    /// <param name="path">The file, as the manifest will name it.</param>
    /// <param name="firstRow">The row of the array that it begins with.</param>
    /// <param name="labels">The nodes that hold a copy.</param>
    /// <param name="allowOutside">Whether the path may lead out of the folder.</param>
    /// <returns>The shard and the file's header.</returns>
    /// <exception cref="InvalidDataException">It has no rows, or not in C order, or is cut short.</exception>
    public static (Shard Shard, NpyHeader Header) OfNpy(
        string folder, string path, long firstRow, IEnumerable<string>? labels, bool allowOutside)
    {
        string full = Locate(folder, path, allowOutside);
        MappedFile file = MappedFile.Open(full, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            using var content = new FileSection(file, 0, long.MaxValue);
            NpyHeader header = NpyReading.Read(content.Read, full);
            if (header.Shape.Rank == 0)
            {
                throw new InvalidDataException($"The file '{full}' holds a single element, without rows.");
            }

            Layout layout = Layout.Create(header.Shape, header.Order, header.DataOffset, header.ItemSize);
            if (!layout.IsContiguous)
            {
                throw new InvalidDataException(
                    $"The file '{full}' holds shape {header.Shape} in F order; shards are in C order. Save it so: " +
                    "np.save(path, np.ascontiguousarray(a)).");
            }

            long needed = layout.Offset + (layout.Length * header.ItemSize), length = file.Length;
            if (length < needed)
            {
                throw new InvalidDataException(
                    $"The file '{full}' is cut short: shape {header.Shape} of {header.ItemSize}-byte elements at offset {layout.Offset} " +
                    $"needs {needed} bytes; there are {length}.");
            }

            var rows = new RowRange(firstRow, header.Shape[0]);
            return (new Shard(path, rows, header.DataOffset, length, ShardFingerprint.HashOf(file, header.DataOffset), labels), header);
        }
        finally
        {
            file.Close();
        }
    }

    /// <summary>A file of other bytes as a shard.</summary>
    public static Shard OfRaw(string folder, string path, RowRange rows, long byteOffset, IEnumerable<string>? labels, bool allowOutside)
    {
        MappedFile file = MappedFile.Open(Locate(folder, path, allowOutside), FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            return new(path, rows, byteOffset, file.Length, headerHash: null, labels);
        }
        finally
        {
            file.Close();
        }
    }

    /// <exception cref="InvalidDataException">Another type or other rows than those of the array.</exception>
    public static void Require(NpyHeader header, string path, string descr, ReadOnlySpan<long> shape)
    {
        string found = NpyDescr.Read(header.Descr).Descr;
        if (found != descr)
        {
            throw new InvalidDataException($"The file '{path}' holds '{found}'; the array has elements '{descr}'.");
        }

        if (!header.Shape.Span.Slice(1).SequenceEqual(shape.Slice(1)))
        {
            throw new InvalidDataException(
                $"The file '{path}' holds shape {header.Shape}; the array has shape {Layout.Text(shape)}: all but the first length must " +
                "be the same.");
        }
    }

    private static string Locate(string folder, string path, bool allowOutside)
    {
        if (path is null)
        {
            throw new ArgumentNullException(nameof(path));
        }

        string? reason = allowOutside && path.Length > 0 ? null : FolderPaths.WhyOutside(path);
        if (reason is not null)
        {
            throw new ArgumentException(
                $"A shard's path is relative to the manifest's folder '{folder}' and stays in it, with '/' between folders; '{path}' " +
                $"does not: {reason}.",
                nameof(path));
        }

        return FolderPaths.Combine(folder, path);
    }
}
