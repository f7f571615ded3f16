using System.Runtime.CompilerServices;

namespace MemMap.Series;

/// <summary>Cumulative minima or maxima: NaN wins, or is left out; -0 is below +0.</summary>
/// <param name="largest">Maxima, rather than minima.</param>
/// <param name="skipNaN">NaN is left out: where nothing else was, the result is NaN.</param>
internal readonly unsafe partial struct CumulativeExtremes<TNumber>(bool largest, bool skipNaN) : ICumulative<TNumber>
    where TNumber : unmanaged
{
    // The extreme, and behind all of them whether there is one.
    public int Planes => 2;

    public bool IsCostly => false;

    public void Start(byte* states, int columns) => new System.Span<long>(states, 2 * columns).Clear();

    [MethodImpl(HotPath.Optimized)]
    public bool TryTotal(TNumber* numbers, long rows, int columns, byte* states)
    {
        Go(numbers, null, rows, columns, states);
        return true;
    }

    [MethodImpl(HotPath.Optimized)]
    public void Carry(byte* states, int column, int columns, byte* totals, int total, int count)
    {
        TNumber extreme = ((TNumber*)states)[column], next = ((TNumber*)totals)[total];
        long isThere = ((long*)states)[columns + column], isNext = ((long*)totals)[count + total];
        if (isNext != 0)
        {
            Go(&next, null, 1, 1, states, column, columns);
        }

        ((TNumber*)totals)[total] = extreme;
        ((long*)totals)[count + total] = isThere;
    }

    [MethodImpl(HotPath.Optimized)]
    public long Run(TNumber* numbers, TNumber* results, long rows, int columns, byte* states)
    {
        Go(numbers, results, rows, columns, states);
        return rows * columns;
    }

    // Column by column, from one on.
    private void GoOneByOne(int first, TNumber* numbers, TNumber* results, long rows, int columns, byte* states)
    {
        for (int column = first; column < columns; column++)
        {
            Go(numbers + column, results == null ? null : results + column, rows, columns, states, column, columns);
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private void Go(TNumber* numbers, TNumber* results, long rows, int step, byte* states, int column, int columns)
    {
        TNumber extreme = ((TNumber*)states)[column];
        bool isThere = ((long*)states)[columns + column] != 0;
        for (long row = 0; row < rows; row++, numbers += step)
        {
            extreme = isThere ? Next(extreme, *numbers) : Element.Canonical(*numbers);
            isThere = true;
            if (results != null)
            {
                *results = extreme;
                results += step;
            }
        }

        ((TNumber*)states)[column] = extreme;
        ((long*)states)[columns + column] = isThere ? 1 : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TNumber Next(TNumber extreme, TNumber number)
    {
        if (skipNaN)
        {
            extreme = Element.IsNaN(extreme) ? Element.Canonical(number) : extreme;
            number = Element.IsNaN(number) ? extreme : number;
        }

        return Element.Canonical(largest ? Element.Max(extreme, number) : Element.Min(extreme, number));
    }
}
