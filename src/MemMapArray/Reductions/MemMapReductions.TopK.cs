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
        if (k < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(k), k, "There is no negative number of elements.");
        }

        using ReductionCall call = ReductionCall.OverAll(source, options);
        return new TopRun<T>(call, k, largest).Run();
    }
}
