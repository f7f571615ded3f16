using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using MemMap.Benchmarks.Peers.Contenders;

namespace MemMap.Benchmarks.Transforms;

/// <summary>All cases, over files of rows x 784 float32.</summary>
internal sealed class TransformsRun : IDisposable
{
    private const int Columns = 784;

    private readonly BenchmarkFile _xFile = new();
    private readonly BenchmarkFile _zFile = new();
    private readonly BenchmarkFile _otherFile = new();
    private readonly BenchmarkFile _newFile = new();
    private readonly BenchmarkFile _rowFile = new();
    private readonly BenchmarkFile _maskFile = new();
    private readonly int _rows;
    private readonly int _rounds;
    private readonly string _only;
    private readonly NumPyProcess? _numPy;
    private readonly MemMapArray<float> _x;
    private readonly MemMapArray<float> _z;
    private readonly MemMapArray<float> _row;
    private readonly MemMapArray<bool> _mask;

    private TransformsRun(int rows, int rounds, string only, NumPyProcess? numPy)
    {
        (_rows, _rounds, _only, _numPy) = (rows, rounds, only, numPy);
        _x = MemMapArray.Create<float>(_xFile.Path, (rows, Columns));
        _z = MemMapArray.Create<float>(_zFile.Path, (rows, Columns));
        _row = MemMapArray.Create<float>(_rowFile.Path, Columns);
        _mask = MemMapArray.Create<bool>(_maskFile.Path, (rows, Columns));
        _row.Fill(3);
        _mask.Fill(true);
        _z.Fill(2);
        float[] row = [.. Enumerable.Range(0, Columns).Select(i => i % 250 / 1.25f)];
        for (int i = 0; i < rows; i++)
        {
            _x[i, ..].CopyFrom(row);
        }

        WarmUp();
        _numPy?.Ask(new() { ["rows"] = rows, ["columns"] = Columns, ["x"] = _xFile.Path, ["z"] = _zFile.Path, ["mask"] = _maskFile.Path, ["new"] = _newFile.Path + ".numpy" });
    }

    /// <summary>Runs all cases; progress goes to standard error.</summary>
    public static IEnumerable<TransformResult> Run(int rows, int rounds, string only, NumPyProcess? numPy)
    {
        using TransformsRun run = new(rows, rounds, only, numPy);
        long elements = run._x.Length;
        List<TransformResult?> results =
        [
            run.Time("sqrt(x)", 8 * elements, () => run._x.Transform(run._z, static (xs, zs) => TensorPrimitives.Sqrt(xs, zs))),
            run.Time("(x - mean) / std", 8 * elements, () => run._x.Transform(run._row, run._row, run._z, Standardize)),
            run.Time("sqrt(x), in place", 8 * elements, () => run._z.Transform(run._z, static (xs, zs) => TensorPrimitives.Sqrt(xs, zs))),
            run.Time("sqrt(x), new file", 8 * elements, () => run._x.TransformToNpy<float, float>(run._newFile.Path, static (xs, zs) => TensorPrimitives.Sqrt(xs, zs)), after: () => File.Delete(run._newFile.Path)),
            run.Time("where(x > 100, mean, x)", 8 * elements, () => run._x.Where(Predicate.GreaterThan(100f)).Replace(run._z, run._row)),
            run.Time("z[z != z] = 0, one in a piece", 8 * elements, () => run._z.Where(Predicate.IsNaN<float>()).Replace(run._z, 0), after: run.SpoilSome),
            run.Time("z[z != z] = 0, none", 4 * elements, () => run._z.Where(Predicate.IsNaN<float>()).Replace(run._z, 0)),
            run.Time("x > 100", 5 * elements, () => run._x.Where(Predicate.GreaterThan(100f)).MaskTo(run._mask)),
            run.Convert<float, double>("f4", "f8"), run.Convert<float, int>("f4", "i4"), run.Convert<float, short>("f4", "i2"), run.Convert<float, byte>("f4", "u1"), run.Convert<float, Half>("f4", "f2"),
            run.Convert<double, float>("f8", "f4"), run.Convert<double, int>("f8", "i4"), run.Convert<double, short>("f8", "i2"), run.Convert<double, byte>("f8", "u1"), run.Convert<double, Half>("f8", "f2"),
            run.Convert<int, float>("i4", "f4"), run.Convert<int, double>("i4", "f8"), run.Convert<int, short>("i4", "i2"), run.Convert<int, byte>("i4", "u1"), run.Convert<int, Half>("i4", "f2"),
            run.Convert<short, float>("i2", "f4"), run.Convert<short, double>("i2", "f8"), run.Convert<short, int>("i2", "i4"), run.Convert<short, byte>("i2", "u1"), run.Convert<short, Half>("i2", "f2"),
            run.Convert<byte, float>("u1", "f4"), run.Convert<byte, double>("u1", "f8"), run.Convert<byte, int>("u1", "i4"), run.Convert<byte, short>("u1", "i2"), run.Convert<byte, Half>("u1", "f2"),
            run.Convert<Half, float>("f2", "f4"), run.Convert<Half, double>("f2", "f8"), run.Convert<Half, int>("f2", "i4"), run.Convert<Half, short>("f2", "i2"), run.Convert<Half, byte>("f2", "u1"),
        ];
        return results.OfType<TransformResult>();
    }

