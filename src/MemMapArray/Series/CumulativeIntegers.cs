using System;
using System.Runtime.CompilerServices;

namespace MemMap.Series;

/// <summary>Cumulative sums or products of integers, exactly: of <see cref="long"/> or <see cref="ulong"/>.</summary>
/// <param name="multiplies">Products, rather than sums.</param>
internal readonly unsafe struct CumulativeIntegers<TNumber>(bool multiplies) : ICumulative<TNumber>
    where TNumber : unmanaged
{
    public int Planes => 1;

    public bool IsCostly => false;

    public void Start(byte* states, int columns) => new Span<long>(states, columns).Fill(multiplies ? 1 : 0);

    // A part that overflows by itself may still fit where it is appended: 0 times anything does.
    public bool TryTotal(TNumber* numbers, long rows, int columns, byte* states) =>
        Go(numbers, null, rows, columns, states) == rows * columns;

    [MethodImpl(HotPath.Optimized)]
    public void Carry(byte* states, int column, int columns, byte* totals, int total, int count)
    {
        // Where it overflows, the rows that are gone through next overflow too, or have done so.
        TNumber before = ((TNumber*)states)[column];
        _ = TryNext(before, ((TNumber*)totals)[total], out ((TNumber*)states)[column]);
        ((TNumber*)totals)[total] = before;
    }

    public long Run(TNumber* numbers, TNumber* results, long rows, int columns, byte* states) => Go(numbers, results, rows, columns, states);

    [MethodImpl(HotPath.Optimized)]
    private long Go(TNumber* numbers, TNumber* results, long rows, int columns, byte* states)
    {
        long first = rows * columns;
        for (int column = 0; column < columns; column++)
        {
            TNumber state = ((TNumber*)states)[column];
            for (long i = column; i < first; i += columns)
            {
                if (!TryNext(state, numbers[i], out state))
                {
                    first = i;
                    break;
                }

                if (results != null)
                {
                    results[i] = state;
                }
            }

            ((TNumber*)states)[column] = state;
        }

        return first;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryNext(TNumber state, TNumber number, out TNumber next)
    {
        long a = Unsafe.As<TNumber, long>(ref state), b = Unsafe.As<TNumber, long>(ref number);
        long result = multiplies ? unchecked(a * b) : unchecked(a + b);
        next = Unsafe.As<long, TNumber>(ref result);
        if (typeof(TNumber) == typeof(ulong))
        {
            return multiplies ? b == 0 || (ulong)a <= ulong.MaxValue / (ulong)b : (ulong)result >= (ulong)a;
        }

        return multiplies ? IsProduct(a, b, result) : ((a ^ result) & (b ^ result)) >= 0;
    }

    private static bool IsProduct(long a, long b, long result) =>
        ((int)a == a && (int)b == b) || a == 0 || (!(a == -1 && b == long.MinValue) && !(b == -1 && a == long.MinValue) && result / a == b);
}
