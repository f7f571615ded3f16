using System;
using MemMap.Reductions.Calls;
using MemMap.Reductions.Ordering;

namespace MemMap;

/// <content>The largest and the smallest elements.</content>
public static partial class MemMapReductions
{
    /// <summary>The k largest elements, or the smallest, and where they are, in one pass. As <c>torch.topk</c>, or NumPy's
    /// <c>np.argsort(a, axis=None, kind='stable')[:k]</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The elements.</param>
    /// <param name="k">How many.</param>
    /// <param name="largest">The largest; otherwise the smallest.</param>
    /// <param name="options">Threads, how to read, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>The elements, the largest (or smallest) first, and their indexes in C order, whatever the layout; fewer than
    /// <paramref name="k"/> where there are not as many. Of equal elements those of lower index come first. -0 is below +0. NaN
    /// comes after all numbers, either way.</returns>
    /// <remarks>O(Length) for few, and O(Length log k) where elements come in ascending order. Each thread holds 32 bytes for each of
    /// the k.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is below 0, or an option has a value that does not exist.</exception>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/exception[contains(@cref, 'Null') or contains(@cref, 'Canceled') or contains(@cref, 'Disposed') or contains(@cref, 'IOEx')]"/>
    /// <example><code>(float[] values, long[] indexes) = array.TopK(10);</code></example>
    public static (T[] Values, long[] Indexes) TopK<T>(
        this ReductionSource<T> source, int k, bool largest = true, ReductionOptions? options = null)
        where T : unmanaged
    {
        RequireCount(k);
        using ReductionCall call = ReductionCall.OverAll(source, options);
        int most = (int)Math.Min(k, call.Elements.Layout.Length);
        var results = new TopResults<T>(most, most, 1);
        TopRule rule = new(most, largest, call.Settings.SkipNaN, typeof(T) == typeof(bool));
        new TopRun<T>(call, rule, new long[call.Reduces.Length], results).Run();
        int found = Array.IndexOf(results.Indexes, -1);
        return found < 0 ? (results.Values, results.Indexes) : (results.Values.AsSpan(0, found).ToArray(), results.Indexes.AsSpan(0, found).ToArray());
    }

    /// <summary>The k largest elements along one axis, or the smallest, and where they are, in one pass. As <c>torch.topk(a, k, dim)</c>, or
    /// the first k of NumPy's <c>np.argsort(a, axis, kind='stable')</c> and what <c>np.take_along_axis</c> finds there.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The elements.</param>
    /// <param name="k">How many.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <param name="largest">The largest; otherwise the smallest.</param>
    /// <param name="options">Threads, how to read, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>The elements and their indexes along the axis, in two new arrays of the shape of the source, the axis being
    /// <paramref name="k"/> long, or as long as it is where that is less. The order is that of
    /// <see cref="TopK{T}(ReductionSource{T}, int, bool, ReductionOptions)"/>. Where fewer elements are left, as others are not selected or
    /// NaN, the index is -1 and the element NaN, or 0 of types without NaN.</returns>
    /// <remarks>O(Length) for few. Each thread holds 32 bytes for each of the k, of as many neighbouring columns as have a megabyte of them,
    /// or of 16.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is below 0, there is no such axis, or an option has a value that does
    /// not exist.</exception>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    /// <exception cref="InvalidOperationException">The results are too many for an array.</exception>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/exception[contains(@cref, 'Null') or contains(@cref, 'Canceled') or contains(@cref, 'Disposed') or contains(@cref, 'IOEx')]"/>
    /// <example><code>(NDArray&lt;float&gt; best, NDArray&lt;long&gt; classes) = scores.TopK(5, axis: 1);    // (rows, 5) each</code></example>
    public static (NDArray<T> Values, NDArray<long> Indexes) TopK<T>(
        this ReductionSource<T> source, int k, int axis, bool largest = true, ReductionOptions? options = null)
        where T : unmanaged
    {
        RequireCount(k);
        using ReductionCall call = ReductionCall.Over(source, [axis], options);
        long[] lengths = call.Elements.Layout.Lengths.ToArray();
        int along = Array.IndexOf(call.Reduces, true), most = (int)Math.Min(k, lengths[along]);
        lengths[along] = most;
        Layout places = Layout.Create(lengths, MemMapOrder.C, 0, 1);
        if (places.Length > int.MaxValue / 2)
        {
            throw new InvalidOperationException($"There are {places.Length} results: too many for an array. Take some of the elements at a time.");
        }

        long[] strides = places.Strides.ToArray();
        var results = new TopResults<T>(places.Length, most, strides[along]);
        TopRule rule = new(most, largest, call.Settings.SkipNaN, typeof(T) == typeof(bool));
        new TopRun<T>(call, rule, strides, results).Run();
        return (NDArray.From(results.Values, lengths), NDArray.From(results.Indexes, lengths));
    }

    private static void RequireCount(int k)
    {
        if (k < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(k), k, "There is no negative number of elements.");
        }
    }
}
