using System;
using System.Runtime.CompilerServices;

namespace MemMap.Mapping;

/// <summary>
/// An ordinary array. The collector may move it, but not under a lease, which pins it. It is never closed: it lives as long as a view, a
/// span or a reference.
/// </summary>
internal sealed unsafe partial class MemoryRegion<T> : Region
    where T : unmanaged
{
    private readonly T[] _array;

    /// <param name="array">The array, not a copy. Its type is one that the runtime pins: see <see cref="MemoryRegion"/>.</param>
    public MemoryRegion(T[] array)
        : base(isReadOnly: false)
    {
        _array = array;
        if (array.Length > 0)
        {
            Anchor = array;
            Distance = Anchored.DistanceTo(array, ref array[0]);
        }
    }

    public override Lease Lease()
    {
        nint pin = PinnedObject.Pin(_array);
        return new(this, _array.Length == 0 ? null : (byte*)Unsafe.AsPointer(ref _array[0]), pin);
    }

    public override void Flush(long start, long end)
    {
        // There is no file that others could see.
    }

    public override void Prefetch(long start, long end)
    {
        // It is there.
    }

    public override ObjectDisposedException Disposed() => throw new InvalidOperationException("An array in memory is never closed.");

    protected override void Free() => throw new InvalidOperationException("An array in memory is never closed.");
}
