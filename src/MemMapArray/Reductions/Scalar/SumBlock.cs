using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Scalar;

/// <summary>Sums of blocks of elements that doubles hold exactly.</summary>
internal static unsafe class SumBlock<T>
    where T : unmanaged
{
    private const int LaneMemory = Rules.GroupsPerBlock * Rules.Lanes;

    /// <summary>The sum of a block.</summary>
    public static double Elements(T* elements, int count)
    {
        double* groups = stackalloc double[LaneMemory];
        new Span<double>(groups, LaneMemory).Clear();
        AddToLanes(elements, 0, count, groups);
        return FoldSums.Lanes(groups, count);
    }

    /// <summary>The sums of a block's deviations from the pivot and of their squares.</summary>
    public static (double Sum, double Squares) Deviations(T* elements, int count, double pivot)
    {
        double* sums = stackalloc double[2 * LaneMemory], squares = sums + LaneMemory;
        new Span<double>(sums, 2 * LaneMemory).Clear();
        AddToLanes(elements, 0, count, pivot, sums, squares);
        return (FoldSums.Lanes(sums, count), FoldSums.Lanes(squares, count));
    }

    /// <summary>Adds elements <paramref name="start"/> to <paramref name="count"/> of a block to the lane sums of their groups.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void AddToLanes(T* elements, int start, int count, double* groups)
    {
        for (int i = start; i < count; i++)
        {
            groups[Rules.LaneOf(i)] += Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i));
        }
    }

    /// <summary>The same for deviations from the pivot and for their squares.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void AddToLanes(T* elements, int start, int count, double pivot, double* sums, double* squares)
    {
        for (int i = start; i < count; i++)
        {
            double deviation = Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i)) - pivot;
            sums[Rules.LaneOf(i)] += deviation;
            squares[Rules.LaneOf(i)] += deviation * deviation;
        }
    }
}
