using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Scalar;

/// <summary>Columns of the rows of a leaf.</summary>
internal static unsafe class Columns<T>
    where T : unmanaged
{
    /// <summary>Copies a column, so that its elements lie one after the other.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Copy(T** rows, int rowCount, int column, T* to)
    {
        for (int row = 0; row < rowCount; row++)
        {
            to[row] = Unsafe.ReadUnaligned<T>(rows[row] + column);
        }
    }
}
