namespace MemMap.Reductions.Selecting;

/// <summary>Puts the selected elements of each column side by side, by vectors: there are none here.</summary>
internal static class CompactColumns
{
    /// <summary>Whether the processor has what it takes for elements of this size.</summary>
    public static bool IsFor<T>()
        where T : unmanaged => false;

    /// <summary>How many columns are done together.</summary>
    public static int Width<T>()
        where T : unmanaged => 1;
}
