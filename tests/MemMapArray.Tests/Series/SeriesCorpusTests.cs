using System;
using System.Globalization;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Series;

/// <summary>What NumPy and pandas answered.</summary>
public sealed class SeriesCorpusTests
{
    [Fact]
    public void Series_EveryCaseOfTheCorpus_IsTheAnswer()
    {
        Case[] cases = Corpus.Read<Case>("series.json");
        Assert.Equal(720, cases.Length);
        foreach (Case c in cases)
        {
            NDArray<double> source = NDArray.From(Numbers(c.Source), c.Shape), target = NDArray.Create<double>(c.ShapeOfResult);
            var options = new SeriesOptions { SkipNaN = c.SkipNaN };
            Rolling<double> rolling = source.Rolling(Math.Max(1, c.Window), c.Axis, c.MinCount);
            switch (c.Operation)
            {
                case "CumulativeSum": source.CumulativeSum(target, c.Axis, options); break;
                case "CumulativeProduct": source.CumulativeProduct(target, c.Axis, options); break;
                case "CumulativeMax": source.CumulativeMax(target, c.Axis, options); break;
                case "CumulativeMin": source.CumulativeMin(target, c.Axis, options); break;
                case "Difference": source.Difference(target, c.Axis, c.N, options); break;
                case "RollingSum": rolling.Sum(target, options); break;
                case "RollingMean": rolling.Mean(target, options); break;
                case "RollingVar": rolling.Var(target, 1, options); break;
                case "RollingStd": rolling.Std(target, 1, options); break;
                case "RollingMin": rolling.Min(target, options); break;
                case "RollingMax": rolling.Max(target, options); break;
                case "RollingMedian": rolling.Median(target, options); break;
                default: Assert.Fail(c.Operation); break;
            }

            double[] expected = Numbers(c.Result), found = target.ToArray();
            for (int i = 0; i < expected.Length; i++)
            {
                // pandas' own deviations of windows are off by 1e-7 of nothing: it subtracts what goes.
                double tolerance = Math.Max(1e-12 * Math.Abs(expected[i]), c.Operation == "RollingStd" ? 1e-6 : 1e-12);
                bool agrees = double.IsNaN(expected[i]) || double.IsInfinity(expected[i]) ? expected[i].Equals(found[i]) : Math.Abs(expected[i] - found[i]) <= tolerance;
                Assert.True(agrees, $"{c.Operation} {Shape.Create(c.Shape)} axis {c.Axis} [{i}]: {found[i]:R}, not {expected[i]:R}");
            }
        }
    }

    [Fact]
    public void Std_WindowsAfterAnOutlier_AreRightAndThoseOfPandasAreNot()
    {
        Outlier outlier = Assert.Single(Corpus.Read<Outlier>("series_outlier.json"));
        NDArray<double> z = NDArray.Create<double>(outlier.Source.Length);
        double[] x = Numbers(outlier.Source);
        NDArray.From(x).Rolling(7, 0).Std(z);
        Assert.All(Enumerable.Range(27, 150), i => Assert.Equal(NDArray.From(x[(i - 6)..(i + 1)]).Std(ddof: 1), z[i], 1e-14));
        Assert.All(Numbers(outlier.Std)[27..], theirs => Assert.Equal(double.NaN, theirs));
    }

    private static double[] Numbers(string[] texts) => [.. texts.Select(text => text switch
    {
        "nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    })];

    private sealed record Outlier(string[] Source, string[] Std);

    private sealed record Case(
        string Operation, long[] Shape, int Axis, string[] Source, string[] Result, long[] ShapeOfResult, bool SkipNaN, int N, int Window, int MinCount);
}
