using System;
using System.Diagnostics;
using System.IO;
using System.IO.MemoryMappedFiles;
using System.Linq;

namespace MemMap.Benchmarks.Peers.Contenders;

/// <summary>.NET's own accessor, element by element.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal sealed unsafe class AccessorContender<T> : IContender<T>
    where T : unmanaged
{
    private readonly Func<T, double> _toDouble;
    private readonly MemoryMappedFile _mapping;
    private readonly MemoryMappedViewAccessor _accessor;

    /// <summary>Maps the file.</summary>
    public AccessorContender(DataFile<T> file)
    {
        _toDouble = file.Type.ToDouble;
        _mapping = MemoryMappedFile.CreateFromFile(file.Path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _accessor = _mapping.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
    }

    public string Name => ContenderNames.Accessor;

    public Sampling Sampling => Sampling.Always;

    public bool CanDo(Case<T> what) => what.Layout.Name == "C" && what.Operation.Name is "mean" or "std" or "min" or "max";

    public Measurement Measure(Case<T> what)
    {
        long start = Stopwatch.GetTimestamp();
        double[] results = what.Operation.Name switch
        {
            "mean" => Means(what),
            "std" => Stds(what),
            "min" => Extremes(what, isMax: false),
            _ => Extremes(what, isMax: true),
        };
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new(seconds, results.Average());
    }

    public void Dispose()
    {
        _accessor.Dispose();
        _mapping.Dispose();
    }

    private static long ResultLength(Case<T> what) => what.Axis switch { null => 1, 0 => Layouts.Columns, _ => what.Rows };

    private static long ResultIndex(Case<T> what, long row, long column) => what.Axis switch { null => 0, 0 => column, _ => row };

    private double Read(long row, long column)
    {
        _accessor.Read(((row * Layouts.Columns) + column) * sizeof(T), out T element);
        return _toDouble(element);
    }

    private double[] Means(Case<T> what)
    {
        var results = new double[ResultLength(what)];
        for (long row = 0; row < what.Rows; row++)
        {
            for (int column = 0; column < Layouts.Columns; column++)
            {
                results[ResultIndex(what, row, column)] += Read(row, column);
            }
        }

        return Divide(what, results);
    }

    private double[] Stds(Case<T> what)
    {
        double[] means = Means(what);
        var results = new double[means.Length];
        for (long row = 0; row < what.Rows; row++)
        {
            for (int column = 0; column < Layouts.Columns; column++)
            {
                long index = ResultIndex(what, row, column);
                double deviation = Read(row, column) - means[index];
                results[index] += deviation * deviation;
            }
        }

        return Array.ConvertAll(Divide(what, results), Math.Sqrt);
    }

    private double[] Extremes(Case<T> what, bool isMax)
    {
        var results = new double[ResultLength(what)];
        Array.Fill(results, isMax ? double.NegativeInfinity : double.PositiveInfinity);
        for (long row = 0; row < what.Rows; row++)
        {
            for (int column = 0; column < Layouts.Columns; column++)
            {
                long index = ResultIndex(what, row, column);
                double element = Read(row, column);
                results[index] = isMax ? Math.Max(results[index], element) : Math.Min(results[index], element);
            }
        }

        return results;
    }

    private static double[] Divide(Case<T> what, double[] sums)
    {
        double count = (double)what.Rows * Layouts.Columns / sums.Length;
        return Array.ConvertAll(sums, sum => sum / count);
    }
}
