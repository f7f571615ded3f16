using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using MemMap.Benchmarks.Peers.Contenders;
using MemMap.Faults.Tests.Support;

namespace MemMap.Benchmarks.Rows;

/// <summary>One case: this library, a loop over rows, and NumPy, in turn.</summary>
internal sealed class RowsRun(RowsCase what, string path, long[] rows, bool isProcessorTime)
{
    private MemMapArray<float>? _array;
    private long _deviceBytes;
    private readonly float[] _memory = what.Op == "take to memory" ? new float[(long)what.Columns * what.Rows] : [];

    /// <summary>Times it; progress goes to standard error.</summary>
    /// <returns>Seconds of this library, the loop and NumPy, null for who has nothing of the kind; and how many bytes the device read for
    /// this library, the last time.</returns>
    public static (double?[] Seconds, long DeviceBytes) Time(RowsCase what, int rounds, NumPyProcess? numPy, bool isProcessorTime)
    {
        Console.Error.WriteLine($"{what.Title} ...");
        using BenchmarkFile file = new(), numbers = new();
        file.Write<float>(what.Count, what.Columns);
        Random random = new(1);
        long[] rows = [.. Enumerable.Range(0, what.Rows).Select(_ => random.NextInt64(what.Count))];
        File.WriteAllBytes(numbers.Path, MemoryMarshal.AsBytes(rows.AsSpan()).ToArray());
        RowsRun run = new(what, file.Path, rows, isProcessorTime);
        var command = new System.Text.Json.Nodes.JsonObject
        {
            ["op"] = what.Op,
            ["file"] = file.Path,
            ["rows"] = numbers.Path,
            ["count"] = what.Count,
            ["columns"] = what.Columns,
            ["size"] = what.Size,
            ["cold"] = what.IsCold,
            ["cpu"] = isProcessorTime,
        };
        Func<double>?[] contenders =
        [
            run.Ours,
            what.Op == "batches" ? null : run.Loop,
            numPy is null ? null : () => (double)numPy.Ask((System.Text.Json.Nodes.JsonObject)command.DeepClone())["seconds"]!,
        ];
        List<double>[] seconds = [.. contenders.Select(_ => new List<double>())];
        for (int round = what.IsCold ? 0 : -2; round < rounds; round++)
        {
            for (int i = 0; i < contenders.Length; i++)
            {
                if (what.IsCold)
                {
                    PageCache.Drop(file.Path);
                }

                if (contenders[i]?.Invoke() is { } time && round >= 0)
                {
                    seconds[i].Add(time);
                }
            }
        }

        run._array?.Dispose();
        return ([.. seconds.Select(times => times.Count == 0 ? (double?)null : times.Order().ElementAt(times.Count / 2))], run._deviceBytes);
    }

    private double Ours()
    {
        long before = DeviceBytes();
        double seconds = Timed(Take);
        _deviceBytes = DeviceBytes() - before;
        return seconds;
    }

    // What this process had the device read; 0 where the system does not say.
    private static long DeviceBytes() =>
        File.Exists("/proc/self/io") && File.ReadLines("/proc/self/io").FirstOrDefault(line => line.StartsWith("read_bytes", StringComparison.Ordinal)) is { } line
            ? long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture)
            : 0;

    private void Take(MemMapArray<float> array)
    {
        MemMapView<float> view = what.Columns == 1 ? array.Reshape(what.Count) : array;
        if (what.Op == "batches")
        {
            float sum = 0;
            foreach (RowBatch<float> batch in view[..what.Rows].Batches(what.Size, shuffleSeed: 1))
            {
                sum += batch.AsSpan()[0];
            }
        }
        else if (_memory.Length > 0)
        {
            view.TakeTo(rows, _memory);
        }
        else
        {
            GC.KeepAlive(view.Take(rows));
        }
    }

    private double Loop() => Timed(array =>
    {
        float[] memory = _memory.Length > 0 ? _memory : new float[(long)what.Columns * what.Rows];
        ReadOnlySpan<float> elements = array.AsReadOnlySpan();
        for (int i = 0; i < rows.Length; i++)
        {
            elements.Slice((int)(rows[i] * what.Columns), what.Columns).CopyTo(memory.AsSpan(i * what.Columns));
        }
    });

    // What is in memory stays open; what is not is opened each time, as it could not be dropped.
    private double Timed(Action<MemMapArray<float>> action)
    {
        MemMapArray<float> array = _array ??= MemMapArray.Open<float>(path, (what.Count, what.Columns));
        using Process process = Process.GetCurrentProcess();
        (long start, TimeSpan processor) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
        action(array);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        if (what.IsCold)
        {
            array.Dispose();
            _array = null;
        }

        return isProcessorTime ? (process.TotalProcessorTime - processor).TotalSeconds : seconds;
    }
}
