using MemMap.Series;

namespace MemMap;

/// <content>One series at a time.</content>
public sealed partial class Rolling<T>
{
    private void WriteSums<TResult>(MemMapView<TResult> target, bool divides, SeriesOptions? options)
        where TResult : unmanaged => Write<TResult, WindowSum, SumOfWindow>(target, options, new(divides));

    private void WriteVariances<TResult>(MemMapView<TResult> target, double ddof, bool isDeviation, SeriesOptions? options)
        where TResult : unmanaged => Write<TResult, WindowMoments, VarianceOfWindow>(target, options, new(ddof, isDeviation));

    private void WriteExtremes<TResult>(MemMapView<TResult> target, bool largest, SeriesOptions? options)
        where TResult : unmanaged => Write<TResult, WindowExtreme, ExtremeOfWindow>(target, options, new(largest));

    private void Write<TResult, TState, TWindow>(MemMapView<TResult> target, SeriesOptions? options, TWindow statistic)
        where TResult : unmanaged
        where TState : unmanaged
        where TWindow : struct, IWindow<TState>
    {
        using SeriesCall<TResult> call = Open(target, options, out RollingWindows windows);
        if (call.Target.Length > 0)
        {
            Write<TResult, TState, TWindow>(call, windows, Plan(call, windows), statistic);
        }
    }
}
