using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using MemMap.Benchmarks.Peers.Contenders;

namespace MemMap.Benchmarks.Order;

/// <summary>Measures cases in turns, and prints a line for each.</summary>
/// <param name="numPy">A process with NumPy, if there is one.</param>
/// <param name="bottleneck">One with bottleneck.</param>
/// <param name="rounds">How many timings.</param>
/// <param name="only">Parts of the names of the cases to measure, with <c>|</c> between them.</param>
internal sealed class OrderRun(NumPyProcess? numPy, NumPyProcess? bottleneck, int rounds, string only)
{
    // What takes longer is timed once: one of many rounds would be no other.
    private const double Slow = 3;

    private readonly Dictionary<string, double> _seconds = [];

    /// <summary>All answers were those of the peers.</summary>
    public bool AreRight { get; private set; } = true;

    /// <summary>How many times as long the slowest of some cases took as another.</summary>
    /// <returns>1.23, or <c>-</c> where they were not measured.</returns>
    public string Ratio(string of, params string[] names)
    {
        double[] times = [.. names.Where(_seconds.ContainsKey).Select(name => _seconds[name])];
        return Text(times.Length > 0 && _seconds.TryGetValue(of, out double other) ? times.Max() / other : null, "0.00");
    }

    /// <summary>Measures some cases of one array.</summary>
    /// <param name="type">NumPy's word for the element type.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="element">The elements, by their number.</param>
    /// <param name="cases">The cases.</param>
    public void Measure<T>(string type, (long Rows, int Columns) shape, Func<long, T> element, OrderCase<T>[] cases)
        where T : unmanaged
    {
        cases = [.. cases.Where(one => only.Split('|').Any(part => one.Name.Contains(part, StringComparison.Ordinal)))];
        if (cases.Length == 0)
        {
            return;
        }

        using BenchmarkFile file = new();
        using MemMapArray<T> array = MemMapArray.Create<T>(file.Path, shape);
        T[] block = new T[shape.Columns * Math.Max(1, 100_000 / shape.Columns)];
        MemMapView<T> flat = array.Reshape(-1);
        for (long start = 0; start < flat.Length; start += block.Length)
        {
            int count = (int)Math.Min(block.Length, flat.Length - start);
            for (int i = 0; i < count; i++)
            {
                block[i] = element(start + i);
            }

            flat[Slice.Range(start, start + count)].CopyFrom(block.AsSpan(0, count));
        }

        var command = new JsonObject
        {
            ["path"] = file.Path,
            ["type"] = type,
            ["shape"] = new JsonArray(shape.Rows, shape.Columns),
            ["order"] = "C",
            ["view"] = "a",
            ["axis"] = null,
        };
        foreach (OrderCase<T> one in cases)
        {
            Measure(one, array, command);
        }

        _ = numPy?.Ask(new() { ["close"] = true });
        _ = bottleneck?.Ask(new() { ["close"] = true });
    }

    private void Measure<T>(OrderCase<T> one, MemMapArray<T> array, JsonObject command)
        where T : unmanaged
    {
        List<double> limit = [], ours = [], numPys = [], bottlenecks = [];
        double found = 0;
        for (int round = -1; round < rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            unsafe
            {
                fixed (T* elements = &array.GetReference(0, 0))
                {
                    _ = ReadLimit.Read((byte*)elements, array.ByteLength);
                }
            }

            double read = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (ours.Count == 0 || ours[0] < Slow)
            {
                start = Stopwatch.GetTimestamp();
                found = one.Ours(array);
                double taken = Stopwatch.GetElapsedTime(start).TotalSeconds;
                if (round >= 0 || taken > Slow)
                {
                    limit.Add(read);
                    ours.Add(taken);
                }
            }

            Ask(numPy, one.NumPy, command, round, numPys, one.Name, found);
            Ask(bottleneck, one.Bottleneck, command, round, bottlenecks, one.Name, found);
        }

        (double? best, double? mine, double? numPyTime, double? bottleneckTime) = (Median(limit), Median(ours), Median(numPys), Median(bottlenecks));
        _seconds[one.Name] = mine ?? 0;
        Console.WriteLine(
            $"| {one.Name} | {Text(best * 1000, "0.0")} | {Text(mine * 1000, "0.0")} | {Text(numPyTime * 1000, "0")} | {Text(bottleneckTime * 1000, "0")} | "
                + $"{Text(best / mine, "0.00")} | {Text(numPyTime / mine, "0.0")} | {Text(bottleneckTime / mine, "0.0")} | {one.Aim} |");
    }

    private void Ask(NumPyProcess? process, string? expression, JsonObject command, int round, List<double> times, string name, double found)
    {
        if (process is null || expression is null || (times.Count > 0 && times[0] > Slow))
        {
            return;
        }

        var asked = (JsonObject)command.DeepClone();
        asked["expression"] = expression;
        JsonNode answer = process.Ask(asked);
        double seconds = (double)answer["seconds"]!, value = (double?)answer["value"] ?? double.NaN;
        if (round >= 0 || seconds > Slow)
        {
            times.Add(seconds);
        }

        // NumPy's own arithmetic is that of the element type: of float32 in float32, the edges of its histograms, too.
        if (round < 0 && !(Math.Abs(value - found) <= 1e-5 * Math.Abs(value)))
        {
            AreRight = false;
            Console.Error.WriteLine($"{name}: {found:R}, but {expression} is {value:R}.");
        }
    }

    private static double? Median(List<double> times) => times.Count == 0 ? null : times.Order().ElementAt(times.Count / 2);

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
