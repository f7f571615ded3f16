using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Kernels;

/// <summary>Arithmetic on planes: the same quantity of many columns, side by side.</summary>
internal static unsafe class Planes
{
    /// <summary>left += right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(double* left, double* right, int count)
    {
        int i = 0;
        for (; i <= count - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            (Vector512.Load(left + i) + Vector512.Load(right + i)).Store(left + i);
        }

        for (; i < count; i++)
        {
            left[i] += right[i];
        }
    }

    /// <summary>Elements as doubles.</summary>
    /// <returns>Whether all are finite.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool ToFiniteDoubles<T>(T* elements, int count, double* doubles)
        where T : unmanaged
    {
        // The largest exponent says infinite or NaN.
        Vector512<long> infinity = Vector512.Create(double.PositiveInfinity).AsInt64(), notFinite = default;
        int i = 0;
        for (; i <= count - Rules.Lanes; i += Rules.Lanes)
        {
            Lanes.Load(elements + i, out Vector512<double> a, out Vector512<double> b, out Vector512<double> c, out Vector512<double> d);
            Lanes.Store(doubles + i, a, b, c, d);
            if (Element.IsFloatingPoint<T>())
            {
                notFinite |= IsNotFinite(a, infinity) | IsNotFinite(b, infinity) | IsNotFinite(c, infinity) | IsNotFinite(d, infinity);
            }
        }

        bool areFinite = notFinite == default;
        for (; i < count; i++)
        {
            doubles[i] = Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i));
            areFinite &= MomentsState.IsFinite(doubles[i]);
        }

        return areFinite;
    }

    /// <summary>left += right for integers of 128 bits: a plane of low halves, then one of high halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddWide(ulong* left, ulong* right, int columns)
    {
        ulong* leftHigh = left + columns, rightHigh = right + columns;
        int i = 0;
        for (; i <= columns - Vector512<ulong>.Count; i += Vector512<ulong>.Count)
        {
            Vector512<ulong> addend = Vector512.Load(right + i), low = Vector512.Load(left + i) + addend;

            // Where the sum is below an addend there is a carry: all bits set, which is -1.
            Vector512<ulong> carry = Vector512.LessThan(low, addend);
            low.Store(left + i);
            (Vector512.Load(leftHigh + i) + Vector512.Load(rightHigh + i) - carry).Store(leftHigh + i);
        }

        for (; i < columns; i++)
        {
            ulong low = unchecked(left[i] + right[i]);
            leftHigh[i] = unchecked(leftHigh[i] + rightHigh[i] + (low < left[i] ? 1UL : 0UL));
            left[i] = low;
        }
    }

    private static Vector512<long> IsNotFinite(Vector512<double> values, Vector512<long> infinity) => Vector512.Equals(values.AsInt64() & infinity, infinity);
}
