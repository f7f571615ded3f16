using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;

namespace MemMap.CrashProbe.Faults;

/// <summary>Reductions of a file of 2 GB, for a process that has far less memory. Most of it is a hole: every thousandth row is 1, 2, ... 1000, so that every result is known exactly.</summary>
internal static class LittleMemory
{
    private const int Rows = 500_000, Columns = 1000, Every = 1000;

    /// <summary>Says <c>right</c> or what is wrong, the anonymous memory before anything was done, its peak, and the peak of all resident memory, in KiB.</summary>
    /// <param name="path">The file to make.</param>
    /// <param name="strategy">How it is read; <c>None</c> for not at all: what the runtime takes by itself.</param>
    public static int Run(string path, string strategy)
    {
        long own = Status("RssAnon:"), peak = 0;
        string answer = "right";
        using (Sampling(value => peak = value))
        {
            if (strategy == "None")
            {
                Thread.Sleep(1000);
            }
            else
            {
                Create(path);
                using MemMapArray<float> array = MemMapArray.Open<float>(path, (Rows, Columns));
                answer = Reduce(array, new ReductionOptions { ReadStrategy = Enum.Parse<ReadStrategy>(strategy) });
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{answer} {own} {peak} {Status("VmHWM:")}"));
        return 0;
    }

    /// <summary>Looks at the anonymous memory all the time until it is disposed, and then says what the most was, in KiB.</summary>
    public static IDisposable Sampling(Action<long> peak) => new Sampler(peak);

    public static long Status(string name) =>
        long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Split('\t')[^1], CultureInfo.InvariantCulture);

    private static void Create(string path)
    {
        using MemMapArray<float> array = MemMapArray.Create<float>(path, (Rows, Columns), new MemMapOptions { Preallocate = false });
        float[] row = [.. Enumerable.Range(1, Columns).Select(i => (float)i)];
        for (int i = 0; i < Rows; i += Every)
        {
            array[i, ..].CopyFrom(row);
        }
    }

    private static string Reduce(MemMapArray<float> array, ReductionOptions options)
    {
        // Of the sums 1 + 2 + ... + 1000, of the squares, and of the cubes.
        const double Mean = 500_500.0 / Columns / Every, Squares = 333_833_500.0 / Columns / Every, Cubes = 250_500_250_000.0 / Columns / Every, Variance = Squares - (Mean * Mean);
        double mean = array.Mean(options), std = array.Std(0, options);
        double[] stds = array.Std(0, options: options).ToArray();
        Moments moments = array.Describe(options);
        double skewness = (Cubes - (3 * Mean * Squares) + (2 * Mean * Mean * Mean)) / Math.Pow(Variance, 1.5);
        return !IsNear(mean, Mean) ? $"WRONG-mean-{mean:R}"
            : !IsNear(std, Math.Sqrt(Variance)) ? $"WRONG-std-{std:R}"
            : Enumerable.Range(0, Columns).Any(i => !IsNear(stds[i], (i + 1) * Math.Sqrt(999) / 1000)) ? "WRONG-stds"
            : moments.Count != (long)Rows * Columns || moments.Min != 0 || moments.Max != Columns || moments.Mean != mean ? "WRONG-counts-or-extremes"
            : !IsNear(moments.Var(), Variance) || !IsNear(moments.Skewness, skewness) ? "WRONG-moments"
            : "right";
    }

    private static bool IsNear(double value, double exact) => Math.Abs(value - exact) <= 1e-12 * Math.Abs(exact);

    private sealed class Sampler : IDisposable
    {
        private readonly Thread _thread;
        private volatile bool _isDone;

        public Sampler(Action<long> peak)
        {
            _thread = new Thread(() =>
            {
                long most = 0;
                while (!_isDone)
                {
                    most = Math.Max(most, Status("RssAnon:"));
                    Thread.Sleep(2);
                }

                peak(most);
            });
            _thread.Start();
        }

        public void Dispose()
        {
            _isDone = true;
            _thread.Join();
        }
    }
}
