using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.States;

/// <summary>A sum of floating-point elements, exactly: its <see cref="DigitPlanes{T}"/>, and where elements are left out, a plane of how
/// many were.</summary>
/// <param name="countsSkipped">There is a plane of the elements that were left out.</param>
internal readonly unsafe struct ExactSumState<T>(bool countsSkipped) : ISumState
    where T : unmanaged
{
    public int Bytes => Planes * sizeof(long);

    public int Planes => DigitPlanes<T>.Count + (countsSkipped ? 1 : 0);

    public bool IsOrderless => true;

    /// <summary>How many elements of each column were left out.</summary>
    public static long* Skipped(byte* states, int columns) => DigitPlanes<T>.At(states, Digits<T>.Count, columns);

    public int BytesOf(int plane) => sizeof(long);

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns)
    {
        SumRange ofLeft = DigitsOf(left, columns, out bool leftIsEven), ofRight = DigitsOf(right, columns, out bool rightIsEven);
        SumRange both = ofLeft.And(ofRight);
        if (!leftIsEven || !rightIsEven || !ofLeft.HasSameDigits(ofRight) || both.Specials != Specials.None)
        {
            Widen(left, right, columns, both);
        }

        long* digits = DigitPlanes<T>.At(left, both.First, columns), others = DigitPlanes<T>.At(right, both.First, columns);
        AddPlanes.Digits(digits, others, both.End - both.First, columns);
        for (int column = 0; column < columns && countsSkipped; column++)
        {
            Skipped(left, columns)[column] += Skipped(right, columns)[column];
        }
    }

    [MethodImpl(HotPath.Optimized)]
    public bool Settle(byte* states, int columns)
    {
        long* digits = stackalloc long[Digits<T>.Count];
        for (int column = 0; column < columns; column++)
        {
            if (!DigitPlanes<T>.IsSum(states, column, columns))
            {
                return false;
            }

            DigitPlanes<T>.Expand(states, column, columns);
            SumRange range = DigitPlanes<T>.Ranges(states)[column];
            new Span<long>(digits, Digits<T>.Count).Clear();
            Load(states, column, columns, digits + range.First);
            DigitPlanes<T>.Ranges(states)[column] = SumRange.Carry<T>(digits, range.Specials);
            for (int digit = 0; digit < Digits<T>.Count; digit++)
            {
                DigitPlanes<T>.At(states, digit, columns)[column] = digits[digit];
            }
        }

        return true;
    }

    public double SumOf(byte* states, int column, int columns) => Quotient(states, column, columns, 1);

    public double MeanOf(byte* states, int column, int columns, long count)
    {
        long kept = countsSkipped ? count - Skipped(states, columns)[column] : count;
        return kept == 0 ? double.NaN : Quotient(states, column, columns, kept);
    }

    private static void Load(byte* states, int column, int columns, long* digits)
    {
        SumRange range = DigitPlanes<T>.Ranges(states)[column];
        long* digit = DigitPlanes<T>.At(states, range.First, columns) + column;
        for (int j = range.First; j < range.End; j++, digit += columns)
        {
            *digits++ = *digit;
        }
    }

    // What columns have in digits, all of them.
    private static SumRange DigitsOf(byte* states, int columns, out bool areSame)
    {
        SumRange found = SumRange.Of(DigitPlanes<T>.Ranges(states), columns, out areSame);
        if ((found.Specials & Specials.IsDouble) == 0)
        {
            return found;
        }

        for (int column = 0; column < columns; column++)
        {
            DigitPlanes<T>.Expand(states, column, columns);
        }

        return SumRange.Of(DigitPlanes<T>.Ranges(states), columns, out areSame);
    }

    // Zeros where one has digits that the other has not.
    private static void Widen(byte* left, byte* right, int columns, SumRange both)
    {
        for (int column = 0; column < columns; column++)
        {
            SumRange ofLeft = DigitPlanes<T>.Ranges(left)[column], ofRight = DigitPlanes<T>.Ranges(right)[column];
            for (int j = both.First; j < both.End; j++)
            {
                if (!ofLeft.Has(j))
                {
                    DigitPlanes<T>.At(left, j, columns)[column] = 0;
                }

                if (!ofRight.Has(j))
                {
                    DigitPlanes<T>.At(right, j, columns)[column] = 0;
                }
            }

            DigitPlanes<T>.Ranges(left)[column] = new(both.First, both.End, ofLeft.Specials | ofRight.Specials);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    private static double Quotient(byte* states, int column, int columns, long divisor)
    {
        SumRange range = DigitPlanes<T>.Ranges(states)[column];
        if (range.Specials != Specials.None)
        {
            return range.Specials switch
            {
                Specials.IsDouble => ((double*)DigitPlanes<T>.At(states, 0, columns))[column] / divisor,
                Specials.PositiveInfinity => double.PositiveInfinity,
                Specials.NegativeInfinity => double.NegativeInfinity,
                _ => double.NaN,
            };
        }

        long* digits = stackalloc long[Digits<T>.Count];
        Load(states, column, columns, digits);
        return Digits<T>.Round(digits, range.First, range.End - range.First, divisor);
    }
}
