using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <summary><see cref="Scalar.LoadPivots{T}"/> with vectors.</summary>
internal static unsafe class LoadPivots<T>
    where T : unmanaged
{
    /// <summary>Loads as many as there are columns.</summary>
    /// <returns>Whether all are finite.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool FromRow(T* elements, int count, double* doubles)
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

        for (; FewLanes.AreFor<T>() && i <= count - FewLanes.Eight; i += FewLanes.Eight)
        {
            Vector512<double> eight = FewLanes.LoadEight(elements + i);
            eight.Store(doubles + i);
            notFinite |= IsNotFinite(eight, infinity);
        }

        return Scalar.LoadPivots<T>.FromRow(elements + i, count - i, doubles + i) && notFinite == default;
    }

    private static Vector512<long> IsNotFinite(Vector512<double> values, Vector512<long> infinity) =>
        Vector512.Equals(values.AsInt64() & infinity, infinity);
}
