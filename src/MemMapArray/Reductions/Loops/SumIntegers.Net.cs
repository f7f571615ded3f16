using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <summary>
/// Exact sums of integers of up to 32 bits, in integers of twice the size: a lane takes at most 128 elements of a leaf and cannot overflow.
/// As they are exact, their order is free.
/// </summary>
internal static unsafe class SumIntegers<T>
    where T : unmanaged
{
    // What is made of them stays in the first cache.
    private const int MostBlocks = 64;

    /// <summary>How many blocks of a size are soonest summed together.</summary>
    public static int BlocksAtOnce(int count) => count < Vector512<T>.Count ? 1 : MostBlocks;

    /// <summary>The sums of blocks of a vector at least, as planes of low and of high halves.</summary>
    /// <param name="first">The first block.</param>
    /// <param name="stride">From a block to the next, in bytes.</param>
    /// <param name="count">How many elements each has.</param>
    /// <param name="blocks">How many there are.</param>
    /// <param name="states">Takes the sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Blocks(T* first, long stride, int count, int blocks, byte* states)
    {
        long* low = (long*)states, high = low + blocks;
        for (int block = 0; block < blocks; block++, first = (T*)((byte*)first + stride))
        {
            long sum = sizeof(T) == sizeof(byte) ? Block<ushort>(first, count)
                : sizeof(T) == sizeof(ushort) ? Block<uint>(first, count)
                : Block<ulong>(first, count);
            (low[block], high[block]) = (sum, sum >> 63);
        }
    }

    /// <summary>The sum of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Block(T* elements, int count)
    {
        if (count < Vector512<T>.Count)
        {
            return (long)SumBlock<T>.Elements(elements, count);
        }

        return sizeof(T) == sizeof(byte) ? Block<ushort>(elements, count)
            : sizeof(T) == sizeof(ushort) ? Block<uint>(elements, count)
            : Block<ulong>(elements, count);
    }

    /// <summary>The sum of each column over the rows of a leaf, as planes of low and of high halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(T** rows, int rowCount, int columns, byte* states)
    {
        if (WideRows<T>.AreFor(columns))
        {
            OfFewColumns(rows, rowCount, columns, states);
        }
        else if (sizeof(T) == sizeof(byte))
        {
            Rows<ushort>(rows, rowCount, columns, states);
        }
        else if (sizeof(T) == sizeof(ushort))
        {
            Rows<uint>(rows, rowCount, columns, states);
        }
        else
        {
            Rows<ulong>(rows, rowCount, columns, states);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Block<TSum>(T* elements, int count)
        where TSum : unmanaged
    {
        int width = Vector512<T>.Count, i = 0;
        Vector512<TSum> low = default, high = default;
        for (; i <= count - width; i += width)
        {
            Add(elements + i, ref low, ref high);
        }

        Vector512<T> last = LastLanes.Load(elements + count, count - i);
        Add((T*)&last, ref low, ref high);
        return IntegerLanes.Fold(low + high);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<TSum>(T** rows, int rowCount, int columns, byte* states)
        where TSum : unmanaged
    {
        // The last vectors overlap those before them, and add to sums of their own meanwhile.
        int width = Vector512<T>.Count, half = width / 2;
        int room = CacheLine.Fill<T>(columns);
        byte* memory = stackalloc byte[((room + width) * sizeof(TSum)) + CacheLine.Bytes];
        TSum* sums = (TSum*)CacheLine.After(memory), last = sums + room;
        WalkColumns.OfLight(rows, rowCount, columns, new SumStep<TSum>(sums, last));
        if (columns % width != 0)
        {
            (Vector512<TSum> low, Vector512<TSum> high) = (Vector512.Load(last), Vector512.Load(last + half));
            low.Store(sums + columns - width);
            high.Store(sums + columns - half);
        }

        Store(sums, columns, (long*)states);
    }

    // The sums of a wide row are folded by halves. Vectors reach beyond them, where nothing is wanted any more.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OfFewColumns(T** rows, int rowCount, int columns, byte* states)
    {
        byte* wideMemory = stackalloc byte[WideRows<T>.MemoryFor(columns)];
        long* sums = stackalloc long[2 * WideRows<T>.MostColumns];
        var wide = new WideRows<T>(rows, rowCount, columns, repeats: false, wideMemory);
        Rows(wide.Rows, wide.Count, wide.Length, (byte*)sums);
        wide.Fold(sums);
        for (int column = 0; column < columns; column++)
        {
            new WideInteger(sums[column]).Store(states, column, columns);
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

    // Two loads, which widen as they load: one of both would lie across two cache lines, and its upper half be taken out first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TSum>(T* elements, ref Vector512<TSum> low, ref Vector512<TSum> high)
        where TSum : unmanaged
    {
        low += IntegerLanes.WidenLower<T, TSum>(Vector256.Load(elements).ToVector512Unsafe());
        high += IntegerLanes.WidenLower<T, TSum>(Vector256.Load(elements + Vector256<T>.Count).ToVector512Unsafe());
    }

    private readonly struct SumStep<TSum>(TSum* sums, TSum* last) : ILightStep<T>
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
                Prefetch.Step(from[Rules.RowsAhead] + column, 1);
                Add(*from + column, ref low, ref high);
            }

            low.Store(to);
            high.Store(to + Vector512<TSum>.Count);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void TakeOne(T* row, int column, bool isFirst, bool isLast)
        {
            TSum* to = isLast ? last : sums + column;
            Vector512<TSum> low = isFirst ? default : Vector512.Load(to), high = isFirst ? default : Vector512.Load(to + Vector512<TSum>.Count);
            Add(row + column, ref low, ref high);
            low.Store(to);
            high.Store(to + Vector512<TSum>.Count);
        }
    }
}
