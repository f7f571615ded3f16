using System;

namespace MemMap.Mapping;

/// <summary>A bulk operation's hold on a region: until it is disposed the pages stay mapped and the file open, whoever disposes the
/// array.</summary>
internal readonly unsafe struct Lease(LeasedResource region, byte* origin) : IDisposable
{
    /// <summary>The first byte of the file; <see langword="null"/> when nothing is mapped.</summary>
    public byte* Origin { get; } = origin;

    public void Dispose() => region.Release();
}
