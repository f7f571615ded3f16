using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <summary>Sums of the third and fourth powers of differences from a center, 32 lanes or columns at a time in vectors of 512 bits. No
/// fused multiply-add.</summary>
internal static unsafe class SumPowers<T>
    where T : unmanaged
{
    /// <summary>The sums of a block.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static PowerSums Block(T* elements, int count, double center)
    {
        double* lanes = stackalloc double[Scalar.SumPowers<T>.LaneMemory];
        Vector512<double> c = Vector512.Create(center);
        Vector512<double> a3 = default, a4 = default, b3 = default, b4 = default;
        Vector512<double> c3 = default, c4 = default, d3 = default, d4 = default;
        int i = 0;
        for (; i <= count - Rules.Lanes; i += Rules.Lanes)
        {
            Lanes.Load(elements + i, out Vector512<double> x, out Vector512<double> y, out Vector512<double> z, out Vector512<double> w);
            Add(x - c, ref a3, ref a4);
            Add(y - c, ref b3, ref b4);
            Add(z - c, ref c3, ref c4);
            Add(w - c, ref d3, ref d4);
        }

        Lanes.Store(lanes, a3, b3, c3, d3);
        Lanes.Store(lanes + Rules.Lanes, a4, b4, c4, d4);
        Scalar.SumPowers<T>.AddToLanes(elements, i, count, center, lanes);
        return Scalar.SumPowers<T>.Fold(lanes);
    }

    /// <summary>The sums of each column over the rows of a leaf, around the center of each, into two planes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(T** rows, int rowCount, int columns, double* centers, double* planes)
    {
        int column = 0;
        for (; column <= columns - Rules.Lanes; column += Rules.Lanes)
        {
            Lanes.Load(
                centers + column, out Vector512<double> p, out Vector512<double> q, out Vector512<double> r, out Vector512<double> s);
            Vector512<double> a3 = default, a4 = default, b3 = default, b4 = default;
            Vector512<double> c3 = default, c4 = default, d3 = default, d4 = default;
            for (int row = 0; row < rowCount; row++)
            {
                Lanes.Load(
                    rows[row] + column, out Vector512<double> x, out Vector512<double> y, out Vector512<double> z, out Vector512<double> w);
                Add(x - p, ref a3, ref a4);
                Add(y - q, ref b3, ref b4);
                Add(z - r, ref c3, ref c4);
                Add(w - s, ref d3, ref d4);
            }

            Lanes.Store(planes + column, a3, b3, c3, d3);
            Lanes.Store(planes + columns + column, a4, b4, c4, d4);
        }

        Scalar.SumPowers<T>.Rows(rows, rowCount, columns, centers, planes, start: column);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Vector512<double> difference, ref Vector512<double> third, ref Vector512<double> fourth)
    {
        Vector512<double> square = difference * difference;
        third += square * difference;
        fourth += square * square;
    }
}
