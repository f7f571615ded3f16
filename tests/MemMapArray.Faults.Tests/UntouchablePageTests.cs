using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MemMap.Faults.Tests.Support;
using MemMap.Tests;
using Xunit;
using Xunit.Abstractions;

namespace MemMap.Faults.Tests;

/// <summary>Pages that cannot be brought in: touching one is a signal, so the system is asked first.</summary>
public sealed class UntouchablePageTests(ITestOutputHelper output) : IDisposable
{
    private const int Rows = 2560, RowBytes = 4096;

    private readonly TemporaryFolder _folder = new();
    private Mount? _mount;

    private string Disk => _folder.File("disk");

    public void Dispose()
    {
        _mount?.Dispose();
        _folder.Dispose();
    }

    // The image of the disk ends before the file does: reading beyond is an error of the device.
    [PopulatingRootTheory]
    [InlineData("disk that fails")]
    [InlineData("hole on a full tmpfs")]
    public void BulkReads_PageThatCannotBeRead_ThrowIOInAProcessThatLives(string fault)
    {
        string path = Path.Combine(Disk, "array.bin");
        if (fault == "disk that fails")
        {
            Prepare(tmpfs: false);
            File.WriteAllBytes(path, new byte[Rows * RowBytes]);
            _mount!.Dispose();
            _mount = Mount.Ext4Again(Disk, _folder.File("image"));
            using var image = new FileStream(_folder.File("image"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            image.SetLength(6 << 20);
        }
        else
        {
            Prepare(tmpfs: true);
            MakeSparse(path);
            _mount!.FillUp();
        }

        Dictionary<string, string> said = Answers(ProbeProcess.Start("fault", "touch", path, Directory.CreateDirectory(_folder.File("results")).FullName));

        // A hole that is read as a file is zeros: only reading it as pages needs room.
        Assert.All(said, call => Assert.True(call.Value == "IOException" || (call.Value == "none" && fault != "disk that fails"), $"{call.Key}: {call.Value}"));
        Assert.Equal("IOException", said["Mean"]);
        Assert.True(said.Count(call => call.Value == "IOException") >= 5);
    }

    [PopulatingRootTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void BulkWrites_SparseFileOnAFullDisk_ThrowIOInAProcessThatLives(bool tmpfs)
    {
        Prepare(tmpfs);
        string path = Path.Combine(Disk, "array.bin");
        MakeSparse(path);
        ProbeProcess probe = ProbeProcess.Start("fault", "write-sparse", path);
        Assert.Equal("ready", probe.Line());
        _mount!.FillUp();
        probe.Send("go");
        Dictionary<string, string> said = Answers(probe);
        Assert.Equal(["IOException"], said.Values.Distinct());
        Assert.Equal(11, said.Count);
    }

    private Dictionary<string, string> Answers(ProbeProcess probe)
    {
        var answers = new Dictionary<string, string>();
        using (probe)
        {
            while (probe.Line() is { } line)
            {
                output.WriteLine(line);
                string[] words = line.Split(' ');
                answers.Add(words[0], words[1]);
            }

            Assert.Equal(0, probe.ExitCode());
        }

        return answers;
    }

    private void Prepare(bool tmpfs)
    {
        Directory.CreateDirectory(Disk);
        _mount = tmpfs ? Mount.Tmpfs(Disk) : Mount.Ext4(Disk, _folder.File("image"));
    }

    private static void MakeSparse(string path)
    {
        using FileStream sparse = File.Create(path);
        sparse.Write(new byte[RowBytes]);
        sparse.SetLength(Rows * RowBytes);
    }
}
