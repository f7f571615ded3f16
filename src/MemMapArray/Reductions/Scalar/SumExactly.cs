using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Scalar;

/// <summary>Sums elements one after the other, exactly: as a pair of doubles where that holds the sum, otherwise digit by digit.</summary>
internal static unsafe class SumExactly<T>
    where T : unmanaged
{
    // Of two sums in turn, one does not wait for the other. So many elements of each are added before digits are carried.
    private const int Sums = 2;
    private const int ElementsPerCarry = 1024;

    /// <summary>Makes the state of a block.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Block(T* elements, int count, byte* state)
    {
        if (TryPair(elements, count, out SumPair sum))
        {
            DigitPlanes<T>.Store(sum, state, 0, 1);
        }
        else
        {
            ByDigits(elements, count, state);
        }
    }

    /// <summary>How many blocks of a size are soonest summed together.</summary>
    public static int BlocksAtOnce(int count) => Math.Min(count, 1);

    /// <summary>Makes the sums of blocks, where pairs hold all of them.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static bool TryBlocks(T* first, long stride, int count, int blocks, byte* states)
    {
        for (int block = 0; block < blocks; block++)
        {
            if (!TryPair((T*)((byte*)first + (block * stride)), count, out SumPair sum))
            {
                return false;
            }

            DigitPlanes<T>.Store(sum, states, block, blocks);
        }

        return true;
    }

    /// <summary>Makes the state of a block, whatever its elements are.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void ByDigits(T* elements, int count, byte* state)
    {
        int size = Digits<T>.Count;
        long* digits = stackalloc long[Sums * size];
        new Span<long>(digits, Sums * size).Clear();
        Specials specials = Specials.None;
        for (int start = 0; start < count; start += ElementsPerCarry)
        {
            specials |= Add(elements + start, Math.Min(ElementsPerCarry, count - start), digits, digits + size);
            Digits<T>.Carry(digits, size);
            Digits<T>.Carry(digits + size, size);
        }

        for (int digit = 0; digit < size; digit++)
        {
            digits[digit] += digits[size + digit];
        }

        DigitPlanes<T>.Store(digits, specials, state, 0, 1);
    }

    /// <summary>Stores the sum of three doubles: as a pair where that holds it.</summary>
    public static void Store(double first, double second, double third, byte* state)
    {
        (double high, double rest) = Doubles.TwoSum(first, second);
        (double low, double lost) = Doubles.TwoSum(rest, third);
        if (lost == 0)
        {
            DigitPlanes<T>.Store(SumPair.Of(high, low), state, 0, 1);
            return;
        }

        long* digits = stackalloc long[Digits<T>.Count];
        new Span<long>(digits, Digits<T>.Count).Clear();
        Digits<T>.TryAdd(high, digits);
        Digits<T>.TryAdd(low, digits);
        Digits<T>.TryAdd(lost, digits);
        DigitPlanes<T>.Store(digits, Specials.None, state, 0, 1);
    }

    /// <summary>Makes the states of columns, or says which are to be done one by one: here all of them.</summary>
    /// <returns>How many those are.</returns>
    public static int Rows(T** rows, int rowCount, int columns, byte* states, int* others)
    {
        for (int column = 0; column < columns; column++)
        {
            others[column] = column;
        }

        return columns;
    }

    [MethodImpl(HotPath.Optimized)]
    private static Specials Add(T* elements, int count, long* one, long* other)
    {
        Specials specials = Specials.None;
        for (int i = 0; i < count; i++)
        {
            double element = Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i));
            if (!Digits<T>.TryAdd(element, one))
            {
                specials |= double.IsNaN(element) ? Specials.NaN
                    : element > 0 ? Specials.PositiveInfinity
                    : Specials.NegativeInfinity;
            }

            long* next = other;
            other = one;
            one = next;
        }

        return specials;
    }

    [MethodImpl(HotPath.Optimized)]
    private static bool TryPair(T* elements, int count, out SumPair sum)
    {
        double high = 0, low = 0;
        bool isExact = true;
        for (int i = 0; i < count; i++)
        {
            // What is not finite, or overflows, leaves NaN.
            (high, double rest) = Doubles.TwoSum(high, Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i)));
            (low, double lost) = Doubles.TwoSum(low, rest);
            isExact &= lost == 0;
        }

        sum = SumPair.Of(high, low);
        return isExact && sum.IsFinite;
    }
}
