using System;
using System.Diagnostics;
using System.Linq;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace MemMap.Benchmarks.Peers.Contenders;

/// <summary>
/// System.Numerics.Tensors over spans of the mapping, as one writes it by hand: all in one span, row by row along axis 1, and
/// element-wise into an array along axis 0. Sums are in the element type, as that library has them.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed unsafe class TensorPrimitivesContender<T>(DataFile<T> file) : IContender
    where T : unmanaged, INumber<T>
{
    public string Name => ContenderNames.TensorPrimitives;

    public Sampling Sampling => Sampling.WhenSlow;

    public bool CanDo(Case what) =>
        what.Layout == Layout.C
        && what.Operation != Operation.Describe
        && (what.Axis is not null || what.Rows * Case.Columns <= int.MaxValue)
        && (what.Operation != Operation.Std || (what.Axis != 0 && (typeof(T) == typeof(float) || typeof(T) == typeof(double))));

    public Measurement Measure(Case what)
    {
        long start = Stopwatch.GetTimestamp();
        double[] results = what.Axis switch
        {
            null => [Reduce(new(file.Pointer, checked((int)(what.Rows * Case.Columns))), what.Operation)],
            0 => AlongColumns(what),
            _ => AlongRows(what),
        };
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new(seconds, results.Average());
    }

    public void Dispose()
    {
    }

    private ReadOnlySpan<T> Row(long row) => new(file.Pointer + (row * Case.Columns), Case.Columns);

    private double[] AlongRows(Case what)
    {
        var results = new double[what.Rows];
        for (int row = 0; row < results.Length; row++)
        {
            results[row] = Reduce(Row(row), what.Operation);
        }

        return results;
    }

    private double[] AlongColumns(Case what)
    {
        T[] results = Row(0).ToArray();
        for (long row = 1; row < what.Rows; row++)
        {
            switch (what.Operation)
            {
                case Operation.Mean:
                    TensorPrimitives.Add(results, Row(row), results);
                    break;
                case Operation.Min:
                    TensorPrimitives.Min(results, Row(row), results);
                    break;
                default:
                    TensorPrimitives.Max(results, Row(row), results);
                    break;
            }
        }

        double divisor = what.Operation == Operation.Mean ? what.Rows : 1;
        return Array.ConvertAll(results, result => double.CreateChecked(result) / divisor);
    }

    private static double Reduce(ReadOnlySpan<T> elements, Operation operation) => operation switch
    {
        Operation.Mean => double.CreateChecked(TensorPrimitives.Sum(elements)) / elements.Length,
        Operation.Std when typeof(T) == typeof(float) => TensorPrimitives.StdDev(MemoryMarshal.Cast<T, float>(elements)),
        Operation.Std => TensorPrimitives.StdDev(MemoryMarshal.Cast<T, double>(elements)),
        Operation.Min => double.CreateChecked(TensorPrimitives.Min(elements)),
        _ => double.CreateChecked(TensorPrimitives.Max(elements)),
    };
}
