using System;
using MemMap.Reductions.Calls;
using MemMap.Reductions.Ordering;

namespace MemMap;

/// <content>Quantiles and medians, exactly.</content>
public static partial class MemMapReductions
{
    /// <summary>A quantile of all elements, exactly, in a small fixed amount of memory. NumPy's <c>np.quantile(a, q, method=...)</c>, and
    /// <c>np.nanquantile</c> with <see cref="ReductionOptions.SkipNaN"/>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The elements.</param>
    /// <param name="q">From 0 to 1: 0.5 for the median.</param>
    /// <param name="method">How a quantile between two elements is made of them.</param>
    /// <param name="options">Threads, how to read, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>The quantile, computed of elements as doubles with NumPy's steps, and so its bits for <see cref="double"/>; NaN without
    /// elements, or when an element is NaN. Of integers of 64 bits the differences are exact and rounded once, where NumPy's may wrap
    /// around; the result is the nearest double, beyond 2^53 not every integer is one. -0 is below +0.</returns>
    /// <remarks>O(Length). Integers of 8 and 16 bits, Half and BFloat16 take one pass over the elements, or two where a sample misled. Of
    /// others a sample of at most half a million guesses where the quantiles lie, and one pass keeps what is there; elements on which the
    /// guess fails, or of which too many are there, take some passes more: two at most for a quantile of 32 bits, four of 64. More than 32
    /// quantiles at once take two passes, one that counts and one that keeps, and one or two more where elements are of very different
    /// sizes. Progress grows with them. Elements that others change meanwhile may be an <see cref="InvalidOperationException"/>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="q"/> is NaN or not from 0 to 1, there is no such method, or an option
    /// has a value that does not exist.</exception>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/exception[not(contains(@cref, 'NotSupported') or contains(@cref, 'OutOfRange'))]"/>
    /// <example><code>double p99 = array.Quantile(0.99);    // np.quantile(a, 0.99)</code></example>
    public static double Quantile<T>(
        this ReductionSource<T> source, double q, QuantileMethod method = QuantileMethod.Linear, ReductionOptions? options = null)
        where T : unmanaged => QuantilesOfAll(source, [q], method, options)[0];

    /// <summary>Some quantiles of all elements, for little more than the cost of one. NumPy's <c>np.quantile(a, [...])</c>.</summary>
    /// <param name="source">The elements.</param>
    /// <param name="q">From 0 to 1 each, in any order.</param>
    /// <param name="method">How a quantile between two elements is made of them.</param>
    /// <param name="options">Threads, how to read, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>A quantile for each of <paramref name="q"/>, in a new array of rank 1.</returns>
    /// <inheritdoc cref="Quantile{T}(ReductionSource{T}, double, QuantileMethod, ReductionOptions)"
    ///             path="/*[self::typeparam or self::remarks or self::exception]"/>
    /// <example><code>NDArray&lt;double&gt; quartiles = array.Quantile([0.25, 0.5, 0.75]);</code></example>
    public static NDArray<double> Quantile<T>(
        this ReductionSource<T> source, ReadOnlySpan<double> q, QuantileMethod method = QuantileMethod.Linear, ReductionOptions? options = null)
        where T : unmanaged => NDArray.From(QuantilesOfAll(source, q, method, options));

    /// <summary>A quantile along one axis. NumPy's <c>np.quantile(a, q, axis, method=..., keepdims=...)</c>.</summary>
    /// <param name="source">The elements.</param>
    /// <param name="q">From 0 to 1: 0.5 for the median.</param>
    /// <param name="axis">The axis that disappears; a negative one counts from the end.</param>
    /// <param name="method">How a quantile between two elements is made of them.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1, so that the result broadcasts against the source.</param>
    /// <param name="options">Threads, how to read, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>A quantile for each index of the other axes, in a new array.</returns>
    /// <inheritdoc cref="Quantile{T}(ReductionSource{T}, ReadOnlySpan{double}, ReadOnlySpan{int}, QuantileMethod, bool, ReductionOptions)"
    ///             path="/*[self::typeparam or self::remarks or self::exception]"/>
    /// <example><code>NDArray&lt;double&gt; columns = array.Quantile(0.99, axis: 0);</code></example>
    public static NDArray<double> Quantile<T>(
        this ReductionSource<T> source,
        double q,
        int axis,
        QuantileMethod method = QuantileMethod.Linear,
        bool keepDims = false,
        ReductionOptions? options = null)
        where T : unmanaged => QuantilesAlong(source, [q], isOne: true, [axis], method, keepDims, options);

    /// <summary>A quantile along some axes. NumPy's <c>np.quantile(a, q, axis, method=..., keepdims=...)</c>.</summary>
    /// <param name="source">The elements.</param>
    /// <param name="q">From 0 to 1: 0.5 for the median.</param>
    /// <param name="axis">The axes that disappear, each once; negative ones count from the end.</param>
    /// <param name="method">How a quantile between two elements is made of them.</param>
    /// <param name="keepDims">Whether they stay, with length 1, so that the result broadcasts against the source.</param>
    /// <param name="options">Threads, how to read, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>A quantile for each index of the other axes, in a new array.</returns>
    /// <inheritdoc cref="Quantile{T}(ReductionSource{T}, ReadOnlySpan{double}, ReadOnlySpan{int}, QuantileMethod, bool, ReductionOptions)"
    ///             path="/*[self::typeparam or self::remarks or self::exception]"/>
    public static NDArray<double> Quantile<T>(
        this ReductionSource<T> source,
        double q,
        ReadOnlySpan<int> axis,
        QuantileMethod method = QuantileMethod.Linear,
        bool keepDims = false,
        ReductionOptions? options = null)
        where T : unmanaged => QuantilesAlong(source, [q], isOne: true, axis, method, keepDims, options);

