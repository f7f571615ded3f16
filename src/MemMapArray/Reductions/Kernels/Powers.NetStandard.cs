using System;

namespace MemMap.Reductions.Kernels;

/// <summary>Sums of powers of differences from a center: the plain loops, where the framework has no vectors of 512 bits.</summary>
internal static unsafe class Powers
{
    /// <summary>The sums of a block.</summary>
    public static PowerSums OfBlock<T>(T* elements, int count, double center)
        where T : unmanaged
    {
        double* lanes = stackalloc double[ScalarPowers.LaneMemory];
        new Span<double>(lanes, ScalarPowers.LaneMemory).Clear();
        ScalarPowers.AddToLanes(elements, 0, count, center, lanes);
        return ScalarPowers.Fold(lanes);
    }

    /// <summary>The sums of each column over the rows of a leaf, around the center of each, into four planes.</summary>
    public static void OfRows<T>(T** rows, int rowCount, int columns, double* centers, double* planes)
        where T : unmanaged => ScalarPowers.OfRows(rows, rowCount, 0, columns, centers, planes);
}
