namespace MemMap.Reductions.Kernels;

/// <summary>Makes other elements of elements before a kernel sees them.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TTo">The type that the kernel reduces.</typeparam>
internal unsafe interface IConversion<T, TTo>
    where T : unmanaged
    where TTo : unmanaged
{
    /// <summary>Converts a block, or some columns of a row.</summary>
    /// <param name="elements">The elements.</param>
    /// <param name="pivots">The first element of the block, or those of the leaf's first row, in the same columns.</param>
    /// <param name="step">From one element's pivot to the next: 0 in a block, 1 in a row.</param>
    /// <param name="count">How many elements.</param>
    /// <param name="to">Takes as many.</param>
    void Convert(T* elements, T* pivots, int step, int count, TTo* to);
}
