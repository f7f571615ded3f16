using System;
using System.Buffers;

namespace MemMap.Views;

/// <summary>A contiguous view as <see cref="Memory{T}"/>. It owns nothing: disposing it does nothing; each pin is a lease on the
/// mapping.</summary>
internal sealed unsafe class MappedMemory<T>(Window window) : MemoryManager<T>
    where T : unmanaged
{
    public override Memory<T> Memory => CreateMemory((int)window.Layout.Length);

    public override Span<T> GetSpan()
    {
        window.Region.ThrowIfClosed();
        return MemMapView<T>.SpanOf(window);
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        if ((uint)elementIndex > (uint)window.Layout.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(elementIndex), elementIndex, $"The memory has {window.Layout.Length} elements.");
        }

        // Each handle ends its own lease, so that unpinning one twice cannot end another's.
        var pin = new PinLease(window.Region.Lease());
        return new MemoryHandle((T*)(pin.Origin + window.Layout.Offset) + elementIndex, default, pin);
    }

    public override void Unpin()
    {
        // Every pin is its own IPinnable; nobody unpins the manager itself.
    }

    protected override void Dispose(bool disposing)
    {
    }
}
