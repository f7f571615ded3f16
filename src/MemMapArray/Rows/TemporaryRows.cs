using System;
using System.Runtime.InteropServices;
using MemMap.Copying;

namespace MemMap.Rows;

/// <summary>Memory for elements that must be copied before they are overwritten.</summary>
internal sealed unsafe class TemporaryRows<T> : IDisposable
    where T : unmanaged
{
    private nint _bytes;

    public TemporaryRows(ReadOnlySpan<long> lengths)
    {
        Memory = StridedMemory.Contiguous(null, lengths, sizeof(T));
        _bytes = Marshal.AllocHGlobal(checked((nint)Math.Max(1, Memory.Layout.Length * sizeof(T))));
        Memory = StridedMemory.Contiguous((byte*)_bytes, lengths, sizeof(T));
    }

    public StridedMemory Memory { get; }

    public void Dispose()
    {
        Marshal.FreeHGlobal(_bytes);
        _bytes = 0;
    }
}
