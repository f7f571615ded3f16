using System;

namespace MemMap.Reductions.Loops;

/// <summary>Sums of powers of differences from a center: the plain loops, where the framework has no vectors of 512 bits.</summary>
internal static unsafe class SumPowers
{
    /// <summary>The sums of a block.</summary>
    public static PowerSums Block<T>(T* elements, int count, double center)
        where T : unmanaged
    {
        double* lanes = stackalloc double[ScalarSumPowers.LaneMemory];
        new Span<double>(lanes, ScalarSumPowers.LaneMemory).Clear();
        ScalarSumPowers.AddToLanes(elements, 0, count, center, lanes);
        return ScalarSumPowers.Fold(lanes);
    }

    /// <summary>The sums of each column over the rows of a leaf, around the center of each, into four planes.</summary>
    public static void Rows<T>(T** rows, int rowCount, int columns, double* centers, double* planes)
        where T : unmanaged => ScalarSumPowers.Rows(rows, rowCount, 0, columns, centers, planes);
}