    /// <summary>Some quantiles along one axis. NumPy's <c>np.quantile(a, [...], axis, method=..., keepdims=...)</c>.</summary>
    /// <param name="source">The elements.</param>
    /// <param name="q">From 0 to 1 each, in any order.</param>
    /// <param name="axis">The axis that disappears; a negative one counts from the end.</param>
    /// <param name="method">How a quantile between two elements is made of them.</param>
    /// <param name="keepDims">Whether the axis stays, with length 1.</param>
    /// <param name="options">Threads, how to read, progress, cancellation, and whether NaN is left out.</param>
    /// <inheritdoc cref="Quantile{T}(ReductionSource{T}, ReadOnlySpan{double}, ReadOnlySpan{int}, QuantileMethod, bool, ReductionOptions)"
    ///             path="/*[self::typeparam or self::returns or self::remarks or self::exception]"/>
    /// <example><code>NDArray&lt;double&gt; limits = array.Quantile([0.01, 0.99], axis: 0);    // (2, columns)</code></example>
    public static NDArray<double> Quantile<T>(
        this ReductionSource<T> source,
        ReadOnlySpan<double> q,
        int axis,
        QuantileMethod method = QuantileMethod.Linear,
        bool keepDims = false,
        ReductionOptions? options = null)
        where T : unmanaged => QuantilesAlong(source, q, isOne: false, [axis], method, keepDims, options);

    /// <summary>Some quantiles along some axes. NumPy's <c>np.quantile(a, [...], axis, method=..., keepdims=...)</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The elements.</param>
    /// <param name="q">From 0 to 1 each, in any order.</param>
    /// <param name="axis">The axes that disappear, each once; negative ones count from the end. None: every element by itself.</param>
    /// <param name="method">How a quantile between two elements is made of them.</param>
    /// <param name="keepDims">Whether they stay, with length 1.</param>
    /// <param name="options">Threads, how to read, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>A quantile for each of <paramref name="q"/> and each index of the other axes, in a new array, <paramref name="q"/> along its
    /// first axis. The values are those of
    /// <see cref="Quantile{T}(ReductionSource{T}, double, QuantileMethod, ReductionOptions)"/> of the elements of each.</returns>
    /// <remarks>O(Length). What a thread can hold of a column, 1 MiB, or of neighbouring columns, 4 MiB, is read once. Longer ones take the
    /// passes of a quantile of everything, columns of one line of at least 128 bytes together.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">One of <paramref name="q"/> is NaN or not from 0 to 1, there is no such axis or method, or
    /// an option has a value that does not exist.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, int, bool, ReductionOptions)"
    ///             path="/exception[not(contains(@cref, 'NotSupported') or contains(@cref, 'OutOfRange'))]"/>
    public static NDArray<double> Quantile<T>(
        this ReductionSource<T> source,
        ReadOnlySpan<double> q,
        ReadOnlySpan<int> axis,
        QuantileMethod method = QuantileMethod.Linear,
        bool keepDims = false,
        ReductionOptions? options = null)
        where T : unmanaged => QuantilesAlong(source, q, isOne: false, axis, method, keepDims, options);

    private static double[] QuantilesOfAll<T>(
        ReductionSource<T> source, ReadOnlySpan<double> q, QuantileMethod? method, ReductionOptions? options)
        where T : unmanaged
    {
        double[] asked = Asked(q, method);
        using ReductionCall call = ReductionCall.OverAll(source, options);
        double[] results = new double[asked.Length];
        unsafe
        {
            fixed (double* origin = results)
            {
                new QuantileRun<T>(call, asked, method, new long[call.Reduces.Length], new((byte*)origin, sizeof(double)), OrderingLimits.Default).Run();
            }
        }

        return results;
    }

    private static NDArray<double> QuantilesAlong<T>(
        ReductionSource<T> source,
        ReadOnlySpan<double> q,
        bool isOne,
        ReadOnlySpan<int> axis,
        QuantileMethod? method,
        bool keepDims,
        ReductionOptions? options)
        where T : unmanaged
    {
        double[] asked = Asked(q, method);
        using ReductionCall call = ReductionCall.Over(source, axis, options);
        long[] lengths = ResultLengths(call.Elements.Layout, call.Reduces, keepDims);
        Layout one = Layout.Create(lengths, MemMapOrder.C, 0, sizeof(double));
        Layout all = isOne ? one : Layout.Create([asked.Length, .. lengths], MemMapOrder.C, 0, sizeof(double));
        if (all.Length > int.MaxValue / 2)
        {
            throw new InvalidOperationException($"There are {all.Length} quantiles of 8 bytes: too many for an array. Take some of the elements at a time.");
        }

        double[] results = new double[all.Length];
        long[] strides = new long[call.Reduces.Length];
        one.ScatterStrides(call.Reduces, strides);
        unsafe
        {
            fixed (double* origin = results)
            {
                new QuantileRun<T>(call, asked, method, strides, new((byte*)origin, one.Length * sizeof(double)), OrderingLimits.Default).Run();
            }
        }

        return new(all, results);
    }

    // What is asked for, checked.
    internal static double[] Asked(ReadOnlySpan<double> q, QuantileMethod? method)
    {
        if (method is < QuantileMethod.Linear or > QuantileMethod.Nearest)
        {
            throw new ArgumentOutOfRangeException(nameof(method), method, "There is no such method.");
        }

        foreach (double one in q)
        {
            if (one is not (>= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(q), one, "A quantile is from 0 to 1; a percentage is a hundred times as much.");
            }
        }

        return q.ToArray();
    }
}
