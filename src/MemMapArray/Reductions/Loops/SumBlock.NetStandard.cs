using System;

namespace MemMap.Reductions.Loops;

/// <summary>Sums of blocks of elements that doubles hold exactly: the plain loops, where the framework has no vectors of 512
/// bits.</summary>
internal static unsafe class SumBlock
{
    /// <summary>The sum of a block.</summary>
    public static double Elements<T>(T* elements, int count)
        where T : unmanaged
    {
        double* groups = stackalloc double[Rules.GroupsPerBlock * Rules.Lanes];
        new Span<double>(groups, Rules.GroupsPerBlock * Rules.Lanes).Clear();
        ScalarSum.AddToLanes(elements, 0, count, groups);
        return ScalarSum.Fold(groups, count);
    }

    /// <summary>The sums of a block's differences from the pivot and of their squares.</summary>
    public static (double Sum, double Squares) Deviations<T>(T* elements, int count, double pivot)
        where T : unmanaged
    {
        const int Length = Rules.GroupsPerBlock * Rules.Lanes;
        double* groups = stackalloc double[2 * Length];
        new Span<double>(groups, 2 * Length).Clear();
        ScalarSum.AddToLanes(elements, 0, count, pivot, groups, groups + Length);
        return (ScalarSum.Fold(groups, count), ScalarSum.Fold(groups + Length, count));
    }
}
