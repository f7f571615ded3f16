using MemMap.Mapping;

namespace MemMap.Views;

/// <summary>
/// Where a view's elements are: a region and a layout over it. Immutable; an array that grows gets another window, whole.
/// </summary>
internal sealed class Window
{
    public Window(Region region, Layout layout)
    {
        Region = region;
        Layout = layout;
        Start = region.Distance + layout.Offset;
        IsReadOnly = region.IsReadOnly || layout.IsBroadcast;

        // Copies for element access. The lengths of a window of another rank stay 0, so that the bounds check refuses it too.
        if (layout.Rank == 1)
        {
            VectorLength = layout.Lengths[0];
            Stride0 = layout.Strides[0];
        }
        else if (layout.Rank == 2)
        {
            (Rows, Columns) = (layout.Lengths[0], layout.Lengths[1]);
            (Stride0, Stride1) = (layout.Strides[0], layout.Strides[1]);
        }
    }

    public Region Region { get; }

    public Layout Layout { get; }

    /// <summary>Whether writing is refused: the file is read-only, or several indexes share one element.</summary>
    public bool IsReadOnly { get; }

    /// <summary>From the region's anchor to the first element.</summary>
    public long Start { get; }

    public long VectorLength { get; }

    public long Rows { get; }

    public long Columns { get; }

    public long Stride0 { get; }

    public long Stride1 { get; }

    /// <summary>Creates a window on other elements of the same region.</summary>
    public Window With(Layout layout) => new(Region, layout);
}
