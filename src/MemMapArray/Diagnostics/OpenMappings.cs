using System;
using System.Collections.Generic;
using System.Threading;

namespace MemMap.Diagnostics;

/// <summary>The list of all mappings of this process, to count them and to find those that nobody can close any more.</summary>
internal static class OpenMappings
{
    private static readonly object s_gate = new();
    private static readonly HashSet<OpenMapping> s_mappings = [];
    private static int s_count;
    private static long s_bytes;
    private static int s_collections;

    public static int Count => Volatile.Read(ref s_count);

    /// <summary>The address space of all mappings, with what growing files have in reserve.</summary>
    public static long Bytes => Interlocked.Read(ref s_bytes);

    /// <summary>Adds a mapping.</summary>
    /// <param name="owner">The object that can close it. It is not kept alive.</param>
    /// <param name="path">The file.</param>
    /// <param name="bytes">How much address space the mapping takes.</param>
    public static OpenMapping Add(object owner, string path, long bytes)
    {
        var mapping = new OpenMapping(owner, path, bytes);
        lock (s_gate)
        {
            s_mappings.Add(mapping);
        }

        Interlocked.Increment(ref s_count);
        Interlocked.Add(ref s_bytes, bytes);
        if (MemMapEventSource.Log.IsEnabled())
        {
            MemMapEventSource.Log.MappingOpened(path, bytes);
            AnnounceAbandoned();
        }

        return mapping;
    }

    public static void Remove(OpenMapping mapping)
    {
        lock (s_gate)
        {
            s_mappings.Remove(mapping);
        }

        Interlocked.Decrement(ref s_count);
        Interlocked.Add(ref s_bytes, -mapping.Bytes);
        MemMapEventSource.Log.MappingClosed(mapping.Path, mapping.Bytes);
    }

    /// <summary>Counts the mappings whose owner the garbage collector has taken, and announces each once.</summary>
    public static int CountAbandoned()
    {
        List<OpenMapping> abandoned;
        List<OpenMapping> announced = [];
        lock (s_gate)
        {
            abandoned = [.. s_mappings];
            abandoned.RemoveAll(mapping => mapping.IsReachable);
            foreach (OpenMapping mapping in abandoned)
            {
                if (!mapping.IsAnnounced && MemMapEventSource.Log.IsEnabled())
                {
                    mapping.IsAnnounced = true;
                    announced.Add(mapping);
                }
            }
        }

        announced.ForEach(mapping => MemMapEventSource.Log.MappingAbandoned(mapping.Path, mapping.Bytes));
        return abandoned.Count;
    }

    // Nothing new can be found between two collections.
    private static void AnnounceAbandoned()
    {
        int collections = GC.CollectionCount(0);
        if (Interlocked.Exchange(ref s_collections, collections) != collections)
        {
            _ = CountAbandoned();
        }
    }
}

/// <summary>What is known about a mapping without keeping its owner alive.</summary>
internal sealed class OpenMapping(object owner, string path, long bytes)
{
    private readonly WeakReference<object> _owner = new(owner);

    public string Path { get; } = path;

    public long Bytes { get; } = bytes;

    public bool IsAnnounced { get; set; }

    public bool IsReachable => _owner.TryGetTarget(out _);
}
