namespace MemMap.Reductions.Kernels;

/// <summary>Makes other elements of elements before a kernel sees them.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TTo">The type that the kernel reduces.</typeparam>
internal unsafe interface IConversion<T, TTo>
    where T : unmanaged
    where TTo : unmanaged
{
    /// <summary>Converts a block.</summary>
    void Block(T* elements, int count, TTo* to);

    /// <summary>Converts some columns of a row.</summary>
    /// <param name="elements">The elements of the row.</param>
    /// <param name="first">Those of the leaf's first row, in the same columns.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="to">Takes as many.</param>
    void Row(T* elements, T* first, int columns, TTo* to);
}
