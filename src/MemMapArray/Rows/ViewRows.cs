using MemMap.Copying;
using MemMap.Mapping;
using MemMap.Views;

namespace MemMap.Rows;

/// <summary>The rows of a view.</summary>
internal sealed unsafe class ViewRows<T>(Window window) : RowSource<T>(window.Layout.Lengths)
    where T : unmanaged
{
    public override bool HasBytesOf(StridedMemory memory)
    {
        using Lease lease = window.Region.Lease();
        return memory.HasBytesOf(Elements(lease));
    }

    public override void Copy(StridedMemory target, long* rows, long count, int threads)
    {
        using Lease lease = window.Region.Lease();
        RowCopy<T>.Copy(target, null, Elements(lease), rows, count, threads);
    }

    public override void CopyRange(StridedMemory target, long start)
    {
        using Lease lease = window.Region.Lease();
        StridedCopy<T>.Copy(target, Elements(lease).Rows(start, target.Layout.Lengths[0]));
    }

    public override void RequireOpen() => window.Region.ThrowIfClosed();

    private StridedMemory Elements(Lease lease) => new(lease.Origin, window.Layout, window.Region);
}
