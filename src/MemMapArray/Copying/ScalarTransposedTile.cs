using System.Runtime.CompilerServices;

namespace MemMap.Copying;

/// <summary>Part of a tile of a transposing copy, in loops: what <see cref="TransposedTile"/> has no vectors for, and the tiles at the
/// edges.</summary>
internal static unsafe class ScalarTransposedTile
{
    /// <summary>Element j of row i of the tile becomes element i of line j of the source.</summary>
    /// <param name="source">The first line; contiguous.</param>
    /// <param name="sourceStride">From one line to the next, in bytes.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="edge">From one row of the tile to the next, in elements.</param>
    /// <param name="rows">How many rows of the tile: elements of a line.</param>
    /// <param name="columns">How many elements of a row: lines.</param>
    [MethodImpl(HotPath.Optimized)]
    public static void Gather<T>(byte* source, long sourceStride, T* tile, int edge, int rows, int columns)
        where T : unmanaged
    {
        for (int j = 0; j < columns; j++)
        {
            T* line = (T*)(source + (j * sourceStride)), column = tile + j;
            for (int i = 0; i < rows; i++, column += edge)
            {
                *column = Unsafe.ReadUnaligned<T>(line + i);
            }
        }
    }
}
