using System;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
using System.Threading;

namespace MemMap.Tour.Steps;

/// <summary>
/// Warning 3: writers at the same time. Nothing orders the writes of two processes to one element. Three ways out: have one writer only,
/// give each its own rows, or use <see cref="Interlocked"/>, which works across processes as it does across threads.
/// </summary>
internal sealed class WarningConcurrentWriters : IStep
{
    private const int Rows = 1_000, Columns = 1_000, Writers = 2, Increments = 1_000_000;

    // The elements of the file of counters.
    private const int Arrived = 0, Count = 1, Counters = 2;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    public string Name => "writers";

    public string Title => "Warning: several writers";

    /// <summary>What a child that fills rows is told on its command line.</summary>
    public static Command FillCommand()
    {
        Argument<string> path = new("file");
        Argument<int> first = new("first-row"), count = new("rows");
        Argument<float> value = new("value");
        Command command = new("fill", "Sets some rows to a value.") { path, first, count, value };
        command.SetAction(parsed => Fill(
            parsed.GetRequiredValue(path),
            parsed.GetRequiredValue(first),
            parsed.GetRequiredValue(count),
            parsed.GetRequiredValue(value)));
        return command;
    }

    /// <summary>What a child that counts is told on its command line.</summary>
    public static Command CountCommand()
    {
        Argument<string> path = new("file");
        Command command = new("count", "Counts in the file, at the same time as another process.") { path };
        command.SetAction(parsed => CountUp(parsed.GetRequiredValue(path)));
        return command;
    }

    public void Run(TourFolder files, Report report, CancellationToken cancellation)
    {
        report.Line(
            "  Nothing orders the writes of two processes to one element. Ways out: one writer only, rows of their own, or Interlocked.");
        OneWriterOnly(files.Writers, report);
        RowsOfTheirOwn(files.Writers, report);
        OneCounterForAll(files.Counters, report);
    }

    private static void OneWriterOnly(string path, Report report)
    {
        MemMapOptions alone = new() { Share = FileShare.None };
        using MemMapArray<float> array = MemMapArray.Create<float>(path, (Rows, Columns), alone);
        report.CheckRefused<IOException>("FileShare.None refuses a second opener", () => MemMapArray.Open<float>(path).Dispose());
    }

    private static void RowsOfTheirOwn(string path, Report report)
    {
        using MemMapArray<float> array = MemMapArray.Open<float>(path, (Rows, Columns));
        using ChildProcess one = ChildProcess.Start("fill", path, "0", $"{Rows / 2}", "1");
        using ChildProcess other = ChildProcess.Start("fill", path, $"{Rows / 2}", $"{Rows / 2}", "2");
        int rows = one.Result<int>() + other.Result<int>();

        // No need to reopen: what the children wrote is in this array.
        report.Number("writers_rows_filled", "rows that two processes filled, each its own half", rows);
        report.Number("writers_mean", "mean of 1 and 2", array.Mean());
        report.Check(
            "each half is what its process wrote",
            rows == Rows && HasOnly(array[..(Rows / 2), ..], 1) && HasOnly(array[(Rows / 2).., ..], 2));
    }

    private static void OneCounterForAll(string path, Report report)
    {
        using MemMapArray<long> counters = MemMapArray.Create<long>(path, Counters);
        using ChildProcess one = ChildProcess.Start("count", path), other = ChildProcess.Start("count", path);
        _ = one.Result<int>() + other.Result<int>();
        report.Number("writers_count", $"what {Writers} processes counted together, {Increments:N0} each", counters[Count]);
        report.Check("Interlocked lost none of them", counters[Count] == (long)Writers * Increments);
    }

    private static bool HasOnly(MemMapView<float> view, float value) => !view.AsReadOnlySpan().ContainsAnyExcept(value);

    /// <summary>What a child that fills rows does.</summary>
    private static void Fill(string path, int first, int count, float value)
    {
        using MemMapArray<float> array = MemMapArray.Open<float>(path, (-1, Columns), MemMapMode.ReadWrite);
        array[first..(first + count), ..].Fill(value);
        ChildProcess.Answer(count);
    }

    /// <summary>What a child that counts does: waits until the others are there too, so that they really are in each other's way, and
    /// counts.</summary>
    private static void CountUp(string path)
    {
        using MemMapArray<long> counters = MemMapArray.Open<long>(path, MemMapMode.ReadWrite);
        ref long arrived = ref counters.GetReference(Arrived);
        ref long count = ref counters.GetReference(Count);

        Interlocked.Increment(ref arrived);
        long start = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref arrived) < Writers)
        {
            if (Stopwatch.GetElapsedTime(start) > s_patience)
            {
                throw new TimeoutException("The other process did not come.");
            }

            Thread.Yield();
        }

        for (int i = 0; i < Increments; i++)
        {
            Interlocked.Increment(ref count);
        }

        ChildProcess.Answer(Increments);
    }
}
