using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;

namespace MemMap.Tour.Steps;

/// <summary>Several processes map one file. It is in memory once, and each reduces its own rows.</summary>
internal sealed class SharedByProcesses : IStep
{
    private const int Processes = 4, RowsOfProcess = CreateAndFill.Rows / Processes;

    // Two roundings of a double apart, or three. What each child reports is rounded already.
    private const double Tolerance = 1e-15;

    public string Name => "processes";

    public string Title => $"Share it among {Processes} processes";

    /// <summary>What the child is told on its command line.</summary>
    public static Command ReduceCommand()
    {
        Argument<string> path = new("file");
        Argument<long> first = new("first-row"), count = new("rows");
        Command command = new("reduce", "Count, mean and squared deviations of some rows.") { path, first, count };
        command.SetAction(parsed => Reduce(parsed.GetRequiredValue(path), parsed.GetRequiredValue(first), parsed.GetRequiredValue(count)));
        return command;
    }

    public void Run(TourFolder files, Report report, CancellationToken cancellation)
    {
        List<ChildProcess> children = [];
        Sample merged = default;
        try
        {
            for (int first = 0; first < CreateAndFill.Rows; first += RowsOfProcess)
            {
                children.Add(ChildProcess.Start("reduce", files.Random, $"{first}", $"{RowsOfProcess}"));
            }

            foreach (Sample part in children.Select(child => child.Result<Sample>()))
            {
                report.Line($"  a process found {part}");
                merged = Sample.Merge(merged, part);
            }
        }
        finally
        {
            children.ForEach(child => child.Dispose());
        }

        using MemMapArray<float> array = MemMapArray.Open<float>(files.Random, (-1, CreateAndFill.Columns));
        (double mean, double std) = (array.Mean(), array.Std());
        report.Number("processes_merged_mean", "mean, merged from the processes", merged.Mean);
        report.Number("processes_mean", "mean, of this process alone", mean);
        report.Number("processes_merged_std", "std, merged from the processes", merged.Std);
        report.Number("processes_std", "std, of this process alone", std);
        report.Check("no element was left out or counted twice", merged.Count == array.Length);
        report.CheckClose("the means agree", merged.Mean, mean, Tolerance);
        report.CheckClose("the standard deviations agree", merged.Std, std, Tolerance);
    }

    /// <summary>What the child does.</summary>
    private static void Reduce(string path, long first, long count)
    {
        // One length may be -1: the file tells it.
        using MemMapArray<float> array = MemMapArray.Open<float>(path, (-1, CreateAndFill.Columns));
        MemMapView<float> rows = array[Slice.Range(first, first + count), ..];
        ChildProcess.Answer(Sample.Of(rows.Length, rows.Mean(), rows.Std()));
    }
}
