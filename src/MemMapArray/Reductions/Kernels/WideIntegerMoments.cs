using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>Moments up to the fourth of 64-bit integers, around an integer pivot as in <see cref="WideIntegerVariance{T}"/>.</summary>
internal static unsafe class WideIntegerMoments<T>
    where T : unmanaged
{
    /// <summary>Those of a block.</summary>
    [SkipLocalsInit]
    public static FourthMoments Block(T* elements, int count)
    {
        double* differences = stackalloc double[Rules.BlockElements];
        default(ToDifference<T>).Convert(elements, elements, 0, count, differences);
        double center = SumBlock<double>.Elements(differences, count) / count;
        return FromSums(count, elements, center, SumPowers<double>.Block(differences, count, center));
    }

    /// <summary>Those of each column over the rows of a leaf.</summary>
    public static void Rows(T** rows, int rowCount, int columns, double* moments) =>
        ScratchTile<double>.Walk(default(ToDifference<T>), rows, rowCount, columns, new OfTile(rows[0], columns, moments));

    private static FourthMoments FromSums(int count, T* pivot, double center, in PowerSums sums)
    {
        (double high, double low) = Element.ToDoubles<T>(Unsafe.ReadUnaligned<long>(pivot));
        return FourthMoments.FromSums(count, 0, high, low + center, sums);
    }

    private readonly struct OfTile(T* pivots, int columns, double* moments) : ITileReducer<double>
    {
        [SkipLocalsInit]
        public void Reduce(double** tile, int rowCount, int first, int some)
        {
            double* centers = stackalloc double[(1 + PowerSums.Planes) * some], sums = centers + some;
            SumRows<double>.Elements(tile, rowCount, some, centers);
            for (int column = 0; column < some; column++)
            {
                centers[column] /= rowCount;
            }

            SumPowers<double>.Rows(tile, rowCount, some, centers, sums);
            for (int column = 0; column < some; column++)
            {
                var powers = PowerSums.Load(sums, column, some);
                FromSums(rowCount, pivots + first + column, centers[column], powers).Store(moments, first + column, columns);
            }
        }
    }
}
