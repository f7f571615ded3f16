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

    public bool IsCommutative => true;

    /// <summary>How many elements of each column were left out.</summary>
    public static long* Skipped(byte* states, int columns) => DigitPlanes<T>.At(states, Digits<T>.Count, columns);

    public int BytesOf(int plane) => sizeof(long);

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns)
    {
        bool arePairs = SumRange.ArePairs(DigitPlanes<T>.Ranges(left), columns) && SumRange.ArePairs(DigitPlanes<T>.Ranges(right), columns);
        double* ofLeft = DigitPlanes<T>.Pairs(left, columns), ofRight = DigitPlanes<T>.Pairs(right, columns);
        int column = arePairs ? AddPlanes.Pairs(ofLeft, ofRight, columns, columns) : 0;
        for (; column < columns; column++)
        {
            MergeColumn(left, right, column, columns);
        }

        for (column = 0; column < columns && countsSkipped; column++)
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

            new Span<long>(digits, Digits<T>.Count).Clear();
            Specials specials = DigitPlanes<T>.AddTo(digits, states, column, columns);
            DigitPlanes<T>.Store(digits, specials, states, column, columns);
            for (int digit = 0; digit < Digits<T>.Count; digit++)
            {
                DigitPlanes<T>.At(states, digit, columns)[column] = digits[digit];
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double SumOf(byte* states, int column, int columns) => DigitPlanes<T>.Ranges(states)[column].IsPair
        ? DigitPlanes<T>.Pairs(states, columns)[column]
        : Quotient(states, column, columns, 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double MeanOf(byte* states, int column, int columns, long count)
    {
        long kept = countsSkipped ? count - Skipped(states, columns)[column] : count;
        return kept != 0 && DigitPlanes<T>.Ranges(states)[column].IsPair
            && DigitPlanes<T>.PairAt(states, column, columns).TryDivide(kept, out double mean) ? mean
            : kept == 0 ? double.NaN
            : Quotient(states, column, columns, kept);
    }

    public int DivideFirst(byte* states, int columns, long divisor, double* quotients) =>
        countsSkipped ? 0 : DividePlanes.Pairs<T>(states, columns, divisor, quotients);

    [MethodImpl(HotPath.Optimized)]
    private static void MergeColumn(byte* left, byte* right, int column, int columns)
    {
        if (DigitPlanes<T>.Ranges(left)[column].IsPair && DigitPlanes<T>.Ranges(right)[column].IsPair
            && DigitPlanes<T>.PairAt(left, column, columns).TryAdd(DigitPlanes<T>.PairAt(right, column, columns), out SumPair sum))
        {
            DigitPlanes<T>.Store(sum, left, column, columns);
            return;
        }

        long* digits = stackalloc long[Digits<T>.Count];
        new Span<long>(digits, Digits<T>.Count).Clear();
        Specials specials = DigitPlanes<T>.AddTo(digits, left, column, columns) | DigitPlanes<T>.AddTo(digits, right, column, columns);
        DigitPlanes<T>.Store(digits, specials, left, column, columns);
    }

    [MethodImpl(HotPath.Optimized)]
    private static double Quotient(byte* states, int column, int columns, long divisor)
    {
        long* digits = stackalloc long[Digits<T>.Count];
        new Span<long>(digits, Digits<T>.Count).Clear();
        return DigitPlanes<T>.AddTo(digits, states, column, columns) switch
        {
            Specials.None => Digits<T>.Round(digits, divisor),
            Specials.PositiveInfinity => double.PositiveInfinity,
            Specials.NegativeInfinity => double.NegativeInfinity,
            _ => double.NaN,
        };
    }
}
