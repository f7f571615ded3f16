using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>Moments up to the fourth of 64-bit integers: those up to the second are of <see cref="WideIntegerVariance{T}"/>, the other
/// powers are around its mean.</summary>
internal static unsafe class WideIntegerMoments<T>
    where T : unmanaged
{
    /// <summary>Those of a block.</summary>
    [SkipLocalsInit]
    public static FourthMoments Block(T* elements, int count)
    {
        double* second = stackalloc double[SecondMoments.Planes], differences = stackalloc double[Rules.BlockElements];
        default(WideIntegerVariance<T>).ReduceBlock(elements, count, 0, (byte*)second);
        default(ToDifference<T>).Convert(elements, elements, 0, count, differences);
        var moments = SecondMoments.Load(second, 0, 1);
        (double center, double shift) = Center(elements, moments);
        return FourthMoments.FromSums(moments, 0, SumPowers<double>.Block(differences, count, center), shift);
    }

    /// <summary>Those of each column over the rows of a leaf.</summary>
    [SkipLocalsInit]
    public static void Rows(T** rows, int rowCount, int columns, double* moments)
    {
        double* second = stackalloc double[SecondMoments.Planes * columns];
        default(WideIntegerVariance<T>).ReduceRows(rows, rowCount, columns, 0, (byte*)second);
        ScratchTile<double>.Walk(default(ToDifference<T>), rows, rowCount, columns, new OfTile(rows[0], columns, second, moments));
    }

    // The mean's distance from the pivot, in two parts.
    private static (double Center, double Shift) Center(T* pivot, in SecondMoments moments)
    {
        (double high, double low) = Element.ToDoubles<T>(Unsafe.ReadUnaligned<long>(pivot));
        (double distance, double rest) = Doubles.TwoSum(moments.Mean, -high);
        return Doubles.TwoSum(distance, rest + (moments.MeanRest - low));
    }

    private readonly struct OfTile(T* pivots, int columns, double* second, double* moments) : ITileReducer<double>
    {
        [SkipLocalsInit]
        public void Reduce(double** tile, int rowCount, int first, int some)
        {
            double* centers = stackalloc double[(2 + PowerSums.Planes) * some], shifts = centers + some, sums = shifts + some;
            for (int column = 0; column < some; column++)
            {
                (centers[column], shifts[column]) = Center(pivots + first + column, SecondMoments.Load(second, first + column, columns));
            }

            SumPowers<double>.Rows(tile, rowCount, some, centers, sums);
            for (int column = 0; column < some; column++)
            {
                var moment = SecondMoments.Load(second, first + column, columns);
                var found = FourthMoments.FromSums(moment, 0, PowerSums.Load(sums, column, some), shifts[column]);
                found.Store(moments, first + column, columns);
            }
        }
    }
}
