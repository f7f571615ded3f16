using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <summary>
/// Sums around a pivot of integers of 8 and 16 bits, from sums of the elements and of their squares in integers. Doubles would be exact as
/// well, so the bits are those of <see cref="SumBlock{T}.Deviations"/> and <see cref="SumRows{T}.Deviations"/>.
/// </summary>
internal static unsafe class SumIntegerDeviations<T>
    where T : unmanaged
{
    /// <summary>Whether the element type is one of these.</summary>
    public static bool IsFor => sizeof(T) <= sizeof(short) && Element.IsInteger<T>();

    /// <summary>The sums of a block's deviations from a pivot that is one of its elements, and of their squares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Sum, double Squares) Block(T* elements, int count, double pivot)
    {
        if (count < Vector512<T>.Count)
        {
            return SumBlock<T>.Deviations(elements, count, pivot);
        }

        (long sum, long squares) = sizeof(T) == sizeof(byte) ? Block<ushort, uint>(elements, count) : Block<uint, ulong>(elements, count);
        long center = (long)pivot;
        return (sum - (count * center), squares - (2 * center * sum) + (count * center * center));
    }

    /// <summary>The same for columns, whose pivots are one of their elements each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares)
    {
        if (columns < Vector512<T>.Count)
        {
            SumRows<T>.Deviations(rows, rowCount, columns, pivots, sums, squares);
        }
        else if (sizeof(T) == sizeof(byte))
        {
            Rows<ushort, uint>(rows, rowCount, columns, pivots, sums, squares);
        }
        else
        {
            Rows<uint, ulong>(rows, rowCount, columns, pivots, sums, squares);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (long Sum, long Squares) Block<TSum, TSquare>(T* elements, int count)
        where TSum : unmanaged
        where TSquare : unmanaged
    {
        Vector512<TSum> low = default, high = default;
        Vector512<TSquare> a = default, b = default, c = default, d = default;
        int width = Vector512<T>.Count, i = 0;
        for (; i <= count - width; i += width)
        {
            Add(Vector512.Load(elements + i), ref low, ref high, ref a, ref b, ref c, ref d);
        }

        // Of the last vector those that are left: what was counted before it goes out in front, zeros come in behind. These lines stand in
        // SumIntegers and SumIntegerDeviations on purpose: in a method that both call they cost half the speed, as no vector register
        // survives a call.
        T* room = stackalloc T[2 * width];
        Vector512.Load(elements + count - width).Store(room);
        Vector512<T>.Zero.Store(room + width);
        Add(Vector512.Load(room + (width - (count - i))), ref low, ref high, ref a, ref b, ref c, ref d);
        return (IntegerLanes.Fold(low + high), IntegerLanes.Fold(a + b + c + d));
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<TSum, TSquare>(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares)
        where TSum : unmanaged
        where TSquare : unmanaged
    {
        // The last vectors overlap those before them, and add to sums of their own meanwhile.
        int width = Vector512<T>.Count;
        int room = CacheLine.Fill<T>(columns);
        byte* memory = stackalloc byte[((room + width) * (sizeof(TSum) + sizeof(TSquare))) + CacheLine.Bytes];
        TSum* elementSums = (TSum*)CacheLine.After(memory), lastSums = elementSums + room;
        TSquare* elementSquares = (TSquare*)(lastSums + width), lastSquares = elementSquares + room;
        var step = new DeviationStep<TSum, TSquare>(elementSums, elementSquares, lastSums, lastSquares);
        WalkColumns.Of(rows, rowCount, columns, step);
        if (columns % width != 0)
        {
            Buffer.MemoryCopy(lastSums, elementSums + columns - width, (long)width * sizeof(TSum), (long)width * sizeof(TSum));
            Buffer.MemoryCopy(lastSquares, elementSquares + columns - width, (long)width * sizeof(TSquare), (long)width * sizeof(TSquare));
        }

        MoveToPivots(elementSums, elementSquares, rowCount, columns, pivots, sums, squares);
    }

    // All of these are integers below 2^53: exact. There are at least eight columns.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MoveToPivots<TSum, TSquare>(
        TSum* elementSums, TSquare* elementSquares, int rowCount, int columns, double* pivots, double* sums, double* squares)
        where TSum : unmanaged
        where TSquare : unmanaged
    {
        Vector512<double> count = Vector512.Create((double)rowCount);
        for (int next = 0; next < columns; next += Vector512<double>.Count)
        {
            int column = Math.Min(next, columns - Vector512<double>.Count);
            Vector512<double> pivot = Vector512.Load(pivots + column), ofPivots = count * pivot;
            Vector512<double> sum = Vector512.ConvertToDouble(IntegerLanes.ToLong(elementSums + column));
            Vector512<double> square = Vector512.ConvertToDouble(IntegerLanes.ToLong(elementSquares + column));
            (sum - ofPivots).Store(sums + column);
            (square - (pivot * (sum + sum)) + (ofPivots * pivot)).Store(squares + column);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TSum, TSquare>(
        Vector512<T> elements,
        ref Vector512<TSum> low,
        ref Vector512<TSum> high,
        ref Vector512<TSquare> a,
        ref Vector512<TSquare> b,
        ref Vector512<TSquare> c,
        ref Vector512<TSquare> d)
        where TSum : unmanaged
        where TSquare : unmanaged
    {
        Vector512<TSum> x = IntegerLanes.WidenLower<T, TSum>(elements), y = IntegerLanes.WidenUpper<T, TSum>(elements);
        Vector512<TSum> xx = x * x, yy = y * y;
        low += x;
        high += y;
        a += IntegerLanes.WidenLower<TSum, TSquare>(xx);
        b += IntegerLanes.WidenUpper<TSum, TSquare>(xx);
        c += IntegerLanes.WidenLower<TSum, TSquare>(yy);
        d += IntegerLanes.WidenUpper<TSum, TSquare>(yy);
    }

    private readonly struct DeviationStep<TSum, TSquare>(TSum* sums, TSquare* squares, TSum* lastSums, TSquare* lastSquares)
        : IColumnStep<T>
        where TSum : unmanaged
        where TSquare : unmanaged
    {
        public int Width => Vector512<T>.Count;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take(T** rows, int some, int column, bool isFirst, bool isLast)
        {
            TSum* toSums = isLast ? lastSums : sums + column;
            TSquare* toSquares = isLast ? lastSquares : squares + column;
            int half = Vector512<TSum>.Count, quarter = Vector512<TSquare>.Count;
            Vector512<TSum> low = default, high = default;
            Vector512<TSquare> a = default, b = default, c = default, d = default;
            if (!isFirst)
            {
                (low, high) = (Vector512.Load(toSums), Vector512.Load(toSums + half));
                (a, b) = (Vector512.Load(toSquares), Vector512.Load(toSquares + quarter));
                (c, d) = (Vector512.Load(toSquares + half), Vector512.Load(toSquares + half + quarter));
            }

            for (T** from = rows; from < rows + some; from++)
            {
                Prefetch.Step(from[Rules.RowsAhead] + column, 1);
                Add(Vector512.Load(*from + column), ref low, ref high, ref a, ref b, ref c, ref d);
            }

            low.Store(toSums);
            high.Store(toSums + half);
            a.Store(toSquares);
            b.Store(toSquares + quarter);
            c.Store(toSquares + half);
            d.Store(toSquares + half + quarter);
        }
    }
}
