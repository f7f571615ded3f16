using MemMap.Series;

namespace MemMap;

/// <content>One series at a time.</content>
public sealed partial class Rolling<T>
{
    private void WriteSums<TResult>(MemMapView<TResult> target, bool divides, SeriesOptions? options)
        where TResult : unmanaged
    {
        using SeriesCall<TResult> call = Open(target, options, out RollingWindows windows);
        if (call.Target.Length == 0)
        {
            return;
        }

        SeriesPlan plan = Plan(call, windows);
        Write<TResult, WindowSum, SumOfWindow>(call, windows, plan, new(divides));
    }

    private void WriteVariances<TResult>(MemMapView<TResult> target, double ddof, bool isDeviation, SeriesOptions? options)
        where TResult : unmanaged
    {
        using SeriesCall<TResult> call = Open(target, options, out RollingWindows windows);
        if (call.Target.Length == 0)
        {
            return;
        }

        SeriesPlan plan = Plan(call, windows);
        Write<TResult, WindowMoments, VarianceOfWindow>(call, windows, plan, new(ddof, isDeviation));
    }

    private void WriteExtremes<TResult>(MemMapView<TResult> target, bool largest, SeriesOptions? options)
        where TResult : unmanaged
    {
        using SeriesCall<TResult> call = Open(target, options, out RollingWindows windows);
        if (call.Target.Length == 0)
        {
            return;
        }

        SeriesPlan plan = Plan(call, windows);
        Write<TResult, WindowExtreme, ExtremeOfWindow>(call, windows, plan, new(largest));
    }
}
