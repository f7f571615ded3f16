using System;
using MemMap.Converting;
using MemMap.Series;

namespace MemMap;

/// <content>What is missing.</content>
public static partial class MemMapSeries
{
    /// <summary>Writes each element that is NaN as the last one before it that is not, along an axis; all others as they are. The
    /// <c>ffill</c> of pandas. O(Length).</summary>
    /// <typeparam name="T">The element type of the source: a floating-point number, in either byte order.</typeparam>
    /// <typeparam name="TResult">The element type of the target: a floating-point number.</typeparam>
    /// <param name="source">A view of any layout, or an array of shards.</param>
    /// <param name="target">Where to, of the same shape. It may be the source: in place.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="limit">How many in a row are filled, at most; of a longer run the first ones.</param>
    /// <param name="options">Threads, how to read, progress and cancellation.</param>
    /// <remarks>Before the first number there is nothing to fill with: NaN stays, with its bits. All elements of the target are written, those
    /// that are not filled as well. From behind, with the next number: flip both,
    /// <c>source.Flip(axis).FillForward(target.Flip(axis), axis)</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, the limit is negative, or an option has a value that does not
    /// exist.</exception>
    /// <exception cref="NotSupportedException">The target is read-only, or one of the types has no NaN.</exception>
    /// <inheritdoc cref="CumulativeSum{T, TResult}" path="/exception[not(@cref='T:System.ArgumentOutOfRangeException' or @cref='T:System.NotSupportedException' or @cref='T:System.OverflowException')]"/>
    /// <example><code>
    /// readings.FillForward(readings, axis: 0);    // pd.DataFrame(readings).ffill()
    /// </code></example>
    public static void FillForward<T, TResult>(
        this ReductionSource<T> source, MemMapView<TResult> target, int axis, long limit = long.MaxValue, SeriesOptions? options = null)
        where T : unmanaged
        where TResult : unmanaged
    {
        if (!NumberKinds.IsFloatingPoint(NumberKinds.Require<T>()))
        {
            throw new NotSupportedException(
                $"Elements of {NumberKinds.NameOf(NumberKinds.Of<T>())} are never NaN: there is nothing to fill. Replace writes over what Where selects.");
        }

        if (limit < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "So many elements in a row are filled: at least 0.");
        }

        using SeriesCall<TResult> call = SeriesCall<TResult>.Open(source, target, axis, fewer: 0, mayBeInPlace: true, options);
        Run<double, TResult, CumulativeFill>(call, new(limit), "The number");
    }
}
