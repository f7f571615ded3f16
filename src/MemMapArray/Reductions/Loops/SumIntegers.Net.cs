using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MemMap.Reductions.Elements;

namespace MemMap.Reductions.Loops;

/// <summary>
/// Exact sums of integers of up to 32 bits, in integers of twice the size: a lane takes at most 128 elements of a leaf and cannot
/// overflow. As they are exact,
/// their order is free.
/// </summary>
internal static unsafe class SumIntegers
{
    private const int RowsAtATime = 8;

    /// <summary>The sum of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Block<T>(T* elements, int count)
        where T : unmanaged
    {
        if (count < Vector512<T>.Count)
        {
            return (long)SumBlock.Elements(elements, count);
        }

        var sum = new SumOfBlock(elements, count);
        IntegerWidths.Visit<T, SumOfBlock>(ref sum);
        return sum.Sum;
    }

    /// <summary>The sum of each column over the rows of a leaf, as planes of low and of high halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows<T>(T** rows, int rowCount, int columns, byte* states)
        where T : unmanaged
    {
        if (columns < Vector512<T>.Count)
        {
            OfFewColumns(rows, rowCount, columns, states);
            return;
        }

        var sums = new SumsOfRows((void**)rows, rowCount, columns, states);
        IntegerWidths.Visit<T, SumsOfRows>(ref sums);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long Block<T, TSum>(T* elements, int count)
        where T : unmanaged
        where TSum : unmanaged
    {
        int width = Vector512<T>.Count, i = 0;
        Vector512<TSum> low = default, high = default;
        for (; i <= count - width; i += width)
        {
            Prefetch.Ahead(elements + i, 64);
            Add(Vector512.Load(elements + i), ref low, ref high);
        }

        // Of the last vector those that are left: what was counted before it goes out in front, zeros come in behind. These lines stand in
        // SumIntegers and SumIntegerDeviations on purpose: in a method
        // that both call they cost half the speed, as no vector register survives a call.
        T* room = stackalloc T[2 * width];
        Vector512.Load(elements + count - width).Store(room);
        Vector512<T>.Zero.Store(room + width);
        Add(Vector512.Load(room + (width - (count - i))), ref low, ref high);
        return IntegerLanes.Fold(low + high);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<T, TSum>(T** rows, int rowCount, int columns, byte* states)
        where T : unmanaged
        where TSum : unmanaged
    {
        // The last vectors overlap those before them, and add to sums of their own meanwhile.
        int width = Vector512<T>.Count, half = width / 2;
        TSum* sums = stackalloc TSum[columns + width], last = sums + columns;
        WalkColumns.Of(rows, rowCount, columns, RowsAtATime, new SumStep<T, TSum>(sums, last));
        if (columns % width != 0)
        {
            (Vector512<TSum> low, Vector512<TSum> high) = (Vector512.Load(last), Vector512.Load(last + half));
            low.Store(sums + columns - width);
            high.Store(sums + columns - half);
        }

        Store(sums, columns, (long*)states);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OfFewColumns<T>(T** rows, int rowCount, int columns, byte* states)
        where T : unmanaged
    {
        double* sums = stackalloc double[columns];
        SumRows.Elements(rows, rowCount, columns, sums);
        for (int column = 0; column < columns; column++)
        {
            new WideInteger((long)sums[column]).Store(states, column, columns);
        }
    }

    // The low halves, then the high ones: those of negative sums are -1. There are at least eight columns.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Store<TSum>(TSum* sums, int columns, long* planes)
        where TSum : unmanaged
    {
        for (int next = 0; next < columns; next += Vector512<long>.Count)
        {
            int column = Math.Min(next, columns - Vector512<long>.Count);
            Vector512<long> sum = IntegerLanes.ToLong(sums + column);
            sum.Store(planes + column);
            (sum >> 63).Store(planes + columns + column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<T, TSum>(Vector512<T> elements, ref Vector512<TSum> low, ref Vector512<TSum> high)
        where T : unmanaged
        where TSum : unmanaged
    {
        low += IntegerLanes.WidenLower<T, TSum>(elements);
        high += IntegerLanes.WidenUpper<T, TSum>(elements);
    }

    private struct SumOfBlock(void* elements, int count) : IIntegerVisitor
    {
        public long Sum { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Visit<T, TSum, TSquare>()
            where T : unmanaged
            where TSum : unmanaged
            where TSquare : unmanaged => Sum = Block<T, TSum>((T*)elements, count);
    }

    private readonly struct SumsOfRows(void** rows, int rowCount, int columns, byte* states) : IIntegerVisitor
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Visit<T, TSum, TSquare>()
            where T : unmanaged
            where TSum : unmanaged
            where TSquare : unmanaged => Rows<T, TSum>((T**)rows, rowCount, columns, states);
    }

    private readonly struct SumStep<T, TSum>(TSum* sums, TSum* last) : IColumnStep<T>
        where T : unmanaged
        where TSum : unmanaged
    {
        public int Width => Vector512<T>.Count;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take(T** rows, int some, int column, bool isFirst, bool isLast)
        {
            TSum* to = isLast ? last : sums + column;
            Vector512<TSum> low = default, high = default;
            if (!isFirst)
            {
                (low, high) = (Vector512.Load(to), Vector512.Load(to + Vector512<TSum>.Count));
            }

            for (T** from = rows; from < rows + some; from++)
            {
                Prefetch.Step(from[RowsAtATime] + column, 1);
                Add(Vector512.Load(*from + column), ref low, ref high);
            }

            low.Store(to);
            high.Store(to + Vector512<TSum>.Count);
        }
    }
}
