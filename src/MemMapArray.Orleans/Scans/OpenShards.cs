using System;
using System.Collections.Generic;
using System.Threading;

namespace MemMap.Cluster;

/// <summary>The files of a silo that stay open and mapped after a scan, for the next: so many, for so long.</summary>
internal sealed class OpenShards : IDisposable
{
    private readonly object _gate = new();
    private readonly Dictionary<(Type Element, string Files), Entry> _entries = [];

    // What nobody uses, the least lately used first.
    private readonly LinkedList<Entry> _idle = [];
    private readonly int _mostIdle;
    private readonly TimeSpan _idleTime;
    private readonly Timer? _timer;
    private bool _isClosed;

    public OpenShards(int mostIdle, TimeSpan idleTime)
    {
        (_mostIdle, _idleTime) = (mostIdle, idleTime);
        _timer = idleTime > TimeSpan.Zero ? new Timer(_ => CloseIdle(), null, idleTime / 2, idleTime / 2) : null;
    }

    /// <summary>Lends an array. Scans of the same files share it.</summary>
    /// <param name="files">All that the manifest says of the files, and of the array.</param>
    /// <param name="open">Opens it, where it is not open. It opens no file yet.</param>
    public ShardLease<T> Rent<T>(string files, Func<MemMapShards<T>> open)
        where T : unmanaged
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue((typeof(T), files), out Entry? entry))
            {
                entry = new(typeof(T), files, open());
                _entries.Add((entry.Element, entry.Files), entry);
            }

            if (entry.Users++ == 0 && entry.Place is { } place)
            {
                _idle.Remove(place);
                entry.Place = null;
            }

            return new((MemMapShards<T>)entry.Array, () => GiveBack(entry));
        }
    }

    /// <summary>Closes what nobody uses now, and the rest when it is given back.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        lock (_gate)
        {
            _isClosed = true;
            CloseIdle(most: 0, before: long.MinValue);
        }
    }

    private void GiveBack(Entry entry)
    {
        lock (_gate)
        {
            if (--entry.Users == 0)
            {
                entry.Since = Environment.TickCount64;
                entry.Place = _idle.AddLast(entry);
                CloseIdle(_isClosed || _timer is null ? 0 : _mostIdle, before: long.MinValue);
            }
        }
    }

    private void CloseIdle()
    {
        lock (_gate)
        {
            CloseIdle(_mostIdle, Environment.TickCount64 - (long)_idleTime.TotalMilliseconds);
        }
    }

    private void CloseIdle(int most, long before)
    {
        while (_idle.First is { Value: var entry } && (_idle.Count > most || entry.Since <= before))
        {
            _idle.RemoveFirst();
            _entries.Remove((entry.Element, entry.Files));
            entry.Array.Dispose();
        }
    }

    private sealed class Entry(Type element, string files, IDisposable array)
    {
        public Type Element => element;

        public string Files => files;

        public IDisposable Array => array;

        public int Users { get; set; }

        public long Since { get; set; }

        public LinkedListNode<Entry>? Place { get; set; }
    }
}
