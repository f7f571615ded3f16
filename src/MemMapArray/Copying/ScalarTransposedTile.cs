using System.Runtime.CompilerServices;

namespace MemMap.Copying;

/// <summary>A tile of a transposing copy in loops: what <see cref="TransposedTile"/> has no vectors for.</summary>
internal static unsafe class ScalarTransposedTile
{
    // A loop over fewer elements takes longer than they do.
    private const int Few = 8;

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
        for (int i = 0; i < rows && rows < Few; i++, source += sizeof(T))
        {
            byte* element = source;
            for (T* row = tile + (i * edge), end = row + columns; row < end; row++, element += sourceStride)
            {
                *row = Unsafe.ReadUnaligned<T>(element);
            }
        }

        for (int j = 0; j < columns && rows >= Few; j++)
        {
            T* line = (T*)(source + (j * sourceStride)), column = tile + j;
            for (int i = 0; i < rows; i++, column += edge)
            {
                *column = Unsafe.ReadUnaligned<T>(line + i);
            }
        }
    }
}
