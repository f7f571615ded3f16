using System;
using MemMap.Shards;

namespace MemMap;

/// <summary>
/// An array in many files, for reading: their rows one after the other, by a <see cref="ShardManifest"/>. Made by <see cref="MemMapShards"/>; dispose it when done. To a reduction it is one array in C order:
/// every result has the bits that one file with the same elements gives.
/// </summary>
/// <typeparam name="T">The element type: any type without references in it.</typeparam>
/// <remarks>
/// <para>Files are opened and mapped when they are needed, and at most <see cref="ShardOptions.MaxOpenShards"/> stay so. A file that is missing, cannot be read, or has another length or header than the manifest
/// says is an exception that names it. What is open is read as it was opened: a file that somebody puts in its place is compared when it is opened again. Elements that are changed in place
/// under the same header are not noticed: a shard that was added does not change.</para>
/// <para>All members may be called from several threads.</para>
/// </remarks>
public sealed class MemMapShards<T> : MemMapShardsView<T>, IDisposable
    where T : unmanaged
{
    internal MemMapShards(ShardSet<T> shards)
        : base(shards, new RowRange(0, shards.Manifest.Shape[0]))
    {
    }

    /// <summary>Opens one shard as an array by itself: for spans over its elements, or what else a view can do. It is compared with the manifest, as always.</summary>
    /// <param name="index">The index among the manifest's shards.</param>
    /// <returns>The array of that shard's rows, read-only, with a mapping of its own. Dispose it when done; it does not end with this array.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such shard.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.InvalidDataException">The file is not what the manifest says.</exception>
    /// <exception cref="System.IO.IOException">The file is missing or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not open it.</exception>
    public MemMapArray<T> OpenShard(int index)
    {
        if (index < 0 || index >= Manifest.Shards.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), index, $"The array has {Manifest.Shards.Count} shards.");
        }

        Shards.Acquire();
        try
        {
            OpenShard<T>? opened = Shards.OpenFile(index);
            try
            {
                MemMapArray<T> array = opened.Array;
                opened = null;
                return array;
            }
            finally
            {
                opened?.Close();
            }
        }
        finally
        {
            Shards.Release();
        }
    }

    /// <summary>Ends the array and every view of it: from now on they throw <see cref="ObjectDisposedException"/>. Does not wait for reductions and copies in other threads: files are closed when
    /// they have ended. Disposing twice is once.</summary>
    public void Dispose() => Shards.Close();
}
