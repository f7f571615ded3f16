using System.Diagnostics;
using System.Threading;
using MemMap.Tour.Steps;

namespace MemMap.Tour;

/// <summary>The order of the tour. A program of your own begins with <c>using MemMap;</c>, which the steps need not say: they live in a
/// namespace under it.</summary>
internal sealed class Guide(long rows, string? idxPath, string? jsonPath)
{
    private readonly IStep[] _steps =
    [
        new CreateAndFill(),
        new OpenForReading(),
        new ChangeInPlace(),
        new MeanByChunks(rows),
        new SharedByProcesses(),
        new Persistence(),
        new NpyFile(),
        new TimeSeries(),
        new TimeSeriesRelations(),
        new TrainingImages(idxPath),
        new WarningDiskSpace(),
        new WarningCutShort(),
        new WarningConcurrentWriters(),
        .. idxPath is null ? [] : (IStep[])[new IdxImages(idxPath)],
    ];

    /// <summary>Takes all steps, and takes away what they made.</summary>
    /// <returns>Whether every check held.</returns>
    public bool Run(string? folder, bool keep, CancellationToken cancellation)
    {
        Report report = new();
        using (TourFolder files = new(folder, keep))
        using (PeakMemory peak = new())
        {
            report.Line($"The files are in {files.Path}{(keep ? ", and stay there" : ", until the tour ends")}.");
            for (int i = 0; i < _steps.Length; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                report.Title($"{i + 1}. {_steps[i].Title}");
                long start = Stopwatch.GetTimestamp();
                _steps[i].Run(files, report, cancellation);
                report.Number($"{_steps[i].Name}_seconds", "this step, seconds", Stopwatch.GetElapsedTime(start).TotalSeconds);
            }

            report.Title("The end");
            report.Number("tour_peak_anonymous_bytes", $"peak {PeakMemory.What} of the tour, bytes", peak.Bytes);
            report.Conclude();
            if (jsonPath is not null)
            {
                report.Save(jsonPath);
            }
        }

        return report.AllHold;
    }
}
