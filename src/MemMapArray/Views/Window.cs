using MemMap.Mapping;

namespace MemMap.Views;

/// <summary>
/// Where a view's elements are at a moment: a region and a layout over it. Whoever needs both takes them once, as an array that grows has
/// others afterwards.
/// </summary>
/// <param name="region">The region.</param>
/// <param name="layout">The layout.</param>
internal readonly struct Window(Region region, Layout layout)
{
    public Region Region { get; } = region;

    public Layout Layout { get; } = layout;

    /// <summary>Whether writing is refused: the file is read-only, or several indexes share one element.</summary>
    public bool IsReadOnly => Region.IsReadOnly || Layout.IsBroadcast;

    /// <summary>Creates a window on other elements of the same region.</summary>
    public Window With(Layout layout) => new(Region, layout);
}
