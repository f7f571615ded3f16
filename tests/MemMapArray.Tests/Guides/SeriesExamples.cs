using System;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Guides;

/// <summary>The examples of docs/guides/series.md, as they stand there; <see cref="DocumentTests"/> sees to it.</summary>
public sealed class SeriesExamples
{
    [Fact]
    public void Series()
    {
        NDArray<double> prices = NDArray.From([.. Enumerable.Range(0, 200).Select(i => i * 7919 % 13.0)], (100, 2));
        NDArray<double> totals = NDArray.Create<double>((100, 2)), highest = NDArray.Create<double>((100, 2)), volatility = NDArray.Create<double>((100, 2));
        NDArray<double> average = NDArray.Create<double>((100, 2)), changes = NDArray.Create<double>((99, 2)), bends = NDArray.Create<double>((98, 2));

        prices.CumulativeSum(totals, axis: 0);          // np.cumsum(prices, axis=0, out=totals)
        prices.CumulativeMax(highest, axis: 0);         // np.maximum.accumulate(prices, axis=0, out=highest)
        totals.CumulativeSum(totals, axis: 0);          // in place

        Assert.Equal(prices[.., 0].Max(), highest[99, 0]);
        Assert.Equal((3 * prices[0, 1]) + (2 * prices[1, 1]) + prices[2, 1], totals[2, 1]);

        NDArray<double> readings = NDArray.From([double.NaN, 1, double.NaN, double.NaN, 4]);
        readings.FillForward(readings, axis: 0, limit: 1);                  // [nan, 1, 1, nan, 4]: pd.Series(readings).ffill(limit=1)
        readings.Flip(0).FillForward(readings.Flip(0), axis: 0);            // [1, 1, 1, 4, 4]: from behind, .bfill()

        Assert.Equal([1, 1, 1, 4, 4], readings.ToArray());

        prices.Difference(changes, axis: 0);            // np.diff(prices, axis=0)
        prices.Difference(bends, axis: 0, n: 2);        // np.diff(prices, 2, axis=0)
        changes.Difference(changes[..^1, ..], axis: 0); // in place; the last row stays

        Assert.Equal(prices[1, 0] - prices[0, 0] + bends[0, 0], prices[2, 0] - prices[1, 0]);
        Assert.Equal(bends.ToArray(), changes[..^1, ..].ToArray());

        prices.Rolling(60, axis: 0).Std(volatility);                  // pd.DataFrame(prices).rolling(60).std()
        prices.Rolling(60, axis: 0, minCount: 1).Mean(average);       // rolling(60, min_periods=1).mean()

        Assert.True(double.IsNaN(volatility[58, 0]) && volatility[59, 0] > 0);
        Assert.Equal(prices[..2, 0].Mean(), average[1, 0]);

        NDArray<double> spike = NDArray.From([1.0, 2, 3, 1e16, 4, 5, 6, 8]), deviations = NDArray.Create<double>(8);
        spike.Rolling(3, axis: 0).Std(deviations);    // ..., 1, 1.5275; pandas 1.5: ..., 1.1547, 2.0. With 1e300: ..., nan, nan

        Assert.Equal(1, deviations[6]);
        Assert.Equal(Math.Sqrt(7 / 3.0), deviations[7], 1e-15);

        NDArray<double> tenths = NDArray.Full(1_000_000, 0.1);
        tenths.CumulativeSum(tenths, axis: 0);          // ends in 100000; np.cumsum: in 100000.00000133288

        Assert.Equal(100_000, tenths[^1]);
    }

    [Fact]
    public void Resample()
    {
        NDArray<double> minutes = NDArray.From([.. Enumerable.Range(0, 150).Select(i => (double)i)]);

        NDArray<double> hourly = minutes.Resample(60, axis: 0, Reduction.Mean<double>());                     // resample("1h").mean()
        NDArray<double> whole = minutes.Resample(60, axis: 0, Reduction.Std<double>(ddof: 1), EdgePolicy.Drop);

        Assert.Equal([29.5, 89.5, 134.5], hourly.ToArray());
        Assert.Equal([minutes[..60].Std(ddof: 1), minutes[60..120].Std(ddof: 1)], whole.ToArray());

        long hours = minutes.Shape[0] / 60;
        NDArray<double> medians = minutes[..(int)(hours * 60)].Reshape((hours, 60)).Median(axis: 1);
        double rest = minutes[(int)(hours * 60)..].Median();

        Assert.Equal([29.5, 89.5], medians.ToArray());
        Assert.Equal(134.5, rest);
    }
}
