using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using MemMap.Faults.Tests.Support;
using MemMap.Tests;
using Xunit;
using Xunit.Abstractions;

namespace MemMap.Faults.Tests;

/// <summary>Several processes append to one file, some are killed, and one looks on. MEMMAPARRAY_APPENDS says how many rows each process appends.</summary>
public sealed class AppendTests(ITestOutputHelper output) : IDisposable
{
    private const int Columns = 16, Processes = 4;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LinuxTheory]
    [InlineData("raw", false)]
    [InlineData("raw", true)]
    [InlineData("npy", false)]
    [InlineData("npy", true)]
    public void Append_ByProcessesAtATime_EveryRowThatReturnedIsThereOnce(string kind, bool kills)
    {
        int count = Environment.GetEnvironmentVariable("MEMMAPARRAY_APPENDS") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : 250;

        // Fast ones would be done before one can be killed.
        count *= kind == "raw" && kills ? 40 : 1;
        string path = _folder.File("rows." + kind);
        (kind == "raw" ? MemMapArray.Create<int>(path, (0, Columns)) : MemMapArray.CreateNpy<int>(path, (0, Columns))).Dispose();
        var logs = new Dictionary<int, string>();
        var running = new List<(int Number, ProbeProcess Process)>();
        int started = 0, killed = 0, polls = 0;
        long seen = 0;
        for (; started < Processes; started++)
        {
            running.Add(Start(started));
        }

        // The one who looks on: no row is ever torn, and none goes.
        using MemMapArray<int> reader = kind == "raw" ? MemMapArray.Open<int>(path, (-1, Columns)) : MemMapArray.OpenNpy<int>(path);
        Random random = new(count);
        var watch = Stopwatch.StartNew();
        TimeSpan next = TimeSpan.FromMilliseconds(20);
        while (running.Count > 0)
        {
            reader.Refresh();
            polls++;
            for (; seen < reader.Shape[0]; seen++)
            {
                RequireWhole(reader.GetReadOnlyRowSpan(seen).ToArray());
            }

            if (kills && killed < 2 * Processes && watch.Elapsed > next)
            {
                int victim = random.Next(running.Count);
                running[victim].Process.Kill();
                running[victim].Process.Dispose();
                running.RemoveAt(victim);
                running.Add(Start(started++));
                killed++;
                next = watch.Elapsed + TimeSpan.FromMilliseconds(random.Next(20, 120));
            }

            foreach ((int Number, ProbeProcess Process) ended in running.FindAll(one => one.Process.HasExited))
            {
                Assert.Equal(0, ended.Process.ExitCode());
                ended.Process.Dispose();
                running.Remove(ended);
            }
        }

        using MemMapArray<int> array = kind == "raw" ? MemMapArray.Open<int>(path, (-1, Columns)) : MemMapArray.OpenNpy<int>(path);
        var there = new Dictionary<(int, int), int>();
        for (long i = 0; i < array.Shape[0]; i++)
        {
            int[] row = array.GetReadOnlyRowSpan(i).ToArray();
            RequireWhole(row);
            there[(row[0], row[1])] = there.GetValueOrDefault((row[0], row[1])) + 1;
        }

        int returned = 0;
        foreach ((int number, string log) in logs)
        {
            foreach (string line in File.ReadAllText(log).Split('\n')[..^1])
            {
                Assert.Equal(1, there.GetValueOrDefault((number, int.Parse(line, CultureInfo.InvariantCulture))));
                returned++;
            }
        }

        output.WriteLine($"{returned} appends returned, {array.Shape[0]} rows, {killed} of {started} processes killed, {polls} looks");
        Assert.All(there.Values, times => Assert.Equal(1, times));
        Assert.InRange(array.Shape[0], returned, returned + killed);
        Assert.True(returned >= (Processes - (kills ? 1 : 0)) * count);

        (int, ProbeProcess) Start(int number)
        {
            logs[number] = _folder.File($"{number}.log");
            ProbeProcess process = ProbeProcess.Start("fault", "append-together", path, logs[number], kind, $"{number}", $"{count}");
            Assert.Equal("ready", process.Line());
            return (number, process);
        }
    }

    [LinuxTheory]
    [InlineData("raw")]
    [InlineData("npy")]
    public void BeginAppend_ProcessKilledInABatch_HasAllThatWasFlushed(string kind)
    {
        for (int i = 0; i < Kills.Of(8, 8); i++)
        {
            string path = _folder.File($"rows{i}.{kind}"), log = _folder.File("batch.log");
            (kind == "raw" ? MemMapArray.Create<int>(path, (0, Columns)) : MemMapArray.CreateNpy<int>(path, (0, Columns))).Dispose();
            using (ProbeProcess writer = ProbeProcess.Start("fault", "append-batch", path, log, kind))
            {
                Assert.Equal("ready", writer.Line());

                // Nobody else appends, and nothing changes by the attempt.
                using (MemMapArray<int> other = kind == "raw" ? MemMapArray.Open<int>(path, (-1, Columns), MemMapMode.ReadWrite) : MemMapArray.OpenNpy<int>(path, MemMapMode.ReadWrite))
                {
                    IOException exception = Assert.Throws<IOException>(() => other.Append(new int[Columns]));
                    Assert.Contains("batch", exception.Message, StringComparison.Ordinal);
                    Assert.Throws<IOException>(() => other.BeginAppend());
                    Assert.Throws<IOException>(() => other.Resize(0));
                }

                // At another moment of its work each time.
                Thread.Sleep(i * 3 % 60);
                writer.Kill();
            }

            int last = int.Parse(File.ReadAllText(log).Split('\n')[^2], CultureInfo.InvariantCulture);
            using MemMapArray<int> array = kind == "raw" ? MemMapArray.Open<int>(path, (-1, Columns), MemMapMode.ReadWrite) : MemMapArray.OpenNpy<int>(path, MemMapMode.ReadWrite);
            Assert.True(array.Shape[0] > last);
            for (long row = 0; row < array.Shape[0]; row++)
            {
                RequireWhole(array.GetReadOnlyRowSpan(row).ToArray());
            }

            // The next one goes on.
            using (array.BeginAppend(dropUncounted: true))
            {
                array.Append(new int[Columns]);
            }

            Assert.Equal(array.Offset + array.ByteLength, new FileInfo(path).Length);
        }
    }

    private static void RequireWhole(int[] row)
    {
        (int process, int number) = (row[0], row[1]);
        Assert.Equal(process ^ number, row[^1]);
        Assert.True(Enumerable.Range(0, Columns - 3).All(i => row[i + 2] == (process * 31) + (number * 17) + i), $"a torn row: {string.Join(' ', row)}");
    }
}
