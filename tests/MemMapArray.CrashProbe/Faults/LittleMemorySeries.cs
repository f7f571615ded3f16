using System;
using System.Globalization;
using System.Linq;
using System.Numerics;

namespace MemMap.CrashProbe.Faults;

/// <summary>Series and relations of a file of 256 MB, for a process that has far less memory. Its numbers are 1e9 and a small integer, which comes again every <see cref="Period"/> elements, so that every result is known exactly.</summary>
internal static class LittleMemorySeries
{
    private const int Count = 32_000_000, Period = 1009, Columns = 8, Step = 64, Samples = 500;

    // The windows of deviations have more bytes than there is memory. Those of medians are in memory, but not what lies between their elements.
    private const int Window = 10_000_000, MedianWindow = 100_000;

    private const double Base = 1e9;

    // Sums of the small integers, and of their squares, of so many.
    private static readonly long[] s_sums = Running(i => Small(i)), s_squares = Running(i => Small(i) * Small(i));

    /// <summary>Says <c>right</c> or <c>WRONG</c>, and the anonymous memory before anything was done and its peak, in KiB.</summary>
    public static int Run(string path, string verb)
    {
        bool isRight = true;
        long own = LittleMemory.Status("RssAnon:"), peak = 0;
        using (LittleMemory.Sampling(value => peak = value))
        {
            using MemMapArray<double> x = MemMapArray.Create<double>(path, Count);
            double[] some = new double[Period * 256];
            for (int i = 0; i < Count; i += some.Length)
            {
                int count = Math.Min(some.Length, Count - i);
                for (int j = 0; j < count; j++)
                {
                    some[j] = Base + Small(i + j);
                }

                x[i..(i + count)].CopyFrom(some.AsSpan(0, count));
            }

            isRight = verb switch
            {
                "CumulativeSum" => CumulativeSum(x, path + ".z"),
                "RollingStd" => RollingStd(x, path + ".z"),
                "RollingMedian" => RollingMedian(x[Slice.Range(null, null, Step)], path + ".z"),
                "Covariance" => Covariance(x.Reshape((-1, Columns))),
                _ => throw new ArgumentException("There is no such verb.", nameof(verb)),
            };
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(isRight ? "right" : "WRONG")} {own} {peak}"));
        return 0;
    }

    private static bool CumulativeSum(MemMapArray<double> x, string path)
    {
        using MemMapArray<double> z = MemMapArray.Create<double>(path, Count);
        x.CumulativeSum(z, axis: 0);
        return SampleOf(0, Count).All(i => z[i] == Sum(i + 1));

        static double Sum(long count) => (count * (long)Base) + Of(s_sums, count);
    }

    private static bool RollingStd(MemMapArray<double> x, string path)
    {
        using MemMapArray<double> z = MemMapArray.Create<double>(path, Count);
        x.Rolling(Window, axis: 0).Std(z);
        return SampleOf(0, Window - 1).All(i => double.IsNaN(z[i])) && SampleOf(Window - 1, Count).All(i => IsNear(z[i], Exact(i + 1)));

        static double Exact(long end)
        {
            BigInteger sum = Of(s_sums, end) - Of(s_sums, end - Window), squares = Of(s_squares, end) - Of(s_squares, end - Window);
            return Math.Sqrt((double)((Window * squares) - (sum * sum)) / Window / (Window - 1));
        }
    }

    private static bool RollingMedian(MemMapView<double> x, string path)
    {
        using MemMapArray<double> z = MemMapArray.Create<double>(path, x.Length);
        x.Rolling(MedianWindow, axis: 0).Median(z);
        return SampleOf(MedianWindow - 1, (int)x.Length).Take(20).All(i => z[i] == Exact(i));

        static double Exact(int last)
        {
            long[] sorted = [.. Enumerable.Range(last - MedianWindow + 1, MedianWindow).Select(i => Small((long)i * Step)).Order()];
            return Base + ((sorted[(MedianWindow / 2) - 1] + sorted[MedianWindow / 2]) / 2.0);
        }
    }

    private static bool Covariance(MemMapView<double> x)
    {
        NDArray<double> covariance = x.Covariance();
        long rows = x.Shape[0];
        BigInteger Sum(Func<long, long> value) => Enumerable.Range(0, Period).Aggregate(BigInteger.Zero, (sum, i) => sum + (value(i) * new BigInteger((rows - i + Period - 1) / Period)));
        return Enumerable.Range(0, Columns * Columns).All(pair =>
        {
            (int left, int right) = (pair / Columns, pair % Columns);
            BigInteger products = Sum(i => At(i, left) * At(i, right)), sums = Sum(i => At(i, left)) * Sum(i => At(i, right));
            double exact = (double)((rows * products) - sums) / rows / (rows - 1);

            // Errors count against the variances, which are those of the small integers.
            return Math.Abs(covariance[left, right] - exact) <= 1e-13 * covariance[left, left];
        });

        static long At(long row, int column) => Small((row * Columns) + column);
    }

    private static long Small(long i) => i * 7919 % Period;

    private static long[] Running(Func<int, long> value)
    {
        long[] sums = new long[Period + 1];
        for (int i = 0; i < Period; i++)
        {
            sums[i + 1] = sums[i] + value(i);
        }

        return sums;
    }

    private static long Of(long[] sums, long count) => (count / Period * sums[Period]) + sums[count % Period];

    private static int[] SampleOf(int first, int end)
    {
        var random = new Random(5);
        return [first, end - 1, .. Enumerable.Range(0, Samples).Select(_ => random.Next(first, end))];
    }

    private static bool IsNear(double value, double exact) => Math.Abs(value - exact) <= 1e-12 * exact;
}
