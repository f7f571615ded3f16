using System;
using System.Diagnostics;
using System.Linq;
using System.Numerics;

namespace MemMap.Benchmarks.Peers.Contenders;

/// <summary>This library.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed class MemMapArrayContender<T>(DataFile<T> file, string name, ReductionOptions options) : IContender
    where T : unmanaged, INumber<T>
{
    private readonly Lazy<MemMapArray<T>> _orderF = new(() => MemMapArray.Open<T>(file.Path, (file.Rows, Case.Columns), order: MemMapOrder.F));

    public string Name => name;

    public Sampling Sampling => Sampling.Never;

    public bool CanDo(Case what) => true;

    public Measurement Measure(Case what)
    {
        MemMapView<T> view = View(what.Layout);
        return what.Axis is int axis ? Along(view, what.Operation, axis) : OverAll(view, what.Operation);
    }

    public void Dispose()
    {
        if (_orderF.IsValueCreated)
        {
            _orderF.Value.Dispose();
        }
    }

    private MemMapView<T> View(Layout layout) => layout switch
    {
        Layout.C => file.Array,
        Layout.F => _orderF.Value,
        Layout.Transposed => file.Array.Transpose(),
        _ => file.Array[.., ..(Case.Columns / 2)],
    };

    private Measurement OverAll(MemMapView<T> view, Operation operation)
    {
        long start = Stopwatch.GetTimestamp();
        double value = operation switch
        {
            Operation.Mean => view.Mean(options),
            Operation.Std => view.Std(options: options),
            Operation.Min => double.CreateChecked(view.Min(options)),
            Operation.Describe => view.Describe(options).Std(),
            _ => double.CreateChecked(view.Max(options)),
        };
        return new(Stopwatch.GetElapsedTime(start).TotalSeconds, value);
    }

    private Measurement Along(MemMapView<T> view, Operation operation, int axis)
    {
        long start = Stopwatch.GetTimestamp();
        switch (operation)
        {
            case Operation.Mean:
                return Finish(start, view.Mean(axis, options: options));
            case Operation.Std:
                return Finish(start, view.Std(axis, options: options));
            case Operation.Min:
                return Finish(start, view.Min(axis, options: options));
            case Operation.Describe:
                NDArray<Moments> moments = view.Describe(axis, options: options);
                return new(Stopwatch.GetElapsedTime(start).TotalSeconds, moments.ToArray().Average(x => x.Std()));
            default:
                return Finish(start, view.Max(axis, options: options));
        }
    }

    private static Measurement Finish<TResult>(long start, NDArray<TResult> result)
        where TResult : unmanaged, INumber<TResult>
    {
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new(seconds, result.ToArray().Average(double.CreateChecked));
    }
}
