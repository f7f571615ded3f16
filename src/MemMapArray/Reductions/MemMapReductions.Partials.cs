using System;
using MemMap.Reductions;
using MemMap.Reductions.Calls;
using MemMap.Reductions.Engine;

namespace MemMap;

/// <content>Reductions of some rows, for threads, processes and machines that share the work.</content>
public static partial class MemMapReductions
{
    /// <summary>Reduces some rows, over all axes, as far as that can be done without the others. O(elements of the rows).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TResult">The type of a result.</typeparam>
    /// <param name="source">The whole array, or one of the same shape and order of which these rows are there.</param>
    /// <param name="reduction">What to compute.</param>
    /// <param name="rows">Which indexes along axis 0.</param>
    /// <param name="options">Threads, how to read, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>What is known of these rows, to be merged with the others.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The source has not so many rows, or an option has a value that does not
    /// exist.</exception>
    /// <exception cref="InvalidOperationException">The source has rank 0 and so no rows.</exception>
    /// <exception cref="NotSupportedException">The reduction has no such option.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile, or could not be read.</exception>
    /// <example><code>
    /// Reduction&lt;float, double&gt; std = Reduction.Std&lt;float&gt;();
    /// List&lt;byte[]&gt; parts = [.. ranges.Select(rows =&gt; array.ReducePartial(std, rows).ToBytes())];    // wherever you like
    /// </code></example>
    public static ReductionPartial<T, TResult> ReducePartial<T, TResult>(
        this ReductionSource<T> source, Reduction<T, TResult> reduction, RowRange rows, ReductionOptions? options = null)
        where T : unmanaged
        where TResult : unmanaged
    {
        Require(reduction);
        using ReductionCall call = ReductionCall.OverAll(source, options);
        return ReductionPartial<T, TResult>.Of(reduction, call, rows);
    }

    /// <summary>Reduces some rows, over some axes, as far as that can be done without the others. O(elements of the rows).</summary>
    /// <param name="source">The whole array, or one of the same shape and order of which these rows are there.</param>
    /// <param name="reduction">What to compute.</param>
    /// <param name="rows">Which indexes along axis 0, whether that is reduced or not.</param>
    /// <param name="axis">The axes that disappear, each once; negative ones count from the end.</param>
    /// <param name="options">Threads, how to read, progress, cancellation, and whether NaN is left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    /// <exception cref="InvalidOperationException">There are too many results for an array.</exception>
    /// <inheritdoc cref="ReducePartial{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, RowRange, ReductionOptions)"
    ///             path="/*[self::typeparam or self::returns or self::exception]"/>
    public static ReductionPartial<T, TResult> ReducePartial<T, TResult>(
        this ReductionSource<T> source,
        Reduction<T, TResult> reduction,
        RowRange rows,
        ReadOnlySpan<int> axis,
        ReductionOptions? options = null)
        where T : unmanaged
        where TResult : unmanaged
    {
        Require(reduction);
        using ReductionCall call = ReductionCall.Over(source, axis, options);
        return ReductionPartial<T, TResult>.Of(reduction, call, rows);
    }

    /// <summary>
    /// Splits the rows evenly between workers, at the borders of blocks, so that partials of them are small: no elements are left over at
    /// the edges. (Of sums and means none ever are.)
    /// </summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The array.</param>
    /// <param name="parts">How many parts at most; fewer where there are not as many blocks.</param>
    /// <returns>The parts in order; together all rows. None where there are no rows.</returns>
    /// <remarks>A border is a multiple of 128 rows and of as many as fill blocks of 4096 elements: 512 for rows of 1000. Where rows are not
    /// contiguous in memory (an array in F order, reduced over all axes) partials have edges at any border.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parts"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">The source has rank 0 and so no rows.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>RowRange[] ranges = array.SplitRows(Environment.ProcessorCount);</code></example>
    public static RowRange[] SplitRows<T>(this ReductionSource<T> source, int parts)
        where T : unmanaged
    {
        if (parts < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(parts), parts, "There is at least one part.");
        }

        using ElementSource elements = (source ?? throw new ArgumentNullException(nameof(source))).OpenElements(ReadStrategy.Auto);
        ReadOnlySpan<long> shape = elements.Layout.Lengths;
        elements.Layout.RequireRows();
        long unit = Rules.RowsPerBorder(shape);
        long units = (shape[0] / unit) + (shape[0] % unit == 0 ? 0 : 1), count = Math.Min(parts, units);
        var ranges = new RowRange[count];
        for (long i = 0, start = 0; i < count; i++)
        {
            long end = i == count - 1 ? shape[0] : ((units / count * (i + 1)) + Math.Min(i + 1, units % count)) * unit;
            ranges[i] = new(start, end - start);
            start = end;
        }

        return ranges;
    }
}
