using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using MemMap.Faults.Tests.Support;
using MemMap.Tests;
using Xunit;
using Xunit.Abstractions;

namespace MemMap.Faults.Tests;

/// <summary>Writers that are killed at random moments (<see cref="Kills"/> says how many): what a call had returned for is there, and nothing is torn.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private const int Rows = 4096, Columns = 64;
    private readonly TemporaryFolder _folder = new();
    private long _calls;

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    public void Flush_ProcessKilledAfterIt_RowsAreThere() => Kill(40, ["write-rows"], (path, last) =>
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(path, (Rows, Columns));
        for (int i = Math.Max(0, last - Rows + 2); i <= last; i++)
        {
            Assert.True(array[i % Rows, ..].ToArray().All(element => element == i), $"row {i} of {last} is lost");
        }
    });

    [LinuxTheory]
    [InlineData(MemMapOrder.C)]
    [InlineData(MemMapOrder.F)]
    public void Append_ProcessKilledDuringIt_HasOldRowsOrNewOnes(MemMapOrder order) => Kill(60, ["append", order.ToString()], (path, last) =>
    {
        using MemMapArray<int> array = MemMapArray.OpenNpy<int>(path);
        MemMapView<int> rows = order == MemMapOrder.C ? array : array.Transpose();
        Assert.InRange(rows.Shape[0], last + 1, last + 2);
        Assert.All(Enumerable.Range(0, (int)rows.Shape[0]), i => Assert.True(rows[i, ..].ToArray().All(element => element == i), $"row {i} of {last} is torn"));
    });

    [LinuxFact]
    public void CreateNpy_OverAFileAndKilledDuringIt_LeavesTheOldFileOrTheNewOne() => Kill(40, ["create"], (path, last) =>
    {
        // Of the last that returned, or of the next.
        using MemMapArray<int> array = MemMapArray.OpenNpy<int>(path);
        Assert.InRange(array.Shape[0], 1, 2);
        Assert.True(last >= 0);
    });

    [LinuxTheory]
    [InlineData("npy")]
    [InlineData("npz")]
    [InlineData("safetensors")]
    public void Save_ProcessKilledDuringIt_LeavesTheOldFileOrTheNewOne(string format) => Kill(40, ["save", format], (path, last) =>
    {
        using MemMapArray<int> array = format switch
        {
            "npz" => MemMapArray.OpenNpz<int>(path, "array"),
            "safetensors" => SafetensorsFile.Open(path).OpenTensor<int>("array"),
            _ => MemMapArray.OpenNpy<int>(path),
        };
        int[] elements = array.ToArray();
        Assert.Equal(64 * 1024, elements.Length);
        Assert.InRange(elements[0], last, last + 1);
        Assert.True(elements.All(element => element == elements[0]), "two saved arrays in one file");
    });

    private void Kill(int times, string[] fault, Action<string, int> check)
    {
        Random random = new(times);
        times = Kills.Of(times / 4, times);
        for (int i = 0; i < times; i++)
        {
            string path = _folder.File($"{i}.bin"), log = _folder.File($"{i}.log");
            using (ProbeProcess writer = ProbeProcess.Start(["fault", fault[0], path, log, .. fault[1..]]))
            {
                Assert.Equal("ready", writer.Line());
                Thread.Sleep(random.Next(40));
                writer.Kill();
            }

            // A number that was being written when the process ended has no end of line.
            string[] returned = File.ReadAllText(log).Split('\n')[..^1];
            int last = int.Parse(returned[^1], CultureInfo.InvariantCulture);
            Assert.Equal(returned.Length - 1, last);
            check(path, last);
            _calls += returned.Length;
            Array.ForEach(Directory.GetFiles(_folder.Path), File.Delete);
        }

        output.WriteLine($"{times} killed after {_calls} calls");
    }
}
