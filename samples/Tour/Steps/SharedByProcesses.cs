using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;

namespace MemMap.Tour.Steps;

/// <summary>Several processes map one file. It is in memory once, and each reduces its own rows.</summary>
internal sealed class SharedByProcesses : IStep
{
    private const int Processes = 4;

    private static readonly Reduction<float, double> s_mean = Reduction.Mean<float>(), s_std = Reduction.Std<float>();

    public string Name => "processes";

    public string Title => $"Share it among {Processes} processes";

    /// <summary>What the child is told on its command line.</summary>
    public static Command ReduceCommand()
    {
        Argument<string> path = new("file");
        Argument<long> first = new("first-row"), count = new("rows");
        Command command = new("reduce", "What is known of the mean and the standard deviation from some rows.") { path, first, count };
        command.SetAction(parsed => Reduce(
            parsed.GetRequiredValue(path), new RowRange(parsed.GetRequiredValue(first), parsed.GetRequiredValue(count))));
        return command;
    }

    public void Run(TourFolder files, Report report, CancellationToken cancellation)
    {
        using MemMapArray<float> array = MemMapArray.Open<float>(files.Random, (-1, CreateAndFill.Columns));
        List<ChildProcess> children = [];
        List<ReductionPartial<float, double>> means = [], stds = [];
        try
        {
            foreach (RowRange rows in array.SplitRows(Processes))
            {
                children.Add(ChildProcess.Start("reduce", files.Random, $"{rows.Start}", $"{rows.Count}"));
            }

            foreach (Partials part in children.Select(child => child.Result<Partials>()))
            {
                means.Add(s_mean.ReadPartial(part.Mean));
                stds.Add(s_std.ReadPartial(part.Std));
                report.Line($"  a process sent {part.Mean.Length + part.Std.Length:N0} bytes: {means[^1]}");
            }
        }
        finally
        {
            children.ForEach(child => child.Dispose());
        }

        // In any order: the last first, say.
        for (int i = means.Count - 2; i >= 0; i--)
        {
            means[^1].Merge(means[i]);
            stds[^1].Merge(stds[i]);
        }

        (double mergedMean, double mergedStd, double mean, double std) = (means[^1].Value, stds[^1].Value, array.Mean(), array.Std());
        report.Number("processes_merged_mean", "mean, merged from the processes", mergedMean);
        report.Number("processes_mean", "mean, of this process alone", mean);
        report.Number("processes_merged_std", "std, merged from the processes", mergedStd);
        report.Number("processes_std", "std, of this process alone", std);
        report.Check("no row was left out", means[^1].IsComplete && stds[^1].IsComplete);
        report.Check("the means agree, bit for bit", BitConverter.DoubleToInt64Bits(mergedMean) == BitConverter.DoubleToInt64Bits(mean));
        report.Check(
            "the standard deviations agree, bit for bit",
            BitConverter.DoubleToInt64Bits(mergedStd) == BitConverter.DoubleToInt64Bits(std));
    }

    /// <summary>What the child does.</summary>
    private static void Reduce(string path, RowRange rows)
    {
        // One length may be -1: the file tells it.
        using MemMapArray<float> array = MemMapArray.Open<float>(path, (-1, CreateAndFill.Columns));
        ChildProcess.Answer(new Partials(array.ReducePartial(s_mean, rows).ToBytes(), array.ReducePartial(s_std, rows).ToBytes()));
    }

    /// <summary>What the child answers.</summary>
    private sealed record Partials(byte[] Mean, byte[] Std);
}
