using System;
using System.IO;
using System.Linq;
using MemMap.Faults.Tests.Support;
using MemMap.Tests;
using Xunit;

namespace MemMap.Faults.Tests;

/// <summary>Several processes on one file.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    public void Rows_WrittenAndReadByProcesses_AreAllRight()
    {
        const int Writers = 3, Readers = 2, Rows = 600, Columns = 500, Rounds = 20;
        MemMapArray.Create<int>(_folder.File(), (Rows, Columns)).Dispose();
        ProbeProcess[] readers = [.. Enumerable.Range(0, Readers).Select(_ => ProbeProcess.Start("fault", "read", _folder.File()))];
        ProbeProcess[] writers = [.. Enumerable.Range(0, Writers).Select(i => ProbeProcess.Start("fault", "rows", _folder.File(), $"{i}", $"{Writers}"))];
        Assert.All(writers, writer => Assert.Equal(string.Empty, writer.Finish()));
        Assert.All(readers, reader => Assert.Equal("done", reader.Finish()));
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.File(), (Rows, Columns));
        Assert.All(Enumerable.Range(0, Rows), row => Assert.True(array[row, ..].ToArray().All(element => element == row + Rounds)));
        Array.ForEach([.. readers, .. writers], process => process.Dispose());
    }

    [LinuxFact]
    public void Interlocked_ThroughReferencesOfProcesses_CountsEach()
    {
        const int Processes = 4, Times = 1_000_000;
        MemMapArray.Create<long>(_folder.File(), 1).Dispose();
        ProbeProcess[] counters = [.. Enumerable.Range(0, Processes).Select(_ => ProbeProcess.Start("fault", "count", _folder.File(), $"{Times}"))];
        Assert.All(counters, counter => Assert.Equal(string.Empty, counter.Finish()));
        using MemMapArray<long> array = MemMapArray.Open<long>(_folder.File());
        Assert.Equal(Processes * Times, array[0]);
        Array.ForEach(counters, process => process.Dispose());
    }

    [LinuxFact]
    public void ShareNone_OfAnotherProcess_RefusesUntilItEndsOrIsKilled()
    {
        MemMapArray.Create<long>(_folder.File(), 8).Dispose();
        using ProbeProcess holder = ProbeProcess.Start("fault", "hold", _folder.File(), "None");
        Assert.Equal("open", holder.Line());
        Assert.Throws<IOException>(() => MemMapArray.Open<long>(_folder.File()));
        Assert.Throws<IOException>(() => MemMapArray.Open<long>(_folder.File(), MemMapMode.ReadWrite));
        Assert.Equal("IOException", ProbeProcess.Run("fault", "hold", _folder.File(), "ReadWrite"));
        holder.Kill();
        using MemMapArray<long> array = MemMapArray.Open<long>(_folder.File(), new MemMapOptions { Mode = MemMapMode.ReadWrite, Share = FileShare.None });
        Assert.Equal("IOException", ProbeProcess.Run("fault", "hold", _folder.File(), "None"));
    }

    // The recipe of docs/guarantees.md for one writer beside readers.
    [LinuxFact]
    public void LockFile_OfTheWriter_RefusesASecondOneAndNoReader()
    {
        MemMapArray.Create<long>(_folder.File(), 8).Dispose();
        string path = _folder.File();
        using (var writing = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            using MemMapArray<long> array = MemMapArray.Open<long>(path, MemMapMode.ReadWrite);
            Assert.Equal("IOException", ProbeProcess.Run("fault", "hold", path + ".lock", "None"));
            Assert.Equal("open", ProbeProcess.Run("fault", "hold", path, "ReadWrite"));
        }
    }
}
