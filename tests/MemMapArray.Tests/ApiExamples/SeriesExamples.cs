using System.Linq;
using Xunit;

namespace MemMap.Tests.ApiExamples;

/// <summary>The examples in the XML documentation of series and relations; <see cref="DocumentTests"/> compares them.</summary>
public sealed class SeriesExamples
{
    private static NDArray<double> Prices => NDArray.From([.. Enumerable.Range(0, 200).Select(i => 100 + (i * 7919 % 13.0))], (100, 2));

    [Fact]
    public void Cumulative()
    {
        NDArray<double> prices = Prices, totals = NDArray.Create<double>((100, 2)), highest = NDArray.Create<double>((100, 2)), lowest = NDArray.Create<double>((100, 2));

        prices.CumulativeSum(totals, axis: 0, new SeriesOptions { SkipNaN = true });    // np.nancumsum(prices, axis=0, out=totals)

        Assert.Equal(prices[.., 0].Sum(), totals[99, 0]);

        prices.CumulativeMax(highest, axis: 0);    // np.maximum.accumulate(prices, axis=0, out=highest)
        prices.CumulativeMin(lowest, axis: 0);    // np.minimum.accumulate(prices, axis=0, out=lowest)

        Assert.Equal((prices[.., 1].Max(), prices[.., 1].Min()), (highest[99, 1], lowest[99, 1]));

        NDArray<double> growth = NDArray.Full((100, 2), 1.5), value = NDArray.Create<double>((100, 2));
        growth.CumulativeProduct(value, axis: 0);    // np.cumprod(growth, axis=0, out=value)

        Assert.Equal(2.25, value[1, 0]);

        prices.CumulativeSum(totals, axis: 0);    // np.cumsum(prices, axis=0, out=totals)
        prices.CumulativeSum(prices, axis: 0);    // in place

        Assert.Equal(totals.ToArray(), prices.ToArray());

        NDArray<double> readings = NDArray.From([1, double.NaN, 3, 4], (2, 2));
        readings.FillForward(readings, axis: 0);    // pd.DataFrame(readings).ffill()

        Assert.Equal([1, double.NaN, 3, 4], readings.ToArray());
    }

    [Fact]
    public void Differences()
    {
        NDArray<double> prices = Prices;

        NDArray<double> returns = NDArray.Create<double>((prices.Shape[0] - 1, prices.Shape[1]));
        prices.Difference(returns, axis: 0);               // np.diff(prices, axis=0)
        returns.Difference(returns[..^1, ..], axis: 0);    // in place; the last row stays

        Assert.Equal(prices[2, 0] - prices[1, 0] - (prices[1, 0] - prices[0, 0]), returns[0, 0]);
        Assert.Equal(prices[^1, 0] - prices[^2, 0], returns[^1, 0]);
    }

    [Fact]
    public void Windows()
    {
        NDArray<double> prices = Prices, rainfall = prices, weekly = NDArray.Create<double>((100, 2));
        NDArray<double> average = NDArray.Create<double>((100, 2)), variance = NDArray.Create<double>((100, 2)), volatility = NDArray.Create<double>((100, 2));
        NDArray<double> lowest = NDArray.Create<double>((100, 2)), highest = NDArray.Create<double>((100, 2)), typical = NDArray.Create<double>((100, 2));

        prices.Rolling(60, axis: 0, minCount: 30).Std(volatility);    // pd.DataFrame(prices).rolling(60, min_periods=30).std()

        Assert.True(double.IsNaN(volatility[28, 0]) && volatility[29, 0] > 0);

        prices.Rolling(60, axis: 0).Std(volatility);    // pd.DataFrame(prices).rolling(60).std()

        Assert.Equal(prices[..60, 0].Std(ddof: 1), volatility[59, 0], 1e-12);

        rainfall.Rolling(7, axis: 0).Sum(weekly);    // rolling(7).sum()
        prices.Rolling(60, axis: 0).Mean(average);    // rolling(60).mean()
        prices.Rolling(60, axis: 0).Var(variance);    // rolling(60).var()
        prices.Rolling(60, axis: 0).Std(volatility);    // rolling(60).std()
        prices.Rolling(60, axis: 0).Min(lowest);    // rolling(60).min()
        prices.Rolling(60, axis: 0).Max(highest);    // rolling(60).max()
        prices.Rolling(5, axis: 0).Median(typical);    // rolling(5).median()

        Assert.Equal(prices[93.., 0].Sum(), weekly[99, 0]);
        Assert.Equal(prices[40.., 0].Mean(), average[99, 0]);
        Assert.Equal(prices[40.., 0].Var(ddof: 1), variance[99, 0], 1e-12);
        Assert.Equal((prices[40.., 0].Min(), prices[40.., 0].Max()), (lowest[99, 0], highest[99, 0]));
        Assert.Equal(prices[95.., 0].ToArray().Order().ElementAt(2), typical[99, 0]);
    }

    [Fact]
    public void Relations()
    {
        NDArray<double> prices = Prices, features = prices, targets = Prices[.., ..1].ToNDArray();

        NDArray<double> covariance = prices.Covariance();    // np.cov(prices, rowvar=False)
        NDArray<double> correlation = prices.Correlation();    // np.corrcoef(prices, rowvar=False)
        NDArray<double> gram = features.Gram();    // features.T @ features
        NDArray<double> right = features.CrossProduct(targets);    // features.T @ targets: the right side of least squares

        Assert.Equal(prices[.., 0].Var(ddof: 1), covariance[0, 0], 1e-12);
        Assert.Equal(1, correlation[1, 1]);
        Assert.Equal(gram[1, 0], right[1, 0], 1e-9);
    }

    [Fact]
    public void PartialRelations()
    {
        NDArray<double> prices = Prices;
        var firstHalf = new RowRange(0, 50);
        byte[] bytesOfTheOthers = prices.RelatePartial(RelationKind.Covariance, new RowRange(50, 50)).ToBytes();

        RelationPartial covariances = prices.RelatePartial(RelationKind.Covariance, firstHalf);
        covariances.Merge(RelationPartial.Read(bytesOfTheOthers));
        NDArray<double> merged = covariances.ToNDArray();    // the bits of prices.Covariance()

        Assert.Equal(prices.Covariance().ToArray(), merged.ToArray());
    }
}
