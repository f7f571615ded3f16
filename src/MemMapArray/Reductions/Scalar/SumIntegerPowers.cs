using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Scalar;

/// <summary>Sums of the first to fourth powers of integers of 8 bits, exactly.</summary>
internal static unsafe class SumIntegerPowers<T>
    where T : unmanaged
{
    /// <summary>The sums of a block.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static IntegerPowers Block(T* elements, int count)
    {
        long first = 0, second = 0, third = 0, fourth = 0;
        for (int i = 0; i < count; i++)
        {
            long element = Load(elements + i), square = element * element;
            first += element;
            second += square;
            third += square * element;
            fourth += square * square;
        }

        return new(first, second, third, fourth);
    }

    /// <summary>The sums of each column over the rows of a leaf, a plane for each power.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Rows(T** rows, int rowCount, int columns, double* planes)
    {
        for (int column = 0; column < columns; column++)
        {
            double* to = planes + column;
            (to[0], to[columns], to[2 * columns], to[3 * columns]) = (0, 0, 0, 0);
            for (int row = 0; row < rowCount; row++)
            {
                double element = Load(rows[row] + column), square = element * element;
                to[0] += element;
                to[columns] += square;
                to[2 * columns] += square * element;
                to[3 * columns] += square * square;
            }
        }
    }

    private static int Load(T* element) => typeof(T) == typeof(sbyte) ? *(sbyte*)element : *(byte*)element;
}
