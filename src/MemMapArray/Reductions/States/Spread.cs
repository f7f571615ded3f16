using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.States;

/// <summary>What variances and deviations are made of, of moments around a mean: a sum of squares, divided by 4^scale.</summary>
internal static unsafe class Spread
{
    // Between these, no square that matters was too small for all its bits, and no sum of them too large.
    public const double Least = 1e-270;
    public const double Most = 1e288;

    // Another number differs from one that is at least that by so much that the square of the difference is not 0.
    public const double LeastPivot = 1e-140;

    // Powers of two up to that exist, and leave no element too large or too small.
    private const int MostScale = 1000;

    /// <summary>The elements' squares need a scale unless their sum is at least that.</summary>
    public static double LeastSquares<T>() => typeof(T) == typeof(double) ? Least : 0;

    /// <summary>The sum of squares of elements is right as it is. Of elements that are all equal it is 0.</summary>
    public static bool IsInRange<T>(double squares) => squares >= LeastSquares<T>() && squares <= Most;

    /// <summary>Elements are certainly all the pivot, as the squares of their differences from it are 0. Around a smaller pivot that may
    /// only say that squares are too small for doubles.</summary>
    public static bool AreAll(double pivot, double squares) => squares == 0 && Math.Abs(pivot) >= LeastPivot;

    /// <summary>The sum of squares divided by count - ddof; NaN when nothing is left to divide by.</summary>
    public static double Variance(double squares, double scale, double degrees) =>
        degrees <= 0 ? double.NaN : Mantissa.Scale(squares / degrees, 2 * (long)scale);

    /// <summary>The square root of the variance, also where that is beyond all doubles.</summary>
    public static double Deviation(double squares, double scale, double degrees) =>
        degrees <= 0 ? double.NaN : Mantissa.Scale(Math.Sqrt(squares / degrees), (long)scale);

    /// <summary>The power of two that elements between these are divided by, so that the largest is near 1.</summary>
    public static int ScaleOf(double least, double most) =>
        (int)Math.Max(-MostScale, Math.Min(MostScale, Mantissa.ExponentOf(Math.Max(most, -least))));

    /// <summary>Multiplies elements by a power of two, and leaves NaN out.</summary>
    /// <returns>How many are left.</returns>
    [MethodImpl(HotPath.Optimized)]
    public static int Scale<T>(T* elements, int count, double factor, double* scaled)
        where T : unmanaged
    {
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            double value = Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i));
            scaled[kept] = value * factor;
            kept += double.IsNaN(value) ? 0 : 1;
        }

        return kept;
    }
}
