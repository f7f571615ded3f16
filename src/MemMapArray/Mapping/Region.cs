using System;

namespace MemMap.Mapping;

/// <summary>
/// What views lie in: a mapping of a file (<see cref="MappedRegion"/>), or an array in memory (<see cref="MemoryRegion{T}"/>). A layout's
/// offsets count from its first byte.
/// </summary>
/// <remarks>
/// Element access asks nothing about the kind. Each byte lies at a distance from an <see cref="Anchor"/>, an object: the array itself,
/// which the collector may move and which lives as long as a reference into it; or, for a mapping, an object that never moves.
/// <code>
///   memory:    Anchor = the array     |head|elements ...|       Distance = the length of the head
///   mapping:   Anchor = fixed object  |head| ...... |pages ...| Distance = from the one address to the other
/// </code>
/// </remarks>
internal abstract unsafe partial class Region : LeasedResource
{
    private protected Region(bool isReadOnly) => IsReadOnly = isReadOnly;

    /// <summary>Whether writing is refused everywhere.</summary>
    public bool IsReadOnly { get; }

    /// <summary>The object that distances count from; <see langword="null"/> after closing, and when there are no bytes.</summary>
    public object? Anchor { get; private protected set; }

    /// <summary>From the anchor to the first byte. Never changes.</summary>
    public long Distance { get; private protected set; }

    /// <summary>Keeps the bytes where they are until the lease is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The region is closed.</exception>
    public abstract Lease Lease();

    /// <summary>Makes the bytes from <paramref name="start"/> to <paramref name="end"/> durable. Nothing to do where nothing was written
    /// to a file.</summary>
    public abstract void Flush(long start, long end);

    /// <summary>Asks the system to read the bytes from <paramref name="start"/> to <paramref name="end"/> ahead. A hint: it cannot
    /// fail.</summary>
    public abstract void Prefetch(long start, long end);

    /// <exception cref="ObjectDisposedException">The region is closed.</exception>
    public void ThrowIfClosed()
    {
        if (IsClosed)
        {
            throw Disposed();
        }
    }

    /// <summary>Creates the exception that a closed region throws.</summary>
    public abstract ObjectDisposedException Disposed();
}
