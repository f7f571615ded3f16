using System;
using System.Linq;
using CsCheck;
using Xunit;

namespace MemMap.Tests.Series;

/// <summary>Statistics of the windows of drawn series, each beside that of its own elements in exact arithmetic.</summary>
public sealed class RollingPropertyTests : IDisposable
{
    private const int Longest = 300;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Statistics => [.. new[] { "Sum", "Mean", "Var", "Std", "Min", "Max", "Median" }];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Statistics))]
    public void Rolling_DrawnSeries_IsThatOfEachWindowByItself(string statistic) => Gen.Int[0, int.MaxValue].Sample(seed =>
    {
        var random = new Random(seed);
        long[] shape = DrawnSeries.ShapeOf(random, Longest);
        int axis = random.Next(shape.Length);
        long window = random.Next(4) == 0 ? random.NextInt64(1, shape[axis] + 9) : random.Next(1, 12);
        Check(random, statistic, shape, axis, window, SeriesModel.Numbers(random), (int)Math.Max(1, shape.Aggregate((a, b) => a * b) / 150));
    }, iter: Iterations.Of(20, thorough: 150), threads: 1);

    // Windows that have whole blocks between their ends, and some that are longer than their series.
    [Theory]
    [MemberData(nameof(Statistics))]
    public void Rolling_DrawnLongWindows_IsThatOfEachWindowByItself(string statistic) => Gen.Int[0, int.MaxValue].Sample(seed =>
    {
        var random = new Random(seed);
        long[] shape = random.Next(2) == 0 ? [random.Next(1100, 6000), random.Next(1, 3)] : [random.Next(1, 3), random.Next(1100, 6000)];
        int axis = shape[0] > shape[1] ? 0 : 1;
        long window = random.NextInt64(1025, shape[axis] + 100);
        Check(random, statistic, shape, axis, window, SeriesModel.Numbers(random), checksEvery: 977);
    }, iter: Iterations.Of(2, thorough: 20), threads: 1);

    private void Check(Random random, string statistic, long[] shape, int axis, long window, Func<double> number, int checksEvery)
    {
        long minCount = random.Next(3) == 0 ? window : random.NextInt64(window + 1);
        double ddof = random.Next(3);
        bool skipNaN = random.Next(2) == 0;
        var drawn = DrawnSeries.Make(_folder, random, new Windows(statistic, window, minCount, ddof), shape, axis, number, skipNaN);
        int next = 0;
        foreach ((double[] numbers, double[] results) in drawn.Lines)
        {
            for (int end = 0; end < numbers.Length; end++)
            {
                if (next++ % checksEvery == 0 || end + 1 == window || end + 1 == numbers.Length)
                {
                    Require(statistic, Elements(numbers, end, window, skipNaN), minCount, ddof, results[end]);
                }
            }
        }
    }

    private static double[] Elements(double[] numbers, int end, long window, bool skipNaN) =>
        [.. numbers.Take(end + 1).Skip((int)Math.Max(0, end + 1 - window)).Where(x => !skipNaN || !double.IsNaN(x))];

    private static void Require(string statistic, double[] window, long minCount, double ddof, double result)
    {
        (double exact, double tolerance) = window.Length < minCount || window.Any(double.IsNaN) ? (double.NaN, 0) : statistic switch
        {
            "Sum" => SeriesModel.Sum(window),
            "Mean" => window.Length == 0 ? (double.NaN, 0) : SeriesModel.Sum(window, window.Length),
            "Var" => Close(SeriesModel.Variance(window, ddof)),
            "Std" => Deviation(window, ddof),
            "Min" => (window.DefaultIfEmpty(double.NaN).Min(), 0),
            "Max" => (window.DefaultIfEmpty(double.NaN).Max(), 0),
            _ => (window.Length == 0 ? double.NaN : SeriesModel.Median(window), 0.0),
        };
        Assert.True(
            exact.Equals(result) || Math.Abs(result - exact) <= tolerance, $"{statistic} of [{string.Join(", ", window.Select(x => $"{x:R}"))}]: {result:R}, not {exact:R}");
    }

    private static (double Exact, double Tolerance) Close(double exact) => (exact, (1e-12 * exact) + 1e-300);

    // Squares that no double holds make infinite deviations, or none.
    private static (double Exact, double Tolerance) Deviation(double[] window, double ddof)
    {
        double variance = SeriesModel.Variance(window, ddof);
        return double.IsFinite(variance) && variance > 0 ? (Math.Sqrt(variance), 1e-12 * Math.Sqrt(variance)) : (variance, 1e-150);
    }

    private sealed class Windows(string statistic, long window, long minCount, double ddof) : ISeriesVerb
    {
        public bool MayBeInPlace => false;

        public int Fewer => 0;

        public void Run<T, TResult>(ReductionSource<T> source, MemMapView<TResult> target, int axis, SeriesOptions options)
            where T : unmanaged
            where TResult : unmanaged
        {
            Rolling<T> rolling = source.Rolling(window, axis, minCount);
            switch (statistic)
            {
                case "Sum": rolling.Sum(target, options); break;
                case "Mean": rolling.Mean(target, options); break;
                case "Var": rolling.Var(target, ddof, options); break;
                case "Std": rolling.Std(target, ddof, options); break;
                case "Min": rolling.Min(target, options); break;
                case "Max": rolling.Max(target, options); break;
                default: rolling.Median(target, options); break;
            }
        }
    }
}
