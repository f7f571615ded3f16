using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Elements;

/// <summary>What every reduction needs to know of doubles.</summary>
internal static partial class Doubles
{
    /// <summary>The mean of two numbers; that of equal ones is the number itself. Halves are added where the sum would overflow.</summary>
    public static double Middle(double low, double high)
    {
        double sum = low + high;
        return low == high ? high : IsFinite(sum) ? sum / 2 : (low / 2) + (high / 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);

    /// <summary>The value; for every NaN the same one. Processors make NaNs with different bits, and a result has one.</summary>
    public static double Canonical(double value) => double.IsNaN(value) ? double.NaN : value;

    /// <summary>The sum of two doubles, exactly: the rounded sum and its rounding error (Knuth, The Art of Computer Programming, volume 2,
    /// 4.2.2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (double Sum, double Error) TwoSum(double a, double b)
    {
        double sum = a + b, shadow = sum - a;
        return (sum, (a - (sum - shadow)) + (b - shadow));
    }

    /// <summary>The product of two doubles of about 1e-290 to 1e290, exactly: the rounded product and its rounding error (Dekker, "A
    /// floating-point technique for extending the available precision", 1971).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (double Product, double Error) TwoProduct(double a, double b)
    {
        (double upperA, double lowerA) = Halves(a);
        (double upperB, double lowerB) = Halves(b);
        double product = a * b;
        return (product, (((upperA * upperB) - product) + (upperA * lowerB) + (lowerA * upperB)) + (lowerA * lowerB));
    }

    // Of 26 bits each.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (double Upper, double Lower) Halves(double value)
    {
        const double Splitter = (1 << 27) + 1;
        double wide = value * Splitter, upper = wide - (wide - value);
        return (upper, value - upper);
    }
}
