using System;

namespace MemMap.Reductions.Kernels;

/// <summary>Sums of blocks of elements that doubles hold exactly: the plain loops, where the framework has no vectors of 512 bits.</summary>
internal static unsafe class Sums
{
    /// <summary>The sum of a block.</summary>
    public static double OfBlock<T>(T* elements, int count)
        where T : unmanaged
    {
        double* groups = stackalloc double[Rules.GroupsPerBlock * Rules.Lanes];
        new Span<double>(groups, Rules.GroupsPerBlock * Rules.Lanes).Clear();
        ScalarSums.AddToLanes(elements, 0, count, groups);
        return ScalarSums.Fold(groups, count);
    }

    /// <summary>The sums of a block's differences from the pivot and of their squares.</summary>
    public static (double Sum, double Squares) AroundPivot<T>(T* elements, int count, double pivot)
        where T : unmanaged
    {
        const int Length = Rules.GroupsPerBlock * Rules.Lanes;
        double* groups = stackalloc double[2 * Length];
        new Span<double>(groups, 2 * Length).Clear();
        ScalarSums.AddToLanes(elements, 0, count, pivot, groups, groups + Length);
        return (ScalarSums.Fold(groups, count), ScalarSums.Fold(groups + Length, count));
    }
}
