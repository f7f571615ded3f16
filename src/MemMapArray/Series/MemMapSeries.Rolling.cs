using System;

namespace MemMap;

/// <content>Rolling windows.</content>
public static partial class MemMapSeries
{
    /// <summary>All windows of some neighbours along an axis, one for each element, which is the last of its window. pandas'
    /// <c>rolling(window, min_periods)</c>. O(1): nothing is read before a statistic is asked for.</summary>
    /// <typeparam name="T">The element type of the source: any number up to 64 bits, in either byte order.</typeparam>
    /// <param name="source">A view of any layout, or an array of shards.</param>
    /// <param name="window">How many elements a window has. It may be longer than the series.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="minCount">The least number of elements that a window needs for a result other than NaN. Default: all of
    /// <paramref name="window"/>.</param>
    /// <returns>The windows.</returns>
    /// <exception cref="ArgumentNullException">The source is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A window is shorter than 1 or than <paramref name="minCount"/>, or that is below
    /// 0.</exception>
    /// <example><code>
    /// prices.Rolling(60, axis: 0, minCount: 30).Std(volatility);    // pd.DataFrame(prices).rolling(60, min_periods=30).std()
    /// </code></example>
    public static Rolling<T> Rolling<T>(this ReductionSource<T> source, long window, int axis, long? minCount = null)
        where T : unmanaged
    {
        _ = source ?? throw new ArgumentNullException(nameof(source));
        if (window < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(window), window, "A window has at least one element.");
        }

        return minCount is < 0 || minCount > window
            ? throw new ArgumentOutOfRangeException(nameof(minCount), minCount, $"The least number of elements is from 0 to the window's length, {window}.")
            : new(source, window, axis, minCount ?? window);
    }
}
