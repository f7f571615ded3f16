using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Elements;

/// <summary>The order of elements: as in IEEE 754-2019's minimum and maximum, NaN wins and -0 is below +0.</summary>
internal static partial class Element
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNaN<T>(T element)
        where T : unmanaged => IsFloatingPoint<T>() && double.IsNaN(ToDouble(element));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Min<T>(T left, T right)
        where T : unmanaged => IsNaN(left) || Precedes(left, right) ? left : right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Max<T>(T left, T right)
        where T : unmanaged => IsNaN(left) || Precedes(right, left) ? left : right;

    /// <summary>The one is less than the other, as zeros are not and NaN is not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsBelow<T>(T left, T right)
        where T : unmanaged
    {
        if (IsWideInteger<T>())
        {
            long a = Unsafe.As<T, long>(ref left), b = Unsafe.As<T, long>(ref right);
            return IsUnsignedWide<T>() ? (ulong)a < (ulong)b : a < b;
        }

        return ToDouble(left) < ToDouble(right);
    }

    /// <summary>The two are equal, as zeros are, or both NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Matches<T>(T left, T right)
        where T : unmanaged
    {
        if (IsWideInteger<T>())
        {
            return Unsafe.As<T, long>(ref left) == Unsafe.As<T, long>(ref right);
        }

        return ToDouble(left) == ToDouble(right) || (IsNaN(left) && IsNaN(right));
    }

    /// <summary>The element; for every NaN the one that results have.</summary>
    public static T Canonical<T>(T element)
        where T : unmanaged => IsNaN(element) ? NaN<T>() : element;

    /// <summary>The NaN that results have.</summary>
    public static T NaN<T>()
        where T : unmanaged
    {
        // That of a Half has no name in every framework, but the bits of all are ones down to the first of the fraction.
        double nan = double.NaN;
        float single = float.NaN;
        short half = -1 << 9;
        BFloat16 brain = BFloat16.NaN;
        return Unsafe.SizeOf<T>() == sizeof(double) ? Unsafe.As<double, T>(ref nan)
            : Unsafe.SizeOf<T>() == sizeof(float) ? Unsafe.As<float, T>(ref single)
            : typeof(T) == typeof(BFloat16) ? Unsafe.As<BFloat16, T>(ref brain)
            : Unsafe.As<short, T>(ref half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Precedes<T>(T left, T right)
        where T : unmanaged =>
        IsBelow(left, right)
        || (IsFloatingPoint<T>() && ToDouble(left) == 0 && ToDouble(right) == 0 && 1 / ToDouble(left) < 1 / ToDouble(right));
}
