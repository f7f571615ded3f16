using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using Xunit;

namespace MemMap.Tests.Series;

/// <summary>Cumulative verbs and differences of drawn series, beside models in exact arithmetic.</summary>
public sealed class SeriesPropertyTests : IDisposable
{
    private const int Longest = 400;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void CumulativeSum_DrawnSeries_IsWithinTwoUnitsOfTheExactPrefix() => Draw(new Sum(), static (numbers, results) =>
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            (double exact, double tolerance) = SeriesModel.Sum(new ArraySegment<double>(numbers, 0, i + 1));
            Near(exact, results[i], tolerance);
        }
    }, nothing: 0);

    // Without cancellation there is nothing but these two units.
    [Fact]
    public void CumulativeSum_NumbersOfOneSign_IsWithinTwoUnitsOfTheExactPrefix() => Draw(new Sum(), static (numbers, results) =>
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            (double exact, _) = SeriesModel.Sum(new ArraySegment<double>(numbers, 0, i + 1));
            Near(exact, results[i], 2 * SeriesModel.Unit(exact));
        }
    }, nothing: 0, number: random => () => random.NextDouble() * Math.Pow(10, random.Next(-20, 20)));

    [Fact]
    public void CumulativeProduct_DrawnSeries_IsWithinTwoUnitsOfTheExactPrefix() => Draw(new Product(), static (numbers, results) =>
    {
        foreach ((double exact, double result) in SeriesModel.Products(numbers).Zip(results))
        {
            Near(exact, result, 2 * SeriesModel.Unit(exact));
        }
    }, nothing: 1);

    [Fact]
    public void CumulativeExtremes_DrawnSeries_AreThoseSoFar()
    {
        Draw(new Extreme(true), static (numbers, results) => Equal(Running(numbers, Math.Max), results));
        Draw(new Extreme(false), static (numbers, results) => Equal(Running(numbers, Math.Min), results));

        static IEnumerable<double> Running(double[] numbers, Func<double, double, double> extreme) =>
            numbers.Select((_, i) => numbers.Take(i + 1).Aggregate(extreme));
    }

    [Fact]
    public void CumulativeExtremes_NaNLeftOut_AreThoseOfTheOthersSoFar()
    {
        Draw(new Extreme(true), static (numbers, results) => Equal(Running(numbers, Math.Max), results), skipNaN: true);
        Draw(new Extreme(false), static (numbers, results) => Equal(Running(numbers, Math.Min), results), skipNaN: true);

        static IEnumerable<double> Running(double[] numbers, Func<double, double, double> extreme) =>
            numbers.Select((_, i) => numbers.Take(i + 1).Where(x => !double.IsNaN(x)).DefaultIfEmpty(double.NaN).Aggregate(extreme));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Difference_DrawnSeries_IsTakenSoManyTimes(int times) => Draw(new Differences(times), (numbers, results) =>
    {
        double[] made = numbers;
        for (int time = 0; time < times && made.Length > 0; time++)
        {
            made = [.. made.Skip(1).Zip(made, (next, number) => next - number)];
        }

        Equal(made, results);
    });

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(70)]
    public void FillForward_DrawnSeries_IsTheLastNumberBefore(long limit)
    {
        Draw(new Fill(limit), Require);
        Draw(new Fill(limit), Require, number: static random =>
        {
            // Runs of NaN of up to a hundred, longer than what is gone through at once.
            int left = 0;
            return () => left-- > 0 ? double.NaN : (left = random.Next(3) == 0 ? random.Next(100) : 0) + random.NextDouble();
        });

        void Require(double[] numbers, double[] results)
        {
            double last = double.NaN;
            long missing = 0;
            Equal(
                numbers.Select(number =>
                {
                    (last, missing) = double.IsNaN(number) ? (last, missing + 1) : (number, 0);
                    return missing <= limit ? last : double.NaN;
                }),
                [.. results.Select(result => double.IsNaN(result) ? double.NaN : result)]);
        }
    }

    // NaN is one value here, whatever its bits.
    private static void Equal(IEnumerable<double> expected, double[] results) =>
        Assert.Equal(expected.Select(x => BitConverter.DoubleToInt64Bits(double.IsNaN(x) ? double.NaN : x)), results.Select(BitConverter.DoubleToInt64Bits));

    private static void Near(double exact, double result, double tolerance) =>
        Assert.True(exact.Equals(result) || Math.Abs(result - exact) <= tolerance, $"{result:R}, not {exact:R} +- {tolerance:R}");

    // Where NaN is left out, it is as if `nothing` were there; a verb for which there is no such number is asked to leave it out, or not.
    private void Draw(
        ISeriesVerb verb, Action<double[], double[]> require, double? nothing = null, bool skipNaN = false, Func<Random, Func<double>>? number = null) =>
        Gen.Int[0, int.MaxValue].Sample(seed =>
        {
            var random = new Random(seed);
            long[] shape = DrawnSeries.ShapeOf(random, Longest);
            bool skips = nothing is null ? skipNaN : random.Next(2) == 0;
            var drawn = DrawnSeries.Make(_folder, random, verb, shape, random.Next(shape.Length), (number ?? SeriesModel.Numbers)(random), skips);
            foreach ((double[] numbers, double[] results) in drawn.Lines)
            {
                require(skips && nothing is { } instead ? [.. numbers.Select(x => double.IsNaN(x) ? instead : x)] : numbers, results);
            }
        }, iter: Iterations.Of(25, thorough: 200), threads: 1);

    private sealed class Sum : ISeriesVerb
    {
        public bool MayBeInPlace => true;

        public int Fewer => 0;

        public void Run<T, TResult>(ReductionSource<T> source, MemMapView<TResult> target, int axis, SeriesOptions options)
            where T : unmanaged
            where TResult : unmanaged => source.CumulativeSum(target, axis, options);
    }

    private sealed class Product : ISeriesVerb
    {
        public bool MayBeInPlace => true;

        public int Fewer => 0;

        public void Run<T, TResult>(ReductionSource<T> source, MemMapView<TResult> target, int axis, SeriesOptions options)
            where T : unmanaged
            where TResult : unmanaged => source.CumulativeProduct(target, axis, options);
    }

    private sealed class Extreme(bool largest) : ISeriesVerb
    {
        public bool MayBeInPlace => true;

        public int Fewer => 0;

        public void Run<T, TResult>(ReductionSource<T> source, MemMapView<TResult> target, int axis, SeriesOptions options)
            where T : unmanaged
            where TResult : unmanaged
        {
            if (largest)
            {
                source.CumulativeMax(target, axis, options);
            }
            else
            {
                source.CumulativeMin(target, axis, options);
            }
        }
    }

    private sealed class Fill(long limit) : ISeriesVerb
    {
        public bool MayBeInPlace => true;

        public int Fewer => 0;

        public void Run<T, TResult>(ReductionSource<T> source, MemMapView<TResult> target, int axis, SeriesOptions options)
            where T : unmanaged
            where TResult : unmanaged => source.FillForward(target, axis, limit, options);
    }

    private sealed class Differences(int times) : ISeriesVerb
    {
        public bool MayBeInPlace => true;

        public int Fewer => times;

        public void Run<T, TResult>(ReductionSource<T> source, MemMapView<TResult> target, int axis, SeriesOptions options)
            where T : unmanaged
            where TResult : unmanaged => source.Difference(target, axis, times, options);
    }
}
