using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <summary>
/// Sums of blocks of elements that doubles hold exactly, 32 lanes at a time in four vectors of 512 bits. A processor with narrower
/// vectors runs the same additions in more instructions, and the bits stay the same. No fused multiply-add.
/// </summary>
internal static unsafe class SumBlock<T>
    where T : unmanaged
{
    private const int LaneMemory = Rules.GroupsPerBlock * Rules.Lanes;

    // Two sums of all lanes are more than sixteen registers of 256 bits hold.
    private static int LanesAtOnce => Vector512.IsHardwareAccelerated ? Rules.Lanes : Rules.Lanes / 2;

    /// <summary>The sum of a block.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Elements(T* elements, int count)
    {
        double* groups = stackalloc double[LaneMemory];
        double* group = groups;
        int i = 0;
        while (i < count)
        {
            Vector512<double> a = default, b = default, c = default, d = default;
            int end = Math.Min(i + Rules.GroupElements, count);
            for (; i <= end - Rules.Lanes; i += Rules.Lanes)
            {
                Lanes.Load(
                    elements + i, out Vector512<double> x, out Vector512<double> y, out Vector512<double> z, out Vector512<double> w);
                a += x;
                b += y;
                c += z;
                d += w;
            }

            Lanes.Store(group, a, b, c, d);
            if (i < end)
            {
                AddTail(elements, i, end, groups, group);
                i = end;
            }

            group += Rules.Lanes;
        }

        return Fold(groups, count);
    }

    /// <summary>The sums of a block's differences from the pivot and of their squares.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Sum, double Squares) Deviations(T* elements, int count, double pivot)
    {
        byte* memory = stackalloc byte[(2 * LaneMemory * sizeof(double)) + CacheLine.Bytes];
        double* sums = (double*)CacheLine.After(memory), squares = sums + LaneMemory;
        Vector512<double> center = Vector512.Create(pivot);
        int i = 0, lane = 0;
        while (i < count)
        {
            int start = i, end = Math.Min(i + Rules.GroupElements, count);
            for (int first = 0; first < Rules.Lanes; first += LanesAtOnce)
            {
                Vector512<double> a = default, b = default, c = default, d = default;
                Vector512<double> aa = default, bb = default, cc = default, dd = default;
                for (i = start; i <= end - Rules.Lanes; i += Rules.Lanes)
                {
                    Lanes.LoadHalf(elements + i + first, out Vector512<double> x, out Vector512<double> y);
                    Add(x - center, ref a, ref aa);
                    Add(y - center, ref b, ref bb);
                    if (LanesAtOnce == Rules.Lanes)
                    {
                        Lanes.LoadHalf(elements + i + (Rules.Lanes / 2), out x, out y);
                        Add(x - center, ref c, ref cc);
                        Add(y - center, ref d, ref dd);
                    }
                }

                a.Store(sums + lane + first);
                b.Store(sums + lane + first + 8);
                aa.Store(squares + lane + first);
                bb.Store(squares + lane + first + 8);
                if (LanesAtOnce == Rules.Lanes)
                {
                    c.Store(sums + lane + 16);
                    d.Store(sums + lane + 24);
                    cc.Store(squares + lane + 16);
                    dd.Store(squares + lane + 24);
                }
            }

            if (i < end)
            {
                AddTail(elements, i, end, pivot, sums, squares, lane);
                i = end;
            }

            lane += Rules.Lanes;
        }

        return (Fold(sums, count), Fold(squares, count));
    }

    /// <summary>Adds differences, and their squares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Vector512<double> difference, ref Vector512<double> sums, ref Vector512<double> squares)
    {
        sums += difference;
        squares += difference * difference;
    }

    // The last, incomplete row of lanes, in a method of its own: a call in the loops would cost them their registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTail(T* elements, int start, int end, double* groups, double* group)
    {
        if (end < Rules.Lanes)
        {
            Scalar.SumBlock<T>.AddToLanes(elements, start, end, groups);
            return;
        }

        double* room = stackalloc double[2 * Rules.Lanes];
        T* lastOnes = elements + (end - Rules.Lanes);
        Lanes.Load(lastOnes, out Vector512<double> x, out Vector512<double> y, out Vector512<double> z, out Vector512<double> w);
        Lanes.Store(room, x, y, z, w);
        double* tail = KeepLast(room, end - start);
        for (int lane = 0; lane < Rules.Lanes; lane += Vector512<double>.Count)
        {
            (Vector512.Load(group + lane) + Vector512.Load(tail + lane)).Store(group + lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTail(T* elements, int start, int end, double pivot, double* sums, double* squares, int firstLane)
    {
        if (end < Rules.Lanes)
        {
            Scalar.SumBlock<T>.AddToLanes(elements, start, end, pivot, sums, squares);
            return;
        }

        double* room = stackalloc double[2 * Rules.Lanes];
        Vector512<double> center = Vector512.Create(pivot);
        T* lastOnes = elements + (end - Rules.Lanes);
        Lanes.Load(lastOnes, out Vector512<double> x, out Vector512<double> y, out Vector512<double> z, out Vector512<double> w);
        Lanes.Store(room, x - center, y - center, z - center, w - center);
        double* tail = KeepLast(room, end - start);
        for (int lane = 0; lane < Rules.Lanes; lane += Vector512<double>.Count)
        {
            Vector512<double> difference = Vector512.Load(tail + lane);
            (Vector512.Load(sums + firstLane + lane) + difference).Store(sums + firstLane + lane);
            (Vector512.Load(squares + firstLane + lane) + (difference * difference)).Store(squares + firstLane + lane);
        }
    }

    // The last lanes become the first, and zeros come in behind. They change no sum: one that begins with +0 never becomes -0.
    private static double* KeepLast(double* room, int count)
    {
        Lanes.Store(room + Rules.Lanes, default, default, default, default);
        return room + (Rules.Lanes - count);
    }

    /// <summary><see cref="Scalar.FoldSums.Lanes"/> with vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Fold(double* groups, int count)
    {
        int groupCount = (count + Rules.GroupElements - 1) / Rules.GroupElements;
        for (int distance = 1; distance < groupCount; distance *= 2)
        {
            for (int group = 0; group + distance < groupCount; group += 2 * distance)
            {
                double* left = groups + (group * Rules.Lanes), right = left + (distance * Rules.Lanes);
                for (int lane = 0; lane < Rules.Lanes; lane += Vector512<double>.Count)
                {
                    (Vector512.Load(left + lane) + Vector512.Load(right + lane)).Store(left + lane);
                }
            }
        }

        Vector512<double> even = Vector512.Load(groups) + Vector512.Load(groups + 16);
        Vector512<double> eight = even + (Vector512.Load(groups + 8) + Vector512.Load(groups + 24));
        Vector256<double> four = eight.GetLower() + eight.GetUpper();
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two.GetElement(0) + two.GetElement(1);
    }
}
