using MemMap.Reductions.Elements;

namespace MemMap.Reductions.Loops;

/// <summary>Exact sums of integers of up to 32 bits. A leaf's sum has at most 44 bits, so the kernels of floating-point sums
/// serve.</summary>
internal static unsafe class SumIntegers
{
    /// <summary>The sum of a block.</summary>
    public static long Block<T>(T* elements, int count)
        where T : unmanaged => (long)SumBlock.Elements(elements, count);

    /// <summary>The sum of each column over the rows of a leaf, as planes of low and of high halves.</summary>
    public static void Rows<T>(T** rows, int rowCount, int columns, byte* states)
        where T : unmanaged
    {
        double* sums = stackalloc double[columns];
        SumRows.Elements(rows, rowCount, columns, sums);
        for (int column = 0; column < columns; column++)
        {
            new WideInteger((long)sums[column]).Store(states, column, columns);
        }
    }
}
