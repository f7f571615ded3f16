using System;
using MemMap.Shards;

namespace MemMap;

/// <summary>
/// An array in many files, for reading. Their rows follow each other as a <see cref="ShardManifest"/> lists them.
/// <see cref="MemMapShards"/> opens such arrays; dispose them when done. To a reduction it is one array in C order: every result has the
/// same bits as that of one file with the same elements.
/// </summary>
/// <typeparam name="T">The element type: any type without references in it.</typeparam>
/// <remarks>
/// <para>Files are opened and mapped when they are needed, and at most <see cref="ShardOptions.MaxOpenShards"/> stay open. A file that is
/// missing, cannot be read, or has another length or header than the manifest says is an exception that names it. A file that replaces an
/// open one is checked when it is opened again. Elements that change in place are not noticed: shards must not change.</para>
/// <para>All members may be called from several threads.</para>
/// </remarks>
public sealed class MemMapShards<T> : MemMapShardsView<T>, IDisposable
    where T : unmanaged
{
    internal MemMapShards(ShardSet<T> shards)
        : base(shards, new RowRange(0, shards.Manifest.Shape[0]))
    {
    }

    /// <summary>Opens one shard as an array of its own, for spans over its elements and everything else a view can do. It is checked
    /// against the manifest.</summary>
    /// <param name="index">The index of the shard in the manifest.</param>
    /// <returns>The array of the shard's rows, read-only, with a mapping of its own. Dispose it when done; it is independent of this
    /// array.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such shard.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.InvalidDataException">The file is not what the manifest says.</exception>
    /// <exception cref="System.IO.IOException">The file is missing or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not open it.</exception>
    /// <example><code>
    /// using MemMapArray&lt;float&gt; firstFile = shards.OpenShard(0);
    /// ReadOnlySpan&lt;float&gt; span = firstFile.AsReadOnlySpan();
    /// </code></example>
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

    /// <summary>Ends the array and every view of it: from now on they throw <see cref="ObjectDisposedException"/>. Does not wait for
    /// reductions and copies in other threads: the files are closed when these have ended. A second call does nothing.</summary>
    public void Dispose() => Shards.Close();
}
