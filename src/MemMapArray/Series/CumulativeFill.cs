using System;
using System.Runtime.CompilerServices;

namespace MemMap.Series;

/// <summary>Carries the last number that is not NaN to those behind it that are.</summary>
/// <param name="limit">To how many in a row, at most.</param>
internal readonly unsafe partial struct CumulativeFill(long limit) : ICumulative<double>
{
    // The last number, NaN where there was none; and behind all of them how many came since, or at all.
    public int Planes => 2;

    public bool IsCostly => false;

    public void Start(byte* states, int columns)
    {
        new Span<double>(states, columns).Fill(double.NaN);
        new Span<long>(states + ((nint)columns * sizeof(double)), columns).Clear();
    }

    [MethodImpl(HotPath.Optimized)]
    public bool TryTotal(double* numbers, long rows, int columns, byte* states)
    {
        Go(numbers, null, rows, columns, (double*)states, (long*)states + columns);
        return true;
    }

    public void Carry(byte* states, int column, int columns, byte* totals, int total, int count)
    {
        double number = ((double*)states)[column], next = ((double*)totals)[total];
        long since = ((long*)states)[columns + column], sinceNext = ((long*)totals)[count + total];
        ((double*)states)[column] = double.IsNaN(next) ? number : next;
        ((long*)states)[columns + column] = double.IsNaN(next) ? since + sinceNext : sinceNext;
        ((double*)totals)[total] = number;
        ((long*)totals)[count + total] = since;
    }

    [MethodImpl(HotPath.Optimized)]
    public long Run(double* numbers, double* results, long rows, int columns, byte* states)
    {
        Go(numbers, results, rows, columns, (double*)states, (long*)states + columns);
        return rows * columns;
    }

    // Column by column, from one on.
    [MethodImpl(HotPath.Optimized)]
    private void GoOneByOne(int first, double* numbers, double* results, long rows, int columns, double* last, long* since)
    {
        for (int column = first; column < columns; column++)
        {
            double number = last[column];
            long missing = since[column];
            for (long i = column; i < rows * columns; i += columns)
            {
                bool isNaN = double.IsNaN(numbers[i]);
                number = isNaN ? number : numbers[i];
                missing = isNaN ? missing + 1 : 0;
                if (results != null)
                {
                    results[i] = isNaN && missing <= limit && !double.IsNaN(number) ? number : numbers[i];
                }
            }

            (last[column], since[column]) = (number, missing);
        }
    }
}
