using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Scalar;

/// <summary>Counts elements whose <see cref="Magnitude{T}"/> is above a limit.</summary>
internal static unsafe class CountMagnitudes<T>
    where T : unmanaged
{
    /// <summary>How many elements of a block are above a limit.</summary>
    public static int CountAbove(T* elements, int count, ulong limit)
    {
        int above = 0;
        for (int i = 0; i < count; i++)
        {
            above += Magnitude<T>.IsAbove(Unsafe.ReadUnaligned<T>(elements + i), limit) ? 1 : 0;
        }

        return above;
    }

    /// <summary>How many elements of each column are above a limit.</summary>
    public static void CountAbove(T** rows, int rowCount, int columns, ulong limit, double* counts)
    {
        for (int column = 0; column < columns; column++)
        {
            int above = 0;
            for (int row = 0; row < rowCount; row++)
            {
                above += Magnitude<T>.IsAbove(Unsafe.ReadUnaligned<T>(rows[row] + column), limit) ? 1 : 0;
            }

            counts[column] = above;
        }
    }
}
