using System;
using MemMap.Converting;
using MemMap.Series;

namespace MemMap;

/// <summary>All windows of some neighbours along an axis, one for each element, which is the last of its window. Nothing is read before a
/// statistic is asked for. <see cref="MemMapSeries.Rolling{T}"/> makes it.</summary>
/// <typeparam name="T">The element type of the source.</typeparam>
/// <remarks>
/// <para>Each window is right by itself: nothing is ever taken out of a sum, so that an infinity, a NaN or 1e300 in one window leaves no
/// trace in later ones. (pandas adds what comes and subtracts what goes.) But for medians, the time does not depend on the length of the
/// window.</para>
/// <para>The first elements have windows that are not whole; a window of fewer elements than the least number is NaN. With
/// <see cref="SeriesOptions.SkipNaN"/> elements that are NaN do not count, as in pandas; otherwise they make their windows
/// NaN.</para>
/// <para>Numbers are taken in double precision; of integers of 64 bits the nearest double. Sums and means are within 2 units in the last
/// place where not nearly all of it cancels, variances and deviations within 1e-12; extremes and medians are exact. Deviations above
/// 1e154 have squares that no double holds: theirs are infinite or NaN; those below 1e-154 are 0.</para>
/// </remarks>
/// <example><code>
/// prices.Rolling(60, axis: 0).Std(volatility);    // pd.DataFrame(prices).rolling(60).std()
/// </code></example>
public sealed partial class Rolling<T>
    where T : unmanaged
{
    // A median's windows are in memory as they are.
    private const long MostOfMedian = 1 << 26;
    private const int BoxElements = 1 << 15, LeastColumns = 16, MostColumns = 1 << 8, LongBoxElements = 1 << 15;

    private readonly ReductionSource<T> _source;
    private readonly int _axis;
    private readonly long _minCount;

    internal Rolling(ReductionSource<T> source, long window, int axis, long minCount) =>
        (_source, Window, _axis, _minCount) = (source, window, axis, minCount);

    /// <summary>How many elements a window has.</summary>
    public long Window { get; }

    /// <summary>Writes the sum of each window. pandas' <c>rolling(window).sum()</c>. O(Length).</summary>
    /// <typeparam name="TResult">The element type of the target: a floating-point number.</typeparam>
    /// <param name="target">Where to, of the shape of the source. It may not have elements of the source.</param>
    /// <param name="options">Threads, NaN, how to read, progress and cancellation.</param>
    /// <exception cref="ArgumentNullException">The target is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an option has a value that does not exist.</exception>
    /// <exception cref="ArgumentException">The target has another shape, or has bytes of the source; or elements of the source are left out
    /// (Where).</exception>
    /// <exception cref="NotSupportedException">The target is read-only, or one of the types is not for that.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">One of the arrays is disposed.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short meanwhile, cannot be read, or has no room.</exception>
    /// <example><code>rainfall.Rolling(7, axis: 0).Sum(weekly);    // rolling(7).sum()</code></example>
    public void Sum<TResult>(MemMapView<TResult> target, SeriesOptions? options = null)
        where TResult : unmanaged => WriteSums(target, divides: false, options);

    /// <summary>Writes the mean of each window. pandas' <c>rolling(window).mean()</c>. O(Length).</summary>
    /// <inheritdoc cref="Sum" path="/typeparam | /param | /exception"/>
    /// <example><code>prices.Rolling(60, axis: 0).Mean(average);    // rolling(60).mean()</code></example>
    public void Mean<TResult>(MemMapView<TResult> target, SeriesOptions? options = null)
        where TResult : unmanaged => WriteSums(target, divides: true, options);

    /// <summary>Writes the variance of each window. pandas' <c>rolling(window).var(ddof)</c>. O(Length).</summary>
    /// <typeparam name="TResult">The element type of the target: a floating-point number.</typeparam>
    /// <param name="target">Where to, of the shape of the source. It may not have elements of the source.</param>
    /// <param name="ddof">What is taken off the number of elements: 1, as in pandas, for the variance that a sample suggests; 0 for that of
    /// the window itself.</param>
    /// <param name="options">Threads, NaN, how to read, progress and cancellation.</param>
    /// <inheritdoc cref="Sum" path="/exception"/>
    /// <example><code>prices.Rolling(60, axis: 0).Var(variance);    // rolling(60).var()</code></example>
    public void Var<TResult>(MemMapView<TResult> target, double ddof = 1, SeriesOptions? options = null)
        where TResult : unmanaged => WriteVariances(target, ddof, isDeviation: false, options);

    /// <summary>Writes the standard deviation of each window. pandas' <c>rolling(window).std(ddof)</c>. O(Length).</summary>
    /// <inheritdoc cref="Var" path="/typeparam | /param | /exception"/>
    /// <example><code>prices.Rolling(60, axis: 0).Std(volatility);    // rolling(60).std()</code></example>
    public void Std<TResult>(MemMapView<TResult> target, double ddof = 1, SeriesOptions? options = null)
        where TResult : unmanaged => WriteVariances(target, ddof, isDeviation: true, options);

    /// <summary>Writes the minimum of each window. pandas' <c>rolling(window).min()</c>. O(Length).</summary>
    /// <inheritdoc cref="Sum" path="/typeparam | /param | /exception"/>
    /// <example><code>prices.Rolling(60, axis: 0).Min(lowest);    // rolling(60).min()</code></example>
    public void Min<TResult>(MemMapView<TResult> target, SeriesOptions? options = null)
        where TResult : unmanaged => WriteExtremes(target, largest: false, options);

    /// <summary>Writes the maximum of each window. pandas' <c>rolling(window).max()</c>. O(Length).</summary>
    /// <inheritdoc cref="Sum" path="/typeparam | /param | /exception"/>
    /// <example><code>prices.Rolling(60, axis: 0).Max(highest);    // rolling(60).max()</code></example>
    public void Max<TResult>(MemMapView<TResult> target, SeriesOptions? options = null)
        where TResult : unmanaged => WriteExtremes(target, largest: true, options);

    /// <summary>Writes the median of each window. pandas' <c>rolling(window).median()</c>. O(Length log window), and more beyond some
    /// thousands; memory of about 40 times the window a thread.</summary>
    /// <inheritdoc cref="Sum" path="/typeparam | /param"/>
    /// <exception cref="InvalidOperationException">A window has more than 67,108,864 elements: they have to be in memory.</exception>
    /// <inheritdoc cref="Sum" path="/exception"/>
    /// <example><code>prices.Rolling(5, axis: 0).Median(typical);    // rolling(5).median()</code></example>
    public void Median<TResult>(MemMapView<TResult> target, SeriesOptions? options = null)
        where TResult : unmanaged
    {
        using SeriesCall<TResult> call = Open(target, options, out RollingWindows windows);
        if (windows.Length > MostOfMedian)
        {
            throw new InvalidOperationException(
                $"A window of {windows.Length} elements is too long for a median: its elements have to be in memory, at most {MostOfMedian}.");
        }

        if (call.Target.Length > 0)
        {
            // What is read before a box is a small part of it.
            long elements = Math.Max(call.BoxElements > 0 ? call.BoxElements : BoxElements, 4 * windows.Length);
            new RollingMedianWork<TResult>(call, Plan(call, elements, Math.Max(1, elements / (4 * windows.Length))), windows).Run();
        }
    }

    private static SeriesPlan Plan<TResult>(SeriesCall<TResult> call, long elements, long columns, long rows = long.MaxValue)
        where TResult : unmanaged => new(call.Target, call.Source.Layout, call.Axis, elements, columns, rows);

    private static SeriesPlan Plan<TResult>(SeriesCall<TResult> call, in RollingWindows windows)
        where TResult : unmanaged
    {
        if (windows.AreLong)
        {
            long most = Math.Max(1, LongBoxElements / windows.BlockRows);
            return Plan(call, windows.BlockRows * most, AlikeWidth(call, most), windows.BlockRows);
        }

        // Windows that begin before a box make a small part of what is read for it; but some columns lie side by side.
        long elements = call.BoxElements > 0 ? call.BoxElements : Math.Max(BoxElements, 4 * LeastColumns * windows.Length);
        elements = Math.Max(elements, 8 * windows.Length);
        long columns = Math.Max(LeastColumns, Math.Min(MostColumns, elements / (8 * windows.Length)));
        return Plan(call, elements, AlikeWidth(call, columns));
    }

    // How wide boxes are of at most so many columns that are about as wide as each other.
    private static long AlikeWidth<TResult>(SeriesCall<TResult> call, long columns)
        where TResult : unmanaged
    {
        long all = Plan(call, 1, long.MaxValue).MostColumns, boxes = (all + columns - 1) / columns;
        return (all + boxes - 1) / boxes;
    }

    private static void Write<TResult, TState, TWindow>(
        SeriesCall<TResult> call, in RollingWindows windows, SeriesPlan plan, TWindow statistic)
        where TResult : unmanaged
        where TState : unmanaged
        where TWindow : struct, IWindow<TState>
    {
        if (!windows.AreLong)
        {
            new ShortRollingWork<TResult, TState, TWindow>(call, plan, statistic, windows).Run();
            return;
        }

        int mostStates = WindowLoops<TState, TWindow>.StatesOf(statistic, (int)plan.MostColumns);
        using var tree = new BlockTree<TState, TWindow>(plan.Rows / windows.BlockRows, mostStates);
        var work = new LongRollingWork<TResult, TState, TWindow>(call, plan, statistic, windows, tree);
        for (long first = 0; first < plan.BoxCount; first += plan.ChunksPerSeries)
        {
            tree.Fill(call, plan, first, statistic, windows);
            work.Run(first, plan.ChunksPerSeries);
        }
    }

    private SeriesCall<TResult> Open<TResult>(MemMapView<TResult> target, SeriesOptions? options, out RollingWindows windows)
        where TResult : unmanaged
    {
        NumberKind kind = NumberKinds.Require<TResult>();
        if (!NumberKinds.IsFloatingPoint(kind))
        {
            throw new NotSupportedException(
                $"A window that is not whole is NaN: the target has to be of floating-point numbers, not of {NumberKinds.NameOf(kind)}.");
        }

        SeriesCall<TResult> call = SeriesCall<TResult>.Open(_source, target, _axis, fewer: 0, mayBeInPlace: false, options);
        windows = new(Window, _minCount, call.Target.Lengths[call.Axis], call.SkipNaN);
        return call;
    }
}
