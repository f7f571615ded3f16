namespace MemMap.Tool.Containers;

/// <summary>Some rows of an array as a view.</summary>
/// <param name="FirstRow">Which row of the array is the first of the view; 0 in an array without axes.</param>
/// <param name="View">The rows.</param>
internal readonly record struct ArrayPart<T>(long FirstRow, MemMapView<T> View)
    where T : unmanaged
{
    public long Rows => View.Rank == 0 ? 1 : View.Shape[0];

    /// <summary>Those of its rows that are the array's rows from <paramref name="start"/> up to and without <paramref
    /// name="end"/>.</summary>
    public MemMapView<T> Take(long start, long end) =>
        View.Rank == 0 ? View : View[Slice.Range(start - FirstRow, end - FirstRow), Slice.Ellipsis];
}
