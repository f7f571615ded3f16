using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Reductions.Loops;

/// <summary>
/// Sums around a pivot of integers of 8 and 16 bits, from sums of the elements and of their squares in integers. Doubles would be exact as
/// well, so the bits are those of <see cref="SumBlock{T}.Deviations"/> and <see cref="SumRows{T}.Deviations"/>.
/// </summary>
internal static unsafe partial class SumIntegerDeviations<T>
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

        (long sum, long squares) = sizeof(T) == sizeof(byte) ? Block<ushort>(elements, count) : Block<uint>(elements, count);
        long center = (long)pivot;
        return (sum - (count * center), squares - (2 * center * sum) + (count * center * center));
    }

    /// <summary>The same for columns, whose pivots are one of their elements each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares)
    {
        if (sizeof(T) == sizeof(byte))
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
    private static (long Sum, long Squares) Block<TSum>(T* elements, int count)
        where TSum : unmanaged
    {
        Vector512<TSum> low = default, high = default;
        Vector512<ulong> a = default, b = default;
        int width = Vector512<T>.Count, i = 0;
        for (; i <= count - width; i += width)
        {
            Add(Vector512.Load(elements + i), ref low, ref high, ref a, ref b);
        }

        Add(LastLanes.Load(elements + count, count - i), ref low, ref high, ref a, ref b);
        long sum = IntegerLanes.Fold(low + high);
        long squares = sizeof(T) == sizeof(byte) ? IntegerLanes.Fold((a.AsUInt32() + b.AsUInt32())) : IntegerLanes.Fold(a + b);

        // x * x = y * y + 65536 * x - 2^30, of the zeros as well.
        return (sum, typeof(T) == typeof(ushort) ? squares + (sum << 16) - ((long)(i + width) << 30) : squares);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<TSum, TSquare>(T** rows, int rowCount, int columns, double* pivots, double* sums, double* squares)
        where TSum : unmanaged
        where TSquare : unmanaged
    {
        byte* wideMemory = stackalloc byte[WideRows<T>.MemoryFor(columns)];
        var wide = new WideRows<T>(rows, rowCount, columns, repeats: false, wideMemory);

        int length = wide.Length, room = CacheLine.Fill<T>(length);
        byte* memory = stackalloc byte[(room * (sizeof(TSum) + sizeof(TSquare))) + CacheLine.Bytes];
        TSum* elementSums = (TSum*)CacheLine.After(memory);
        TSquare* elementSquares = (TSquare*)(elementSums + room);
        if (Avx512BW.IsSupported)
        {
            ByPairs(wide, elementSums, elementSquares);
        }
        else
        {
            OneByOne(wide, elementSums, elementSquares);
        }

        wide.Fold(elementSums);
        wide.Fold(elementSquares);
        if (columns >= Vector512<double>.Count)
        {
            MoveToPivots(elementSums, elementSquares, rowCount, columns, pivots, sums, squares);
            return;
        }

        double* few = stackalloc double[3 * Vector512<double>.Count], fewSums = few + Vector512<double>.Count;
        double* fewSquares = fewSums + Vector512<double>.Count;
        long bytes = columns * sizeof(double);
        Buffer.MemoryCopy(pivots, few, bytes, bytes);
        MoveToPivots(elementSums, elementSquares, rowCount, Vector512<double>.Count, few, fewSums, fewSquares);
        Buffer.MemoryCopy(fewSums, sums, bytes, bytes);
        Buffer.MemoryCopy(fewSquares, squares, bytes, bytes);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OneByOne<TSum, TSquare>(in WideRows<T> wide, TSum* sums, TSquare* squares)
        where TSum : unmanaged
        where TSquare : unmanaged
    {
        // The last vectors overlap those before them, and add to sums of their own meanwhile.
        int width = Vector512<T>.Count, length = wide.Length;
        byte* memory = stackalloc byte[(width * (sizeof(TSum) + sizeof(TSquare))) + CacheLine.Bytes];
        TSum* lastSums = (TSum*)CacheLine.After(memory);
        TSquare* lastSquares = (TSquare*)(lastSums + width);
        WalkColumns.Of(wide.Rows, wide.Count, length, new DeviationStep<TSum, TSquare>(sums, squares, lastSums, lastSquares));
        if (length % width != 0)
        {
            Buffer.MemoryCopy(lastSums, sums + length - width, (long)width * sizeof(TSum), (long)width * sizeof(TSum));
            Buffer.MemoryCopy(lastSquares, squares + length - width, (long)width * sizeof(TSquare), (long)width * sizeof(TSquare));
        }
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

    // Squares of 8 bits come to sums of 32 bits, in two vectors of them. Those of 16 bits are 31 bits in pairs and come to sums of 64; as
    // only integers with a sign are multiplied in pairs, those without one are y = x - 32768.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TSum>(
        Vector512<T> elements, ref Vector512<TSum> low, ref Vector512<TSum> high, ref Vector512<ulong> a, ref Vector512<ulong> b)
        where TSum : unmanaged
    {
        Vector512<TSum> x = IntegerLanes.WidenLower<T, TSum>(elements), y = IntegerLanes.WidenUpper<T, TSum>(elements);
        low += x;
        high += y;
        if (sizeof(T) == sizeof(byte))
        {
            a = (a.AsUInt32() + IntegerLanes.SquarePairs(x.As<TSum, short>())).AsUInt64();
            b = (b.AsUInt32() + IntegerLanes.SquarePairs(y.As<TSum, short>())).AsUInt64();
            return;
        }

        Vector512<short> signed = elements.As<T, short>();
        signed = typeof(T) == typeof(ushort) ? signed ^ Vector512.Create(short.MinValue) : signed;
        Vector512<ulong> pairs = IntegerLanes.SquarePairs(signed).AsUInt64();
        a += pairs & Vector512.Create((ulong)uint.MaxValue);
        b += pairs >>> 32;
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
