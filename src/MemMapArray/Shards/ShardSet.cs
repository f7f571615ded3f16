using System;
using System.Collections.Generic;
using MemMap.Mapping;

namespace MemMap.Shards;

/// <summary>
/// The files of an array of shards: each is opened when it is first needed, and again when it was closed because others were needed more
/// lately. A lease on the set keeps it usable, whoever disposes the array.
/// </summary>
internal sealed class ShardSet<T> : LeasedResource
    where T : unmanaged
{
    private readonly object _gate = new();
    private readonly int _maxOpen;
    private readonly bool _looksAgain;
    private readonly string _name;
    private readonly LinkedListNode<int>?[] _places;
    private readonly OpenShard<T>?[] _open;

    // The least lately used first.
    private readonly LinkedList<int> _order = [];

    /// <param name="manifest">What lies where; its paths are checked.</param>
    /// <param name="folder">What they are relative to.</param>
    /// <param name="name">What the array is called in messages.</param>
    /// <param name="options">How many files stay open, and whether they are looked at again.</param>
    public ShardSet(ShardManifest manifest, string folder, string name, ShardOptions options)
    {
        Manifest = manifest;
        Folder = folder;
        _name = name;
        (_maxOpen, _looksAgain) = (options.MaxOpenShards, options.ReopenReplaced);
        _places = new LinkedListNode<int>?[manifest.Shards.Count];
        _open = new OpenShard<T>?[manifest.Shards.Count];
    }

    public ShardManifest Manifest { get; }

    public string Folder { get; }

    /// <summary>Not all files stay open: who goes through them opens each anew.</summary>
    public bool AreReopened => Manifest.Shards.Count > _maxOpen;

    /// <summary>A lease on the set.</summary>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    public void Acquire()
    {
        if (!TryAcquire())
        {
            throw new ObjectDisposedException(nameof(MemMapShards), $"The array of shards '{_name}' is disposed.");
        }
    }

    /// <summary>A lease on an open shard, from within a lease on the set.</summary>
    /// <exception cref="System.IO.IOException">The file is missing or cannot be opened.</exception>
    /// <exception cref="System.IO.InvalidDataException">It is not what the manifest says.</exception>
    public OpenShard<T> Open(int index)
    {
        // Looked at before it is opened: what is put in its place in between differs the next time.
        string? stamp = _looksAgain ? FileStamp.Of(PathOf(index)) : null;
        lock (_gate)
        {
            if (_open[index] is { } known && known.Stamp == stamp && known.TryAcquire())
            {
                _order.Remove(_places[index]!);
                _order.AddLast(_places[index]!);
                return known;
            }
        }

        // Outside the lock, so that threads open files side by side. Where two open one, the first is kept.
        OpenShard<T> opened = OpenFile(index, stamp);
        opened.TryAcquire();
        OpenShard<T>? superfluous = null, replaced = null;
        lock (_gate)
        {
            if (_open[index] is { } first && first.Stamp == stamp && first.TryAcquire())
            {
                (opened, superfluous) = (first, opened);
            }
            else
            {
                if (_places[index] is { } place)
                {
                    replaced = _open[index];
                    _order.Remove(place);
                }

                _open[index] = opened;
                _places[index] = _order.AddLast(index);
            }
        }

        superfluous?.Release();
        superfluous?.Close();
        replaced?.Close();
        CloseLeastUsed();
        return opened;
    }

    /// <summary>Opens a shard's file for the caller alone.</summary>
    public OpenShard<T> OpenFile(int index, string? stamp = null)
    {
        Shard shard = Manifest.Shards[index];
        long[] shape = Manifest.Shape.ToArray();
        shape[0] = shard.Rows.Count;
        return new(PathOf(index), shard, shape) { Stamp = stamp };
    }

    protected override void Free() => CloseAllBut(0);

    private string PathOf(int index) => FolderPaths.Combine(Folder, Manifest.Shards[index].Path);

    private void CloseLeastUsed() => CloseAllBut(_maxOpen);

    // Those that somebody reads are closed by the last reader.
    private void CloseAllBut(int count)
    {
        while (true)
        {
            OpenShard<T> least;
            lock (_gate)
            {
                if (_order.Count <= count)
                {
                    return;
                }

                int index = _order.First!.Value;
                _order.RemoveFirst();
                least = _open[index]!;
                _open[index] = null;
                _places[index] = null;
            }

            least.Close();
        }
    }
}
