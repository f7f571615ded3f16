using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using Spectre.Console;

namespace MemMap.Tour.Steps;

/// <summary>What is between the rows and between the columns of the time series: medians, rolling deviations, correlations.</summary>
internal sealed class TimeSeriesRelations : IStep
{
    private const int Window = 1_000, RowsShown = 5;

    // Columns are noise around sines of whole periods: the correlation of a million samples of two of them is 0 to a few thousandths.
    private const double StatisticalTolerance = 1e-2;

    // A window is summed up in another order than its rows alone.
    private const double WindowTolerance = 1e-12;

    public string Name => "relations";

    public string Title => "The same time series: medians, rolling deviations, correlations";

    public void Run(TourFolder files, Report report, CancellationToken cancellation)
    {
        using MemMapArray<double> series = MemMapArray.Open<double>(files.Series, (-1, TimeSeries.Columns));
        using MemMapArray<double> rolling = MemMapArray.Create<double>(files.Rolling, series.Shape);

        // NumPy: np.median(series, axis=0)
        report.Block("series.Median(axis: 0)");
        NDArray<double> medians = series.Median(axis: 0);
        report.Numbers("series_medians", medians.ToArray());
        double[] sorted = series[.., 0].ToArray();
        Array.Sort(sorted);
        report.Check("the median of a column is the mean of the two in the middle", medians[0] == (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2);

        // pandas: pd.DataFrame(series).rolling(1000).std()
        cancellation.ThrowIfCancellationRequested();
        report.Block("series.Rolling(1000, axis: 0).Std(rolling)");
        series.Rolling(Window, axis: 0).Std(rolling);
        report.Table(SomeOf(rolling));
        NDArray<double> last = series[^Window.., ..].Std(axis: 0, ddof: 1);
        report.Numbers("series_rolling_std_last", rolling[^1, ..].ToArray());
        report.Check("there is none before the window is full", double.IsNaN(rolling[Window - 2, 0]) && !double.IsNaN(rolling[Window - 1, 0]));
        report.Check(
            "the last window has the deviation of its rows alone",
            Enumerable.Range(0, TimeSeries.Columns).All(column => Math.Abs(rolling[^1, column] - last[column]) < WindowTolerance));

        // NumPy: np.corrcoef(series, rowvar=False)
        cancellation.ThrowIfCancellationRequested();
        report.Block("series.Correlation()");
        NDArray<double> correlation = series.Correlation();
        report.Table(Matrix(correlation));
        report.Numbers("series_correlation", correlation.ToArray());
        report.Check(
            "columns are related to themselves, and to no other",
            correlation.ToArray().Select((value, i) => (value, isDiagonal: i % (TimeSeries.Columns + 1) == 0))
                .All(pair => pair.isDiagonal ? pair.value == 1 : Math.Abs(pair.value) < StatisticalTolerance));
    }

    // A window is short beside a period of the sines: what deviates is the noise.
    private static Table SomeOf(MemMapArray<double> rolling)
    {
        Table table = WithColumns("row");
        for (long row = Window - 2; row < rolling.Shape[0]; row += rolling.Shape[0] / RowsShown)
        {
            AddRow(table, $"{row:N0}", rolling[row, ..].ToArray());
        }

        return table;
    }

    private static Table Matrix(NDArray<double> correlation)
    {
        Table table = WithColumns("column");
        for (int row = 0; row < TimeSeries.Columns; row++)
        {
            AddRow(table, $"{row}", correlation[row, ..].ToArray());
        }

        return table;
    }

    private static Table WithColumns(string first)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn(first).RightAligned());
        foreach (int column in Enumerable.Range(0, TimeSeries.Columns))
        {
            table.AddColumn(new TableColumn($"{column}").RightAligned());
        }

        return table;
    }

    private static void AddRow(Table table, string first, double[] numbers) =>
        table.AddRow([first, .. numbers.Select(number => number.ToString("0.00;-0.00;0.00", CultureInfo.InvariantCulture))]);
}
