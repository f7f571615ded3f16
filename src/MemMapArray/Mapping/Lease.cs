using System;

namespace MemMap.Mapping;

/// <summary>A bulk operation's hold on a region: until it is disposed the bytes stay where they are, pages mapped and the file open,
/// whoever disposes the array.</summary>
/// <param name="leased">The region, or what else is held.</param>
/// <param name="origin">Its first byte.</param>
/// <param name="pin">By what memory is held, which nobody closes.</param>
internal readonly unsafe struct Lease(LeasedResource leased, byte* origin, nint pin = 0) : IDisposable
{
    /// <summary>The first byte of the region; <see langword="null"/> when it has none.</summary>
    public byte* Origin { get; } = origin;

    public void Dispose()
    {
        if (pin == 0)
        {
            leased.Release();
        }
        else
        {
            PinnedObject.Unpin(pin);
        }
    }
}
