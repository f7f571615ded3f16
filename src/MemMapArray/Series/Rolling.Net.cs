using System.Runtime.Intrinsics;
using MemMap.Series;

namespace MemMap;

/// <content>Eight series at a time, where so many lie side by side; of one, eight sections.</content>
public sealed partial class Rolling<T>
{
    private void WriteSums<TResult>(MemMapView<TResult> target, bool divides, SeriesOptions? options)
        where TResult : unmanaged =>
        Write<TResult, WindowSum, SumOfWindow, EightSums, SumOfWindows>(target, options, new(divides), new(divides));

    private void WriteVariances<TResult>(MemMapView<TResult> target, double ddof, bool isDeviation, SeriesOptions? options)
        where TResult : unmanaged => Write<TResult, WindowMoments, VarianceOfWindow, EightMoments, VarianceOfWindows>(
        target, options, new(ddof, isDeviation), new(ddof, isDeviation));

    private void WriteExtremes<TResult>(MemMapView<TResult> target, bool largest, SeriesOptions? options)
        where TResult : unmanaged =>
        Write<TResult, WindowExtreme, ExtremeOfWindow, EightExtremes, ExtremeOfWindows>(target, options, new(largest), new(largest));

    private void Write<TResult, TState, TWindow, TStates, TWindows>(
        MemMapView<TResult> target, SeriesOptions? options, TWindow ofOne, TWindows ofEight)
        where TResult : unmanaged
        where TState : unmanaged
        where TWindow : struct, IWindow<TState>
        where TStates : unmanaged
        where TWindows : struct, IWindow<TStates>
    {
        using SeriesCall<TResult> call = Open(target, options, out RollingWindows windows);
        if (call.Target.Length == 0)
        {
            return;
        }

        SeriesPlan plan = Plan(call, windows);
        if (plan.LeastColumns >= Vector512<double>.Count)
        {
            Write<TResult, TStates, TWindows>(call, windows, plan, ofEight);
        }
        else if (SectionedRollingWork.IsFor(plan, windows))
        {
            new SectionedRollingWork<TResult, TState, TWindow, TStates, TWindows>(call, plan, ofOne, ofEight, windows).Run();
        }
        else
        {
            Write<TResult, TState, TWindow>(call, windows, plan, ofOne);
        }
    }
}
