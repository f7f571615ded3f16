using System;
using System.Buffers;
using System.Threading;
using MemMap.Mapping;

namespace MemMap.Views;

/// <summary>One pin of a <see cref="MappedMemory{T}"/>: a lease that ends once.</summary>
internal sealed unsafe class PinLease(Lease lease) : IPinnable
{
    private int _ended;

    public byte* Origin => lease.Origin;

    public MemoryHandle Pin(int elementIndex) => throw new NotSupportedException("A pin is made by Memory<T>.Pin.");

    public void Unpin()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            lease.Dispose();
        }
    }
}
