using System;
using System.Runtime.InteropServices;

namespace MemMap.Transforming;

/// <summary>Memory of a thread that begins at a cache line.</summary>
internal unsafe struct AlignedMemory(long bytes) : IDisposable
{
    private const int CacheLine = 64;

    private nint _memory = Marshal.AllocHGlobal((nint)(bytes + CacheLine));

    public readonly byte* Origin => _memory == 0 ? null : (byte*)((_memory + CacheLine - 1) & -CacheLine);

    public readonly long Bytes => bytes;

    public void Dispose()
    {
        Marshal.FreeHGlobal(_memory);
        _memory = 0;
    }
}
