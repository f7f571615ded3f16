using System;
using MemMap.Converting;
using MemMap.Series;

namespace MemMap;

/// <summary>What goes along one axis, element by element, into a view: cumulative sums, products and extremes, what is missing filled, differences, and rolling
/// windows.</summary>
/// <remarks>
/// <para>Sources are views of any kind and arrays of shards. The target is a view of numbers. Cumulative results and differences may be
/// written in place, when the target is exactly the source, or its first elements; any other overlap is refused.</para>
/// <para>Series are cut by the places of their elements alone, and parts are put together in their order, so that a result's bits depend
/// neither on threads nor on layouts, nor on how the file is read. The memory that it takes does not grow with the arrays: about a MiB a
/// thread.</para>
/// <para>Whatever fails, the exception is thrown as it is, that of the first failing unit. Parts of the target are written then.</para>
/// </remarks>
public static partial class MemMapSeries
{
    // What a thread has of source and target fits its second cache. A run of so many columns is worth the way to it.
    private const int BoxElements = 1 << 15, MostColumns = 1 << 10, MostDifferences = 1000;

    /// <summary>Writes the sums of the elements up to each, along an axis. NumPy's <c>np.cumsum(a, axis, out=target)</c>; with
    /// <see cref="SeriesOptions.SkipNaN"/> <c>np.nancumsum</c>. O(Length).</summary>
    /// <typeparam name="T">The element type of the source: any number up to 64 bits, in either byte order; <see cref="bool"/> as 0 and
    /// 1.</typeparam>
    /// <typeparam name="TResult">The element type of the target: a number; of floating-point sources a floating-point number.</typeparam>
    /// <param name="source">A view of any layout, or an array of shards.</param>
    /// <param name="target">Where to, of the same shape. It may be the source: in place.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="options">Threads, NaN, how to read, progress and cancellation.</param>
    /// <remarks>Sums of integers are exact. Sums of floating-point numbers are carried as the sum of two doubles and rounded once, so that
    /// errors do not grow along the series: within 2 units in the last place of the exact sum, unless this is 1e12 times smaller than what
    /// was added on the way. An infinity stays, as in NumPy.</remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an option has a value that does not exist.</exception>
    /// <exception cref="ArgumentException">The target has another shape, or has bytes of the source without being at its place; or elements
    /// of the source are left out (Where).</exception>
    /// <exception cref="OverflowException">A result of integers does not fit 64 bits, or the target. The message has its index.</exception>
    /// <exception cref="NotSupportedException">The target is read-only, or one of the types is not for that.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">One of the arrays is disposed.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short meanwhile, cannot be read, or has no room.</exception>
    /// <example><code>
    /// prices.CumulativeSum(totals, axis: 0);    // np.cumsum(prices, axis=0, out=totals)
    /// prices.CumulativeSum(prices, axis: 0);    // in place
    /// </code></example>
    public static void CumulativeSum<T, TResult>(
        this ReductionSource<T> source, MemMapView<TResult> target, int axis, SeriesOptions? options = null)
        where T : unmanaged
        where TResult : unmanaged
    {
        using SeriesCall<TResult> call = SeriesCall<TResult>.Open(source, target, axis, fewer: 0, mayBeInPlace: true, options);
        Run<T, TResult, SumOfDoubles>(call, multiplies: false, new(call.SkipNaN), "The cumulative sum");
    }

    /// <summary>Writes the products of the elements up to each, along an axis. NumPy's <c>np.cumprod(a, axis, out=target)</c>; with
    /// <see cref="SeriesOptions.SkipNaN"/> <c>np.nancumprod</c>. O(Length).</summary>
    /// <typeparam name="T">The element type of the source: any number up to 64 bits, in either byte order; <see cref="bool"/> as 0 and
    /// 1.</typeparam>
    /// <typeparam name="TResult">The element type of the target: a number; of floating-point sources a floating-point number.</typeparam>
    /// <param name="source">A view of any layout, or an array of shards.</param>
    /// <param name="target">Where to, of the same shape. It may be the source: in place.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="options">Threads, NaN, how to read, progress and cancellation.</param>
    /// <remarks>Products of integers are exact. Products of floating-point numbers are carried with twice the digits and an exponent of their
    /// own: one that overflows on the way comes back where the exact product does (NumPy's stays infinite, or 0).</remarks>
    /// <inheritdoc cref="CumulativeSum{T, TResult}" path="/exception"/>
    /// <example><code>
    /// growth.CumulativeProduct(value, axis: 0);    // np.cumprod(growth, axis=0, out=value)
    /// </code></example>
    public static void CumulativeProduct<T, TResult>(
        this ReductionSource<T> source, MemMapView<TResult> target, int axis, SeriesOptions? options = null)
        where T : unmanaged
        where TResult : unmanaged
    {
        using SeriesCall<TResult> call = SeriesCall<TResult>.Open(source, target, axis, fewer: 0, mayBeInPlace: true, options);
        Run<T, TResult, ProductOfDoubles>(call, multiplies: true, new(call.SkipNaN), "The cumulative product");
    }

    private static SeriesPlan Plan<TResult>(SeriesCall<TResult> call, long partRows)
        where TResult : unmanaged =>
        new(
            call.Target, call.Source.Layout, call.Axis, call.BoxElements > 0 ? call.BoxElements : BoxElements, MostColumns,
            partRows: partRows);

    // Integers exactly, and floating-point numbers by an operation of their own.
    private static void Run<T, TResult, TFloating>(SeriesCall<TResult> call, bool multiplies, TFloating floating, string what)
        where T : unmanaged
        where TResult : unmanaged
        where TFloating : struct, ICumulative<double>
    {
        switch (NumberKinds.Of<T>())
        {
            case NumberKind.UInt64:
            case NumberKind.Byte or NumberKind.UInt16 or NumberKind.UInt32 when NumberKinds.Of<TResult>() == NumberKind.UInt64:
                Run<ulong, TResult, CumulativeIntegers<ulong>>(call, new(multiplies), what);
                break;
            case NumberKind.Half or NumberKind.BFloat16 or NumberKind.Single or NumberKind.Double:
                Run<double, TResult, TFloating>(call, floating, what);
                break;
            default:
                Run<long, TResult, CumulativeIntegers<long>>(call, new(multiplies), what);
                break;
        }
    }

    private static void Run<TNumber, TResult, TOperation>(SeriesCall<TResult> call, TOperation operation, string what)
        where TNumber : unmanaged
        where TResult : unmanaged
        where TOperation : struct, ICumulative<TNumber>
    {
        if (call.Target.Length > 0)
        {
            new CumulativeWork<TNumber, TResult, TOperation>(call, Plan(call, CumulativeTile.PartRows), operation, what).Run();
        }
    }
}
