namespace MemMap.Copying;

/// <summary>A tile of a transposing copy. netstandard2.0 has no vectors to shuffle.</summary>
internal static unsafe class TransposedTile
{
    /// <summary>Element j of row i of the tile becomes element i of line j of the source.</summary>
    public static void Gather<T>(byte* source, long sourceStride, T* tile, int edge, int rows, int columns)
        where T : unmanaged => ScalarTransposedTile.Gather(source, sourceStride, tile, edge, rows, columns);
}
