using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <summary>Sums of the third and fourth powers of differences from a center, 16 lanes or columns at a time in vectors of 512 bits. No
/// fused multiply-add.</summary>
internal static unsafe class SumPowers<T>
    where T : unmanaged
{
    private const int Half = Rules.Lanes / 2;

    // Describe goes through a block four times, and memory would wait meanwhile: the next one is asked for, which lies behind it or not at
    // all. Measured: 1.2 times the speed of float32, no loss of int16. Blocks of 8 bytes fill a first cache, and would be a fifth slower.
    private static bool Fetches => sizeof(T) <= sizeof(float);

    /// <summary>The sums of a block.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static PowerSums Block(T* elements, int count, double center)
    {
        double* lanes = stackalloc double[Scalar.SumPowers<T>.LaneMemory];
        Vector512<double> c = Vector512.Create(center);
        int whole = count / Rules.Lanes * Rules.Lanes;
        bool fetches = Fetches && count == Rules.BlockElements;

        // Half the lanes at a time: all of them are more than the registers of most processors hold, and the block is in the cache.
        for (int first = 0; first < Rules.Lanes; first += Half)
        {
            Vector512<double> a3 = default, a4 = default, b3 = default, b4 = default;
            T* next = elements + whole + (first * (whole / Rules.Lanes));
            for (int i = first; i < whole; i += Rules.Lanes, next += Half)
            {
                if (fetches)
                {
                    Prefetch.Step(next, Half * sizeof(T));
                }

                Lanes.LoadHalf(elements + i, out Vector512<double> x, out Vector512<double> y);
                Add(x - c, ref a3, ref a4);
                Add(y - c, ref b3, ref b4);
            }

            Store(lanes + first, a3, b3);
            Store(lanes + Rules.Lanes + first, a4, b4);
        }

        Scalar.SumPowers<T>.AddToLanes(elements, whole, count, center, lanes);
        return Scalar.SumPowers<T>.Fold(lanes);
    }

    /// <summary>The sums of each column over the rows of a leaf, around the center of each, into two planes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(T** rows, int rowCount, int columns, double* centers, double* planes)
    {
        if (columns < Half && !FewLanes.AreFor<T>())
        {
            Scalar.SumPowers<T>.Rows(rows, rowCount, columns, centers, planes);
            return;
        }

        // The last vectors overlap those before them: what lies in both comes out twice.
        for (int next = 0; next < columns && columns >= Half; next += Half)
        {
            int column = Math.Min(next, columns - Half);
            Vector512<double> p = Vector512.Load(centers + column), q = Vector512.Load(centers + column + 8);
            Vector512<double> a3 = default, a4 = default, b3 = default, b4 = default;
            for (int row = 0; row < rowCount; row++)
            {
                Lanes.LoadHalf(rows[row] + column, out Vector512<double> x, out Vector512<double> y);
                Add(x - p, ref a3, ref a4);
                Add(y - q, ref b3, ref b4);
            }

            Store(planes + column, a3, b3);
            Store(planes + columns + column, a4, b4);
        }

        if (columns < FewLanes.Eight)
        {
            OfOneVector(rows, rowCount, 0, new FewLanes(columns), centers, planes, planes + columns);
        }
        else if (columns < Half)
        {
            int last = columns - FewLanes.Eight;
            OfOneVector(rows, rowCount, 0, default(AllLanes), centers, planes, planes + columns);
            OfOneVector(rows, rowCount, last, default(AllLanes), centers + last, planes + last, planes + columns + last);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OfOneVector<TLanes>(
        T** rows, int rowCount, int column, TLanes lanes, double* centers, double* third, double* fourth)
        where TLanes : struct, ILanes
    {
        Vector512<double> center = lanes.Load(centers), a3 = default, a4 = default;
        for (int row = 0; row < rowCount; row++)
        {
            Add(lanes.Load(rows[row] + column) - center, ref a3, ref a4);
        }

        lanes.Store(a3, third);
        lanes.Store(a4, fourth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(double* to, Vector512<double> a, Vector512<double> b)
    {
        a.Store(to);
        b.Store(to + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Vector512<double> difference, ref Vector512<double> third, ref Vector512<double> fourth)
    {
        Vector512<double> square = difference * difference;
        third += square * difference;
        fourth += square * square;
    }
}
