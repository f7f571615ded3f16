using System.IO;
using MemMap.Mapping;

namespace MemMap.Shards;

/// <summary>A shard's open file, which is mapped when its elements are first needed in memory. It is closed when it has been closed and the
/// last lease on it has ended.</summary>
internal sealed class OpenShard<T> : LeasedResource
    where T : unmanaged
{
    private readonly object _gate = new();
    private readonly Layout _layout;
    private readonly string _path;
    private MemMapArray<T>? _array;

    /// <summary>Opens a file and compares it with what the manifest says.</summary>
    /// <exception cref="IOException">The file is missing or cannot be opened.</exception>
    /// <exception cref="InvalidDataException">It is not what the manifest says.</exception>
    public unsafe OpenShard(string path, Shard shard, long[] shape)
    {
        _path = path;
        _layout = Layout.Create(shape, MemMapOrder.C, shard.ByteOffset, sizeof(T));
        File = MappedFile.Open(path, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        bool isSame = false;
        try
        {
            // The manifest has seen to it that a file of this length has all rows.
            ShardFingerprint.Require(File, shard);
            isSame = true;
        }
        finally
        {
            if (!isSame)
            {
                File.Close();
            }
        }
    }

    public MappedFile File { get; }

    /// <summary>What the path led to just before it was opened, where that is looked at again.</summary>
    public string? Stamp { get; init; }

    /// <summary>The rows. Owned by this, and there as long as a lease on it.</summary>
    /// <exception cref="IOException">The file was cut short, or the system cannot map it.</exception>
    public MemMapArray<T> Array
    {
        get
        {
            lock (_gate)
            {
                return _array ??= Map();
            }
        }
    }

    protected override void Free()
    {
        if (_array is not null)
        {
            _array.Dispose();
        }
        else
        {
            File.Close();
        }
    }

    private unsafe MemMapArray<T> Map()
    {
        var region = new MappedRegion(File, _layout.Length == 0 ? 0 : _layout.ByteRange().End, MemMapMode.Read);
        return new(File, region, _layout, _path, MemMapMode.Read, MemMapOrder.C, preallocate: true);
    }
}
