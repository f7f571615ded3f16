using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

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

    /// <summary>There is a smallest of some elements.</summary>
    public static bool HasOrder<T>() => IsFloatingPoint<T>() || IsInteger<T>();

    /// <summary>The NaN that results have.</summary>
    public static T NaN<T>()
        where T : unmanaged
    {
        if (typeof(T) == typeof(double))
        {
            double nan = double.NaN;
            return Unsafe.As<double, T>(ref nan);
        }

        if (typeof(T) == typeof(float))
        {
            float nan = float.NaN;
            return Unsafe.As<float, T>(ref nan);
        }

        return FrameworkNaN<T>();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Precedes<T>(T left, T right)
        where T : unmanaged
    {
        if (IsWideInteger<T>())
        {
            long a = Unsafe.As<T, long>(ref left), b = Unsafe.As<T, long>(ref right);
            return IsUnsignedWide<T>() ? (ulong)a < (ulong)b : a < b;
        }

        double x = ToDouble(left), y = ToDouble(right);
        return x < y || (IsFloatingPoint<T>() && x == 0 && y == 0 && 1 / x < 1 / y);
    }
}
