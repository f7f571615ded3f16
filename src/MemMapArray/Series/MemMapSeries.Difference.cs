using System;
using MemMap.Converting;
using MemMap.Series;

namespace MemMap;

/// <content>Differences of neighbours.</content>
public static partial class MemMapSeries
{
    /// <summary>Writes the differences of neighbours along an axis: each element's successor less the element. NumPy's
    /// <c>np.diff(a, n, axis)</c>, without a temporary. O(n Length).</summary>
    /// <typeparam name="T">The element type of the source: any number up to 64 bits, in either byte order.</typeparam>
    /// <typeparam name="TResult">The element type of the target: a number; of floating-point sources a floating-point number.</typeparam>
    /// <param name="source">A view of any layout, or an array of shards.</param>
    /// <param name="target">Where to: of the shape of the source, but shorter by <paramref name="n"/> along the axis. It may be the first
    /// elements of the source: in place.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="n">How many times differences are taken: 2 for differences of differences.</param>
    /// <param name="options">Threads, how to read, progress and cancellation.</param>
    /// <remarks>Integers are subtracted exactly, in 64 bits with a sign: differences of unsigned numbers need a target with a sign, or not
    /// to be negative. Floating-point numbers are subtracted in double precision, however often, and rounded to the target once.</remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, <paramref name="n"/> is below 1 or above 1,000, or an option has
    /// a value that does not exist.</exception>
    /// <exception cref="ArgumentException">The target has another shape, or has bytes of the source without being at its place; or elements
    /// of the source are left out (Where).</exception>
    /// <exception cref="OverflowException">A difference of integers does not fit the target. The message has its index.</exception>
    /// <exception cref="NotSupportedException">The target is read-only, or one of the types is not for that.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">One of the arrays is disposed.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short meanwhile, cannot be read, or has no room.</exception>
    /// <example><code>
    /// NDArray&lt;double&gt; returns = NDArray.Create&lt;double&gt;((prices.Shape[0] - 1, prices.Shape[1]));
    /// prices.Difference(returns, axis: 0);               // np.diff(prices, axis=0)
    /// returns.Difference(returns[..^1, ..], axis: 0);    // in place; the last row stays
    /// </code></example>
    public static void Difference<T, TResult>(
        this ReductionSource<T> source, MemMapView<TResult> target, int axis, int n = 1, SeriesOptions? options = null)
        where T : unmanaged
        where TResult : unmanaged
    {
        if (n is < 1 or > MostDifferences)
        {
            throw new ArgumentOutOfRangeException(nameof(n), n, $"Differences are taken once or more, at most {MostDifferences} times.");
        }

        using SeriesCall<TResult> call = SeriesCall<TResult>.Open(source, target, axis, fewer: n, mayBeInPlace: true, options);
        if (call.Target.Length == 0)
        {
            return;
        }

        SeriesPlan plan = Plan(call, partRows: 1);
        switch (NumberKinds.Of<T>())
        {
            case NumberKind.UInt64:
                new DifferenceWork<ulong, long, TResult>(call, plan, n).Run();
                break;
            case NumberKind.Half or NumberKind.BFloat16 or NumberKind.Single or NumberKind.Double:
                new DifferenceWork<double, double, TResult>(call, plan, n).Run();
                break;
            default:
                new DifferenceWork<long, long, TResult>(call, plan, n).Run();
                break;
        }
    }
}
