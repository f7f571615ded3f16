using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <content>Blocks of one size, such as short rows of a matrix: what their exponents say is asked once of many.</content>
internal static unsafe partial class SumExactly<T>
    where T : unmanaged
{
    // Of doubles the exponents come first: the blocks are then in the first cache.
    private const int MostBlocks = 16;
    private const int BytesOfBlocks = 8192;

    /// <summary>How many blocks of a size are soonest summed together.</summary>
    public static int BlocksAtOnce(int count) =>
        count <= Few || (typeof(T) != typeof(float) && typeof(T) != typeof(double)) ? 1
        : Math.Max(1, Math.Min(MostBlocks, BytesOfBlocks / (count * sizeof(T))));

    /// <summary>Makes the sums of blocks, where all of them are exact in the way that most are.</summary>
    /// <param name="first">The first block.</param>
    /// <param name="stride">From a block to the next, in bytes.</param>
    /// <param name="count">How many elements each has.</param>
    /// <param name="blocks">How many there are.</param>
    /// <param name="states">Their states, as those of columns.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryBlocks(T* first, long stride, int count, int blocks, byte* states)
    {
        double* high = DigitPlanes<T>.Pairs(states, blocks), low = high + blocks;
        new Span<SumRange>(DigitPlanes<T>.Ranges(states), blocks).Fill(SumRange.Pair);
        int bits = BitOperations.Log2((uint)count - 1) + 1;
        if (typeof(T) == typeof(float))
        {
            new Span<double>(low, blocks).Clear();
            return Grid<T>.IsPlain(SumBlocks((byte*)first, stride, count, blocks, high), bits);
        }

        Exponents<T> found = ExponentsOfBlocks((byte*)first, stride, count, blocks);
        if (!found.AreFinite || found.High > Grid<T>.MaxScale || !Grid<T>.IsSplit(found, found.High, bits))
        {
            return false;
        }

        SplitBlocks((byte*)first, stride, count, blocks, Grid<T>.Splitter(found.High, bits), high, low);
        return true;
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Exponents<T> SumBlocks(byte* first, long stride, int count, int blocks, double* sums)
    {
        T* room = stackalloc T[Lanes16];
        Vector512<uint> least = Vector512<uint>.AllBitsSet, most = default;
        for (int block = 0; block < blocks; block++, first += stride)
        {
            Vector512<double> a = default, b = default;
            AddPlain((T*)first, count, room, ref a, ref b, ref least, ref most);
            sums[block] = Sum(a + b);
        }

        return Exponents<T>.Of(least, most);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Exponents<T> ExponentsOfBlocks(byte* first, long stride, int count, int blocks)
    {
        int width = Exponents<T>.Width;
        Vector512<uint> least = Vector512<uint>.AllBitsSet, most = default;
        for (int block = 0; block < blocks; block++, first += stride)
        {
            // Twice the same elements do no harm.
            T* elements = (T*)first, last = elements + (count - width);
            for (; elements < last; elements += width)
            {
                Exponents<T>.Include(elements, ref least, ref most);
            }

            Exponents<T>.Include(last, ref least, ref most);
        }

        return Exponents<T>.Of(least, most);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SplitBlocks(byte* first, long stride, int count, int blocks, double splitter, double* high, double* low)
    {
        int width = Vector512<double>.Count;
        Vector512<double> start = Vector512.Create(splitter);
        for (int block = 0; block < blocks; block++, first += stride)
        {
            double* elements = (double*)first, end = elements + (count & -width);
            Vector512<double> a = start, b = default;
            for (; elements < end; elements += width)
            {
                AddSplit(Vector512.Load(elements), ref a, ref b);
            }

            AddSplit(LastLanes.Load(elements + (count & (width - 1)), count & (width - 1)), ref a, ref b);
            SumPair sum = PairOf(a - start, b);
            (high[block], low[block]) = (sum.High, sum.Low);
        }
    }
}
