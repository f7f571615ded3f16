using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Series;

/// <summary>The inner loops of cumulative extremes, with vectors.</summary>
internal static unsafe class ExtremeLoops
{
    private const int Lanes = 8;

    /// <summary>Goes along columns, eight at a time.</summary>
    /// <param name="numbers">Rows of 64-bit numbers.</param>
    /// <param name="results">Where the extremes up to each go; <see langword="null"/> for none.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="extremes">The extreme of each column so far.</param>
    /// <param name="areThere">0 for each column that has none yet; set for all that are done.</param>
    /// <param name="largest">Maxima, rather than minima.</param>
    /// <param name="skipNaN">NaN is left out.</param>
    /// <returns>How many columns are done: all, or none where they are fewer than eight.</returns>
    [MethodImpl(HotPath.Optimized)]
    public static int Run<TNumber>(
        TNumber* numbers, TNumber* results, long rows, int columns, TNumber* extremes, long* areThere, bool largest, bool skipNaN)
        where TNumber : unmanaged
    {
        if (columns < Lanes)
        {
            return 0;
        }

        // The last eight share some columns with those before: they begin with what was known of them before.
        int last = columns - Lanes;
        Vector512<TNumber> none = None<TNumber>(largest, skipNaN), ofLast = Known(extremes + last, areThere + last, none);
        for (int column = 0; column < last; column += Lanes)
        {
            Go(numbers + column, results == null ? null : results + column, rows, columns, Known(extremes + column, areThere + column, none), largest, skipNaN)
                .Store(extremes + column);
        }

        Go(numbers + last, results == null ? null : results + last, rows, columns, ofLast, largest, skipNaN).Store(extremes + last);
        new Span<long>(areThere, columns).Fill(1);
        return columns;
    }

    private static Vector512<TNumber> Known<TNumber>(TNumber* extremes, long* areThere, Vector512<TNumber> none)
        where TNumber : unmanaged =>
        Vector512.ConditionalSelect(Vector512.Equals(Vector512.Load(areThere), Vector512<long>.Zero).As<long, TNumber>(), none, Vector512.Load(extremes));

    // What any number wins against.
    private static Vector512<TNumber> None<TNumber>(bool largest, bool skipNaN) =>
        typeof(TNumber) == typeof(double)
            ? Vector512.Create(skipNaN ? double.NaN : largest ? double.NegativeInfinity : double.PositiveInfinity).As<double, TNumber>()
        : typeof(TNumber) == typeof(long) ? Vector512.Create(largest ? long.MinValue : long.MaxValue).As<long, TNumber>()
        : Vector512.Create(largest ? ulong.MinValue : ulong.MaxValue).As<ulong, TNumber>();

    [MethodImpl(HotPath.Optimized)]
    private static Vector512<TNumber> Go<TNumber>(
        TNumber* numbers, TNumber* results, long rows, int step, Vector512<TNumber> extreme, bool largest, bool skipNaN)
        where TNumber : unmanaged
    {
        for (long row = 0; row < rows; row++, numbers += step)
        {
            Vector512<TNumber> number = Vector512.Load(numbers);
            if (typeof(TNumber) == typeof(double) && skipNaN)
            {
                Vector512<TNumber> isNumber = Vector512.Equals(number, number);
                number = Vector512.ConditionalSelect(isNumber, number, extreme);
                extreme = Vector512.ConditionalSelect(Vector512.Equals(extreme, extreme), extreme, number);
            }

            extreme = largest ? Vector512.Max(extreme, number) : Vector512.Min(extreme, number);
            if (typeof(TNumber) == typeof(double))
            {
                extreme = Vector512.ConditionalSelect(Vector512.Equals(extreme, extreme), extreme, Vector512.Create(double.NaN).As<double, TNumber>());
            }

            if (results != null)
            {
                extreme.Store(results);
                results += step;
            }
        }

        return extreme;
    }
}
