using System;
using System.Linq;
using System.Threading;
using Spectre.Console;

namespace MemMap.Tour.Steps;

/// <summary>Statistics along an axis, and why the standard deviation of chunks is not to be averaged.</summary>
internal sealed class TimeSeries : IStep
{
    /// <summary>How many series there are.</summary>
    public const int Columns = 10;

    private const int Rows = 1_000_000, RowsOfChunk = 10_000, Seed = 7;

    // Column c has c + 1 whole periods: a sine of variance 1/2, plus noise that is uniform from -1/2 to 1/2, of variance 1/12.
    private const double Truth = 0.7637626158259733, StatisticalTolerance = 1e-3;

    // A hundred merges of rounded numbers.
    private const double MergeTolerance = 1e-13;

    public string Name => "series";

    public string Title => "A time series of 1,000,000 x 10: the standard deviation of each column";

    public void Run(TourFolder files, Report report, CancellationToken cancellation)
    {
        using MemMapArray<double> series = MemMapArray.Create<double>(files.Series, (Rows, Columns));
        Fill(series);

        // NumPy: series.std(axis=0)
        NDArray<double> std = series.Std(axis: 0);

        Moments[] merged = new Moments[Columns];
        double[] averaged = new double[Columns];
        foreach (MemMapView<double> chunk in series.Chunks(RowsOfChunk))
        {
            cancellation.ThrowIfCancellationRequested();
            NDArray<Moments> moments = chunk.Describe(axis: 0);
            for (int column = 0; column < Columns; column++)
            {
                // Right: counts, means and squared deviations, merged.
                merged[column] = Moments.Merge(merged[column], moments[column]);

                // The usual mistake: it forgets that the means of the chunks differ.
                averaged[column] += moments[column].Std() * chunk.Shape[0] / Rows;
            }
        }

        report.Table(Compare(std, merged, averaged));
        report.Numbers("series_std", std.ToArray());
        report.Numbers("series_std_by_chunks", [.. merged.Select(column => column.Std())]);
        report.Numbers("series_std_averaged_wrongly", averaged);
        double difference = merged.Select((column, c) => Math.Abs(column.Std() - std[c]) / std[c]).Max();
        report.Number("series_std_largest_difference", "largest relative difference between the first two", difference);
        report.Check($"chunks that are merged give the same, to {MergeTolerance:g2}", difference <= MergeTolerance);
        report.Check(
            $"it is the truth, sqrt(1/2 + 1/12) = {Truth:f4}, to {StatisticalTolerance:g2}",
            std.ToArray().All(value => Math.Abs(value - Truth) < StatisticalTolerance));
        report.Check("averaged standard deviations are far too small", averaged.All(value => value < 0.9 * Truth));
    }

    private static void Fill(MemMapArray<double> series)
    {
        Random random = new(Seed);
        for (int time = 0; time < Rows; time++)
        {
            Span<double> row = series.GetRowSpan(time);
            for (int column = 0; column < row.Length; column++)
            {
                row[column] = Math.Sin(Math.Tau * (column + 1) * time / Rows) + random.NextDouble() - 0.5;
            }
        }
    }

    private static Table Compare(NDArray<double> std, Moments[] merged, double[] averaged)
    {
        Table table = new Table().Border(TableBorder.Simple)
            .AddColumns("column", "series.Std(axis: 0)", "chunks, merged", "chunks, averaged (wrong)");
        for (int column = 0; column < Columns; column++)
        {
            table.AddRow($"{column}", $"{std[column]:f15}", $"{merged[column].Std():f15}", $"{averaged[column]:f15}");
        }

        return table;
    }
}
