using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace MemMap.Benchmarks.Peers.Contenders;

/// <summary>
/// System.Numerics.Tensors, and what spans have themselves, over spans of the mapping, as one writes it by hand: all in one span, row by
/// row along axis 1, and element-wise into an array along axis 0. Sums are in the element type, as that library has them.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed unsafe class TensorPrimitivesContender<T>(DataFile<T> file) : IContender<T>
    where T : unmanaged, INumber<T>
{
    private delegate double Reduce(ReadOnlySpan<T> elements);

    private delegate void Add(Span<T> results, ReadOnlySpan<T> row);

    private static readonly Dictionary<string, Reduce> s_reductions = new()
    {
        ["mean"] = elements => double.CreateChecked(TensorPrimitives.Sum(elements)) / elements.Length,
        ["std"] = Std,
        ["min"] = elements => double.CreateChecked(TensorPrimitives.Min(elements)),
        ["max"] = elements => double.CreateChecked(TensorPrimitives.Max(elements)),
        ["argmax"] = elements => TensorPrimitives.IndexOfMax(elements),
        ["count_nonzero"] = elements => elements.Length - elements.Count(T.Zero),
        ["any"] = elements => elements.ContainsAnyExcept(T.Zero) ? 1 : 0,
        ["all"] = elements => elements.Contains(T.Zero) ? 0 : 1,
        ["prod"] = elements => double.CreateChecked(TensorPrimitives.Product(elements)),
    };

    private static readonly Dictionary<string, Add> s_additions = new()
    {
        ["mean"] = (results, row) => TensorPrimitives.Add(results, row, results),
        ["min"] = (results, row) => TensorPrimitives.Min(results, row, results),
        ["max"] = (results, row) => TensorPrimitives.Max(results, row, results),
        ["prod"] = (results, row) => TensorPrimitives.Multiply(results, row, results),
    };

    public string Name => ContenderNames.TensorPrimitives;

    public Sampling Sampling => Sampling.WhenSlow;

    public bool CanDo(Case<T> what) => what.Layout.RowLength is not null && what.Axis switch
    {
        null => s_reductions.ContainsKey(what.Operation.Name) && HasStd(what) && what.Rows * Layouts.Columns <= int.MaxValue,
        0 => s_additions.ContainsKey(what.Operation.Name),
        _ => s_reductions.ContainsKey(what.Operation.Name) && HasStd(what),
    };

    public Measurement Measure(Case<T> what)
    {
        long start = Stopwatch.GetTimestamp();
        double[] results = what.Axis switch
        {
            null => [s_reductions[what.Operation.Name](new(file.Pointer, checked((int)(what.Rows * Layouts.Columns))))],
            0 => AlongColumns(what, s_additions[what.Operation.Name]),
            _ => AlongRows(what, s_reductions[what.Operation.Name]),
        };
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new(seconds, results.Average());
    }

    public void Dispose()
    {
    }

    private static bool HasStd(Case<T> what) => what.Operation.Name != "std" || typeof(T) == typeof(float) || typeof(T) == typeof(double);

    private static double Std(ReadOnlySpan<T> elements) => typeof(T) == typeof(float)
        ? TensorPrimitives.StdDev(MemoryMarshal.Cast<T, float>(elements))
        : TensorPrimitives.StdDev(MemoryMarshal.Cast<T, double>(elements));

    private double[] AlongRows(Case<T> what, Reduce reduce)
    {
        int length = what.Layout.RowLength!.Value;
        var results = new double[what.Rows * Layouts.Columns / length];
        for (int row = 0; row < results.Length; row++)
        {
            results[row] = reduce(new(file.Pointer + ((long)row * length), length));
        }

        return results;
    }

    private double[] AlongColumns(Case<T> what, Add add)
    {
        int length = what.Layout.RowLength!.Value;
        T[] results = new ReadOnlySpan<T>(file.Pointer, length).ToArray();
        for (long row = 1; row < what.Rows * Layouts.Columns / length; row++)
        {
            add(results, new(file.Pointer + (row * length), length));
        }

        double divisor = what.Operation.Name == "mean" ? what.Rows : 1;
        return Array.ConvertAll(results, result => double.CreateChecked(result) / divisor);
    }
}
