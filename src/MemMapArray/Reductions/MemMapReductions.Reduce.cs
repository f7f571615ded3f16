using System;
using MemMap.Mapping;
using MemMap.Reductions.Calls;
using MemMap.Views;

namespace MemMap;

/// <content>Reductions as values, and your own.</content>
public static partial class MemMapReductions
{
    /// <summary>Reduces all elements. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TResult">The type of a result.</typeparam>
    /// <param name="source">The elements.</param>
    /// <param name="reduction">What to compute.</param>
    /// <param name="options">Threads, how to read, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option has a value that does not exist.</exception>
    /// <exception cref="InvalidOperationException">The reduction has no result without elements, and there is none.</exception>
    /// <exception cref="NotSupportedException">The reduction has no such option.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short meanwhile, or could not be read.</exception>
    /// <example><code>double sample = array.Reduce(Reduction.Std&lt;float&gt;(ddof: 1));    // a.std(ddof=1)</code></example>
    public static TResult Reduce<T, TResult>(
        this ReductionSource<T> source, Reduction<T, TResult> reduction, ReductionOptions? options = null)
        where T : unmanaged
        where TResult : unmanaged
    {
        Require(reduction);
        using ReductionCall call = ReductionCall.OverAll(source, options);
        TResult result;
        unsafe
        {
            reduction.Run(call, stackalloc long[call.Reduces.Length], new ResultMemory((byte*)&result));
        }

        return result;
    }

