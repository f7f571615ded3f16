using System;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Series;

/// <summary>Series that lie side by side, of which vectors take eight at a time, beside each of them alone: the same bits.</summary>
public sealed class SideBySideTests
{
    private const int Rows = 1100, AllNormal = 16;

    // Fewer than a vector has, as many, and some more.
    [Theory]
    [InlineData(7, false)]
    [InlineData(8, false)]
    [InlineData(8, true)]
    [InlineData(11, false)]
    [InlineData(11, true)]
    [InlineData(AllNormal, false)]
    [InlineData(40, true)]
    [InlineData(259, false)]
    public void Series_SideBySide_HaveTheBitsOfEachAlone(int columns, bool skipNaN)
    {
        var options = new SeriesOptions { SkipNaN = skipNaN };
        var random = new Random(columns);
        NDArray<double> x = NDArray.From([.. Enumerable.Range(0, Rows * columns).Select(i => Number(columns == AllNormal ? 7 : i % columns % 7, random))], (Rows, columns));
        Check(x, (from, to) => from.CumulativeSum(to, 0, options));
        Check(x, (from, to) => from.CumulativeProduct(to, 0, options));
        Check(x, (from, to) => from.CumulativeMax(to, 0, options));
        foreach ((int window, int least) in new[] { (1, 1), (7, 7), (60, 3), (Rows, 1) })
        {
            Check(x, (from, to) => from.Rolling(window, 0, least).Sum(to, options));
            Check(x, (from, to) => from.Rolling(window, 0, least).Mean(to, options));
            Check(x, (from, to) => from.Rolling(window, 0, least).Var(to, 1, options));
            Check(x, (from, to) => from.Rolling(window, 0, least).Std(to, 0, options));
            Check(x, (from, to) => from.Rolling(window, 0, least).Min(to, options));
            Check(x, (from, to) => from.Rolling(window, 0, least).Max(to, options));
        }
    }

    // Windows of many blocks, which are found in a tree.
    [Fact]
    public void Rolling_LongWindowsSideBySide_HaveTheBitsOfEachAlone()
    {
        const int Columns = 11, LongRows = 5000;
        var random = new Random(1);
        NDArray<double> x = NDArray.From([.. Enumerable.Range(0, LongRows * Columns).Select(i => Number(i % Columns % 7, random))], (LongRows, Columns));
        foreach (int window in new[] { 1025, 3000 })
        {
            Check(x, (from, to) => from.Rolling(window, 0, 2).Std(to, 1, new SeriesOptions { SkipNaN = true }));
            Check(x, (from, to) => from.Rolling(window, 0, 2).Mean(to));
            Check(x, (from, to) => from.Rolling(window, 0, 2).Max(to));
        }
    }

    // One series is done in eight sections, of each box that has enough blocks; seven side by side are not.
    [Theory]
    [InlineData(1000)]
    [InlineData(1777)]
    [InlineData(0)]
    public void Rolling_OneSeriesInSections_HasTheBitsOfThoseSideBySide(int boxElements)
    {
        const int Columns = 7, SeriesRows = 9011;
        var random = new Random(2);
        NDArray<double> x = NDArray.From([.. Enumerable.Range(0, SeriesRows * Columns).Select(i => Number(i % Columns, random))], (SeriesRows, Columns));
        foreach ((int window, bool skipNaN) in new[] { (1, false), (2, true), (17, true), (60, false), (100, true), (500, false) })
        {
            int least = Math.Min(2, window);
            var options = new SeriesOptions { SkipNaN = skipNaN, BoxElements = boxElements };
            Check(x, (from, to) => from.Rolling(window, 0, least).Mean(to, options));
            Check(x, (from, to) => from.Rolling(window, 0, least).Std(to, 1, options));
            Check(x, (from, to) => from.Rolling(window, 0, least).Min(to, options));
        }
    }

    private static void Check(NDArray<double> x, Action<MemMapView<double>, MemMapView<double>> verb)
    {
        int columns = (int)x.Shape[1];
        NDArray<double> together = NDArray.Create<double>(x.Shape);
        verb(x, together);
        foreach (int column in Enumerable.Range(0, columns).Where(column => column < 12 || column > columns - 12))
        {
            NDArray<double> alone = NDArray.Create<double>((x.Shape[0], 1));
            verb(NDArray.From(x[.., column].ToArray(), (-1, 1)), alone);
            Assert.Equal(Bits(alone), Bits(together[.., column]));
        }
    }

    private static long[] Bits(MemMapView<double> view) => [.. view.ToArray().Select(BitConverter.DoubleToInt64Bits)];

    // Far from 0; with NaN; with infinities and zeros; huge; tiny; one and the same; signed zeros; of many sizes.
    private static double Number(int kind, Random random) => kind switch
    {
        0 => random.NextDouble() + 1e9,
        1 => random.Next(5) == 0 ? double.NaN : random.NextDouble() - 0.5,
        2 => random.Next(60) switch { 0 => double.PositiveInfinity, 1 => double.NegativeInfinity, 2 => 0, _ => 1 + random.NextDouble() },
        3 => random.NextDouble() * random.Next(40) switch { 0 => 1.7e308, 1 => -1.7e308, _ => 1e300 },
        4 => random.NextDouble() * 1e-310,
        5 => 3.5,
        6 => random.Next(2) == 0 ? -0.0 : 0,
        _ => Math.ScaleB(random.NextDouble() - 0.5, random.Next(-45, 30)),
    };
}