    public void Dispose()
    {
        _x.Dispose();
        _z.Dispose();
        _row.Dispose();
        _mask.Dispose();
        foreach (BenchmarkFile file in new[] { _xFile, _zFile, _otherFile, _newFile, _rowFile, _maskFile })
        {
            file.Dispose();
        }
    }

    private static void Standardize(ReadOnlySpan<float> xs, ReadOnlySpan<float> means, ReadOnlySpan<float> deviations, Span<float> zs)
    {
        TensorPrimitives.Subtract(xs, means, zs);
        TensorPrimitives.Divide(zs, deviations, zs);
    }

    // One NaN in each 512 KiB, and what was written is written back: as a file is that somebody cleans.
    private void SpoilSome()
    {
        for (long i = 0; i < _z.Length; i += 1 << 17)
        {
            _z.Reshape(-1)[i] = float.NaN;
        }

        _z.Flush();
    }

    // The caller's code is compiled several times while it runs, the last but one of them slow: that is not what is measured.
    private static void WarmUp()
    {
        float[] some = new float[Columns], made = new float[Columns];
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < 2;)
        {
            for (int i = 0; i < 100; i++)
            {
                TensorPrimitives.Sqrt<float>(some, made);
                Standardize(some, some, some, made);
            }

            // It is compiled by a thread of the runtime, which needs a processor for that.
            Thread.Sleep(1);
        }
    }

    private unsafe TransformResult? Convert<TFrom, TTo>(string from, string to)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        if (!IsAsked($"{from} to {to}"))
        {
            return null;
        }

        // Of the same files, so that the pages are there.
        using MemMapArray<TFrom> x = MemMapArray.Create<TFrom>(_otherFile.Path, (_rows, Columns));
        _x.ConvertTo(x, Conversion.Saturating);
        using BenchmarkFile file = new();
        using MemMapArray<TTo> z = MemMapArray.Create<TTo>(file.Path, (_rows, Columns));
        z.Fill(default);
        return Time($"{from} to {to}", (sizeof(TFrom) + sizeof(TTo)) * x.Length, () => x.ConvertTo(z, Conversion.Saturating), from == "f4" ? $"astype {to}" : null);
    }

    private bool IsAsked(string title) => title.Contains(_only, StringComparison.Ordinal);

    private TransformResult? Time(string title, long bytes, Action ours, string? operation = null, Action? after = null)
    {
        if (!IsAsked(title))
        {
            return null;
        }

        Console.Error.WriteLine($"{title} ...");
        using BenchmarkFile from = new(), to = new();
        using MemMapArray<byte> source = MemMapArray.Create<byte>(from.Path, bytes / 2), target = MemMapArray.Create<byte>(to.Path, bytes / 2);
        source.Fill(1);
        target.Fill(2);
        Func<double?>[] contenders =
        [
            () => Seconds(ours), () => Seconds(() => target.CopyFrom(source)), () => Ask("numpy", operation ?? title), () => Ask("numexpr", operation ?? title),
        ];
        List<double>[] seconds = [.. contenders.Select(_ => new List<double>())];

        // Two rounds to warm up; then round-robin, so that a slow moment of the machine meets all of them.
        for (int round = -2; round < _rounds; round++)
        {
            for (int i = 0; i < contenders.Length; i++)
            {
                if (contenders[i]() is { } time && round >= 0)
                {
                    seconds[i].Add(time);
                }

                after?.Invoke();
            }
        }

        double?[] speeds = [.. seconds.Select(times => times.Count == 0 ? (double?)null : bytes / times.Order().ElementAt(times.Count / 2) / 1e9)];
        return new(title, speeds[0]!.Value, speeds[1]!.Value, speeds[2], speeds[3]);
    }

    private double? Ask(string contender, string operation) => (double?)_numPy?.Ask(new() { ["contender"] = contender, ["op"] = operation })["seconds"];

    private static double Seconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