    /// <summary>Reduces along one axis. O(Length).</summary>
    /// <param name="source">The elements.</param>
    /// <param name="reduction">What to compute.</param>
    /// <param name="axis">The axis that disappears; a negative one counts from the end.</param>
    /// <param name="keepDims">Whether it stays, with length 1, so that the result broadcasts against the source.</param>
    /// <param name="options">Threads, how to read, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>A result for each index of the other axes, in a new array.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="InvalidOperationException">There are more results than an array holds.</exception>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/*[self::typeparam or self::exception]"/>
    /// <example><code>NDArray&lt;double&gt; samples = array.Reduce(Reduction.Std&lt;float&gt;(ddof: 1), axis: 0);</code></example>
    public static NDArray<TResult> Reduce<T, TResult>(
        this ReductionSource<T> source, Reduction<T, TResult> reduction, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged
        where TResult : unmanaged => Reduce(source, reduction, [axis], keepDims, options);

    /// <summary>Reduces along some axes. O(Length).</summary>
    /// <param name="source">The elements.</param>
    /// <param name="reduction">What to compute.</param>
    /// <param name="axis">The axes that disappear, each once; negative ones count from the end. None: every element by itself.</param>
    /// <param name="keepDims">Whether they stay, with length 1, so that the result broadcasts against the source.</param>
    /// <param name="options">Threads, how to read, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>A result for each index of the other axes, in a new array.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    /// <exception cref="InvalidOperationException">There are more results than an array holds.</exception>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/*[self::typeparam or self::exception]"/>
    public static NDArray<TResult> Reduce<T, TResult>(
        this ReductionSource<T> source,
        Reduction<T, TResult> reduction,
        ReadOnlySpan<int> axis,
        bool keepDims = false,
        ReductionOptions? options = null)
        where T : unmanaged
        where TResult : unmanaged
    {
        Require(reduction);
        using ReductionCall call = ReductionCall.Over(source, axis, options);
        Span<long> strides = stackalloc long[call.Reduces.Length];
        unsafe
        {
            Layout layout = Layout.Create(ResultLengths(call.Elements.Layout, call.Reduces, keepDims), MemMapOrder.C, 0, sizeof(TResult));
            if (layout.Length > int.MaxValue / 2)
            {
                throw new InvalidOperationException(
                    $"There are {layout.Length} results of {sizeof(TResult)} bytes: too many for an array. "
                    + "ReduceTo writes them to a view of a file.");
            }

            TResult[] results = NewArray.Create<TResult>(layout.Length);
            layout.ScatterStrides(call.Reduces, strides);
            fixed (TResult* origin = results)
            {
                reduction.Run(call, strides, new ResultMemory((byte*)origin));
            }

            return new(layout, results);
        }
    }

    /// <summary>Reduces along some axes into a view, for results that memory would not hold. NumPy's <c>out=</c>. O(Length).</summary>
    /// <param name="source">The elements.</param>
    /// <param name="reduction">What to compute.</param>
    /// <param name="axis">The axes that disappear, each once; negative ones count from the end. None: every element by itself.</param>
    /// <param name="destination">Takes a result for each index of the other axes: of their shape, with or without axes of length 1 for
    /// those that disappear. When the reduction fails, some results may have been written.</param>
    /// <param name="options">Threads, how to read, progress, cancellation, and whether NaN is left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice, the destination has another shape, or it shares bytes with the
    /// source.</exception>
    /// <exception cref="NotSupportedException">The destination is read-only.</exception>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/*[self::typeparam or self::exception]"/>
    /// <example><code>array.ReduceTo(Reduction.Mean&lt;float&gt;(), [1], rowMeans);    // np.mean(a, axis=1, out=b)</code></example>
    public static void ReduceTo<T, TResult>(
        this ReductionSource<T> source,
        Reduction<T, TResult> reduction,
        ReadOnlySpan<int> axis,
        MemMapView<TResult> destination,
        ReductionOptions? options = null)
        where T : unmanaged
        where TResult : unmanaged
    {
        Require(reduction);
        Window window = (destination ?? throw new ArgumentNullException(nameof(destination))).WritableWindow();
        using ReductionCall call = ReductionCall.Over(source, axis, options);
        Layout to = window.Layout;
        long[] lengths = ResultLengths(call.Elements.Layout, call.Reduces, keepDims: to.Rank == call.Reduces.Length);
        if (!to.Lengths.SequenceEqual(lengths))
        {
            throw new ArgumentException(
                $"The results have shape {Layout.Text(lengths)}; the destination has {Layout.Text(to.Lengths)}.", nameof(destination));
        }

        using Lease lease = window.Region.Lease();
        (long start, long end) = to.ByteRange();
        if (call.Elements.Shares(window.Region, to))
        {
            throw new ArgumentException(
                "The destination shares bytes with the elements that are reduced: results would be reduced as well.", nameof(destination));
        }

        Span<long> strides = stackalloc long[call.Reduces.Length];
        to.ScatterStrides(call.Reduces, strides);
        unsafe
        {
            reduction.Run(call, strides, new ResultMemory(lease.Origin + to.Offset, window.Region, start, end));
        }
    }

    /// <summary>Reduces all elements in your own way. O(Length).</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TState">The type of its states and of a result.</typeparam>
    /// <param name="source">The elements.</param>
    /// <param name="reducer">How elements become a state, and two states one.</param>
    /// <param name="options">Threads, how to read, progress and cancellation.</param>
    /// <returns>The state of all elements.</returns>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)" path="/exception"/>
    /// <example><code>double energy = array.Reduce(new SumOfSquares());</code></example>
    public static TState Reduce<T, TState>(this ReductionSource<T> source, IReducer<T, TState> reducer, ReductionOptions? options = null)
        where T : unmanaged
        where TState : unmanaged => Reduce(source, Reduction.From(reducer), options);

    /// <summary>Reduces along one axis in your own way. O(Length).</summary>
    /// <param name="source">The elements.</param>
    /// <param name="reducer">How elements become a state, and two states one.</param>
    /// <param name="axis">The axis that disappears; a negative one counts from the end.</param>
    /// <param name="keepDims">Whether it stays, with length 1, so that the result broadcasts against the source.</param>
    /// <param name="options">Threads, how to read, progress and cancellation.</param>
    /// <returns>A state for each index of the other axes, in a new array.</returns>
    /// <inheritdoc cref="Reduce{T, TState}(ReductionSource{T}, IReducer{T, TState}, ReductionOptions)" path="/typeparam"/>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, int, bool, ReductionOptions)" path="/exception"/>
    /// <example><code>NDArray&lt;double&gt; energies = array.Reduce(new SumOfSquares(), axis: 0);</code></example>
    public static NDArray<TState> Reduce<T, TState>(
        this ReductionSource<T> source, IReducer<T, TState> reducer, int axis, bool keepDims = false, ReductionOptions? options = null)
        where T : unmanaged
        where TState : unmanaged => Reduce(source, Reduction.From(reducer), [axis], keepDims, options);

    /// <summary>Reduces along some axes in your own way. O(Length).</summary>
    /// <param name="source">The elements.</param>
    /// <param name="reducer">How elements become a state, and two states one.</param>
    /// <param name="axis">The axes that disappear, each once; negative ones count from the end. None: every element by itself.</param>
    /// <param name="keepDims">Whether they stay, with length 1, so that the result broadcasts against the source.</param>
    /// <param name="options">Threads, how to read, progress and cancellation.</param>
    /// <returns>A state for each index of the other axes, in a new array.</returns>
    /// <inheritdoc cref="Reduce{T, TState}(ReductionSource{T}, IReducer{T, TState}, ReductionOptions)" path="/typeparam"/>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReadOnlySpan{int}, bool, ReductionOptions)"
    ///             path="/exception"/>
    public static NDArray<TState> Reduce<T, TState>(
        this ReductionSource<T> source,
        IReducer<T, TState> reducer,
        ReadOnlySpan<int> axis,
        bool keepDims = false,
        ReductionOptions? options = null)
        where T : unmanaged
        where TState : unmanaged => Reduce(source, Reduction.From(reducer), axis, keepDims, options);

    private static void Require<T>(Reduction<T> reduction)
        where T : unmanaged => _ = reduction ?? throw new ArgumentNullException(nameof(reduction));

    // That an array is disposed is said before what is wrong with the other arguments.
    private static void RequireOpen<T>(ReductionSource<T> source, string name)
        where T : unmanaged => (source ?? throw new ArgumentNullException(name)).OpenElements(ReadStrategy.Auto).Dispose();
}
