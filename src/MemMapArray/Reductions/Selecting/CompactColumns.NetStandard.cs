using System;

namespace MemMap.Reductions.Selecting;

/// <summary>Puts the selected elements of each column side by side, by vectors: there are none here.</summary>
internal static unsafe class CompactColumns
{
    /// <summary>Whether the processor has what it takes for elements of this size.</summary>
    public static bool IsFor<T>()
        where T : unmanaged => false;

    /// <summary>How many columns are done together.</summary>
    public static int Width<T>()
        where T : unmanaged => 1;

    /// <summary>Puts the selected elements of neighbouring columns side by side.</summary>
    public static void Of<T>(T** rows, int rowCount, int column, ulong* truths, T* to, int room)
        where T : unmanaged => throw new NotSupportedException();

    /// <summary>Puts columns beside each other.</summary>
    public static void Back<T>(T** columns, int count, T* to, int stride)
        where T : unmanaged => throw new NotSupportedException();
}
