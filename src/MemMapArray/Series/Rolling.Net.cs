using System.Runtime.Intrinsics;
using MemMap.Series;

namespace MemMap;

/// <content>Eight series at a time, where so many lie side by side.</content>
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
        if (plan.LeastColumns >= Vector512<double>.Count)
        {
            Write<TResult, EightSums, SumOfWindows>(call, windows, plan, new(divides));
        }
        else
        {
            Write<TResult, WindowSum, SumOfWindow>(call, windows, plan, new(divides));
        }
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
        if (plan.LeastColumns >= Vector512<double>.Count)
        {
            Write<TResult, EightMoments, VarianceOfWindows>(call, windows, plan, new(ddof, isDeviation));
        }
        else
        {
            Write<TResult, WindowMoments, VarianceOfWindow>(call, windows, plan, new(ddof, isDeviation));
        }
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
        if (plan.LeastColumns >= Vector512<double>.Count)
        {
            Write<TResult, EightExtremes, ExtremeOfWindows>(call, windows, plan, new(largest));
        }
        else
        {
            Write<TResult, WindowExtreme, ExtremeOfWindow>(call, windows, plan, new(largest));
        }
    }
}
