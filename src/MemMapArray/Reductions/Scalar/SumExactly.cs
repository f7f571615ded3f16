using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Scalar;

/// <summary>Sums elements digit by digit, whatever they are.</summary>
internal static unsafe class SumExactly<T>
    where T : unmanaged
{
    // Of two sums in turn, one does not wait for the other. So many elements of each are added before digits are carried.
    private const int Sums = 2;
    private const int ElementsPerCarry = 1024;

    /// <summary>Elements that are soonest added one by one.</summary>
    public const int Few = 16;

    /// <summary>Makes the state of a few elements: a double if no addition is rounded, or the digits that they have, and no others.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void FewElements(T* elements, int count, byte* state)
    {
        double sum = 0;
        bool isExact = true;
        for (int i = 0; i < count; i++)
        {
            // What is not finite, or overflows, has an error that is none.
            (sum, double error) = Doubles.TwoSum(sum, Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i)));
            isExact &= error == 0;
        }

        if (isExact)
        {
            DigitPlanes<T>.Store(sum, state);
            return;
        }

        int first = Digits<T>.Count, last = 0;
        for (int i = 0; i < count; i++)
        {
            double element = Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i));
            if (!Doubles.IsFinite(element))
            {
                Block(elements, count, state);
                return;
            }

            int digit = DigitPlanes<T>.FirstOf(element);
            first = Math.Min(first, digit);
            last = Math.Max(last, digit);
        }

        // An element has two digits, and one is for what is carried.
        SumRange range = new(first, Math.Min(last + 3, Digits<T>.Count));
        *DigitPlanes<T>.Ranges(state) = range;
        new Span<long>(DigitPlanes<T>.At(state, range.First, 1), range.End - range.First).Clear();
        for (int i = 0; i < count; i++)
        {
            Digits<T>.TryAdd(Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i)), DigitPlanes<T>.At(state, 0, 1));
        }
    }

    /// <summary>Makes the state of a block.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Block(T* elements, int count, byte* state)
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

        SumRange range = SumRange.Carry<T>(digits, specials);
        *DigitPlanes<T>.Ranges(state) = range;
        for (int digit = range.First; digit < range.End; digit++)
        {
            *DigitPlanes<T>.At(state, digit, 1) = digits[digit];
        }
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
}
