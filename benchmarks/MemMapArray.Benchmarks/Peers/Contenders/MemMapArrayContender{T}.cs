using System;
using System.Diagnostics;

namespace MemMap.Benchmarks.Peers.Contenders;

/// <summary>This library.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class MemMapArrayContender<T>(DataFile<T> file, string name, ReductionOptions options) : IContender<T>
    where T : unmanaged
{
    private readonly Lazy<MemMapArray<T>> _orderF = new(
        () => MemMapArray.Open<T>(file.Path, (file.Rows, Layouts.Columns), order: MemMapOrder.F));

    public string Name => name;

    public Sampling Sampling => Sampling.Never;

    public bool CanDo(Case<T> what) => true;

    public Measurement Measure(Case<T> what)
    {
        MemMapArray<T> array = what.Layout.Order == MemMapOrder.F ? _orderF.Value : file.Array;
        MemMapView<T> view = what.Layout.View(what.Rows < file.Rows ? array[..(int)what.Rows] : array);
        long start = Stopwatch.GetTimestamp();
        object result = what.Axis is int axis ? what.Operation.Along(view, axis, options) : what.Operation.OverAll(view, options);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new(seconds, Answer.MeanOf(result, file.Type.ToDouble));
    }

    public void Dispose()
    {
        if (_orderF.IsValueCreated)
        {
            _orderF.Value.Dispose();
        }
    }
}
