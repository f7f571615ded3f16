namespace MemMap.Reductions.Plans;

/// <summary>Where the results of groups of a few columns each belong.</summary>
/// <param name="Offset">The first, in bytes.</param>
/// <param name="Groups">How many groups.</param>
/// <param name="GroupStride">From one group to the next, in bytes.</param>
/// <param name="Columns">How many columns a group has.</param>
/// <param name="ColumnStride">From one column to the next, in bytes.</param>
internal readonly record struct ResultBox(long Offset, int Groups, long GroupStride, int Columns, long ColumnStride)
{
    /// <summary>The results lie one after the other.</summary>
    /// <param name="size">The size of one, in bytes.</param>
    public bool AreDense(int size) =>
        (Columns == 1 || ColumnStride == size) && (Groups == 1 || GroupStride == Columns * (long)size);
}
