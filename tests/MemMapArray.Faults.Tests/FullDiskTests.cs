using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MemMap.Faults.Tests.Support;
using MemMap.Mapping;
using MemMap.Tests;
using Xunit;

namespace MemMap.Faults.Tests;

/// <summary>Disks of 15 MB that are really full: a tmpfs, and an ext4 in a file.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private Mount? _mount;

    public static TheoryData<string, string> Calls
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string call in new[] { "Create", "Resize", "Append", "AllowGrow", "CreateNpy", "ResizeNpy", "AppendNpy" })
            {
                data.Add("tmpfs", call);
                data.Add("ext4", call);
            }

            return data;
        }
    }

    private string Disk => _folder.File("disk");

    public void Dispose()
    {
        _mount?.Dispose();
        _folder.Dispose();
    }

    // The probe asks for 16 MiB, which is more than there is.
    [RootTheory]
    [MemberData(nameof(Calls))]
    public void Growth_BeyondTheDisk_ThrowsIOAndChangesNothing(string disk, string call)
    {
        Prepare(disk);
        using ProbeProcess probe = ProbeProcess.StartUnder([], "limit", call, Path.Combine(Disk, "array.bin"));
        Assert.Equal(call.StartsWith("Create", StringComparison.Ordinal) ? "IOException gone OK" : "IOException same OK", probe.Finish());
    }

    [RootTheory]
    [InlineData("tmpfs")]
    [InlineData("ext4")]
    public void SaveNpy_NoRoom_KeepsTheOldFileAndLeavesNothingNew(string disk)
    {
        Prepare(disk);
        string target = Path.Combine(Disk, "target.npy"), source = _folder.Write(new byte[20 << 20], name: "source.bin");
        MemMapArray.CreateNpy<int>(target, 10).Dispose();
        byte[] before = File.ReadAllBytes(target);
        Assert.Equal("IOException", ProbeProcess.Run("fault", "save-npy", source, target));
        Assert.Equal(before, File.ReadAllBytes(target));
        Assert.Equal("IOException", ProbeProcess.Run("fault", "save-npy", source, Path.Combine(Disk, "new.npy")));
        Assert.Equal([target], Directory.GetFiles(Disk));
    }

    [RootTheory]
    [InlineData("tmpfs")]
    [InlineData("ext4")]
    public void CommitOfSafetensors_NoRoom_KeepsTheOldFileAndLeavesNothingNew(string disk)
    {
        Prepare(disk);
        string target = Path.Combine(Disk, "target.safetensors"), source = _folder.Write(new byte[20 << 20], name: "source.bin");
        File.WriteAllText(target, "old");
        Assert.Equal("IOException", ProbeProcess.Run("fault", "save-safetensors", source, target));
        Assert.Equal("old", File.ReadAllText(target));
        Assert.Equal([target], Directory.GetFiles(Disk));
    }

    [RootTheory]
    [InlineData("tmpfs")]
    [InlineData("ext4")]
    public void Transform_NoRoomForASparseFile_ThrowsIOAndHasWrittenWhatProgressSays(string disk) =>
        CheckFilledMeanwhile(disk, "transform");

    [RootTheory]
    [InlineData("tmpfs")]
    [InlineData("ext4")]
    public void CumulativeSum_NoRoomForASparseFile_ThrowsIOAndHasWrittenWhatProgressSays(string disk) =>
        CheckFilledMeanwhile(disk, "cumulative-sum");

    [RootTheory]
    [InlineData("tmpfs")]
    [InlineData("ext4")]
    public void ConvertToNpy_NoRoom_KeepsTheOldFileAndLeavesNothingNew(string disk)
    {
        Prepare(disk);
        string target = Path.Combine(Disk, "target.npy"), source = _folder.Write(new byte[10 << 20], name: "source.bin");
        MemMapArray.CreateNpy<int>(target, 10).Dispose();
        byte[] before = File.ReadAllBytes(target);
        Assert.Equal("IOException", ProbeProcess.Run("fault", "transform-to-npy", source, target));
        Assert.Equal(before, File.ReadAllBytes(target));
        Assert.Equal([target], Directory.GetFiles(Disk));
    }

    // Each alone would fit, and finds that it does; together they do not.
    [RootTheory]
    [InlineData("tmpfs")]
    [InlineData("ext4")]
    public void Create_DiskFilledByAnotherAtThatMoment_ThrowsIOAndLeavesNothing(string disk)
    {
        Prepare(disk);
        int refused = 0, created = 0;
        for (int round = 0; round < 50; round++)
        {
            Parallel.For(0, 2, i =>
            {
                string path = Path.Combine(Disk, $"array{i}.bin");
                try
                {
                    MemMapArray.Create<byte>(path, 9 << 20).Dispose();
                    System.Threading.Interlocked.Increment(ref created);
                }
                catch (IOException)
                {
                    System.Threading.Interlocked.Increment(ref refused);
                    Assert.False(File.Exists(path));
                }
            });
            Assert.True(Directory.GetFiles(Disk).Length < 2);
            Array.ForEach(Directory.GetFiles(Disk), File.Delete);
        }

        Assert.Equal(100, refused + created);
        Assert.True(refused >= 50);
    }

    [RootTheory]
    [InlineData("tmpfs", "reserved", "written")]
    [InlineData("ext4", "reserved", "written")]
    [InlineData("tmpfs", "existing", "written")]
    [InlineData("ext4", "existing", "written")]
    [InlineData("tmpfs", "grown", "written")]
    [InlineData("ext4", "grown", "written")]
    [InlineData("tmpfs", "sparse", "IOException")]
    [InlineData("ext4", "sparse", "IOException")]
    public void Fill_DiskFullSinceTheFileWasOpened_WritesWhatIsReserved(string disk, string file, string expected)
    {
        Prepare(disk);
        using ProbeProcess probe = ProbeProcess.Start("fault", "fill", Path.Combine(Disk, "array.bin"), file);
        Assert.Equal("ready", probe.Line());
        _mount!.FillUp();
        probe.Send("go");
        Assert.Equal(expected, probe.Line());
        Assert.Equal(0, probe.ExitCode());
    }

    // A raw file has as many rows as its length says: none may be there that goes again.
    [RootTheory]
    [InlineData("tmpfs", 100)]
    [InlineData("ext4", 100)]
    [InlineData("tmpfs", 1000)]
    [InlineData("ext4", 1000)]
    public void AppendAndResize_DiskFull_ReadersSeeNoRowThatGoesAgain(string disk, int rows)
    {
        Prepare(disk);
        string path = Path.Combine(Disk, "array.bin");
        using MemMapArray<int> array = MemMapArray.Create<int>(path, (10, 1024));
        using MemMapArray<int> reader = MemMapArray.Open<int>(path, (-1, 1024));
        int[] piece = new int[rows * 1024];
        bool isEnded = false;
        using var polling = new ManualResetEventSlim();
        Task reading = Task.Factory.StartNew(Poll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        polling.Wait();
        while (array.Shape[0] * 4096 < 15 << 20 && Record.Exception(() => array.Append(piece)) is null)
        {
        }

        for (int i = 0; i < 30; i++)
        {
            long before = array.Shape[0];
            Assert.Throws<IOException>(() => array.Append(piece));
            Assert.Throws<IOException>(() => array.Resize(before + rows));
            Assert.Equal(before, array.Shape[0]);
        }

        // Nothing that was reserved is kept.
        Assert.InRange(FileStatus.Of(path)!.Value.AllocatedBytes, array.ByteLength, array.ByteLength + (64 << 10));
        Volatile.Write(ref isEnded, true);
        reading.Wait();
        _ = reader.Refresh();
        Assert.Equal(array.Shape, reader.Shape);

        void Poll()
        {
            while (!Volatile.Read(ref isEnded))
            {
                _ = reader.Refresh();
                polling.Set();
            }
        }
    }

    [RootTheory]
    [InlineData("tmpfs")]
    [InlineData("ext4")]
    public void Open_PreallocateExistingWithoutRoom_ThrowsIOAndChangesNothing(string disk)
    {
        Prepare(disk);
        string path = Path.Combine(Disk, "array.bin");
        using (var sparse = new FileStream(path, FileMode.Create))
        {
            sparse.Write([1, 2, 3, 4]);
            sparse.SetLength(30 << 20);
        }

        var options = new MemMapOptions { Mode = MemMapMode.ReadWrite, PreallocateExisting = true };
        long free = new DriveInfo(Disk).AvailableFreeSpace;
        IOException exception = Assert.Throws<IOException>(() => MemMapArray.Open<byte>(path, options));
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        Assert.Equal((30L << 20, free), (new FileInfo(path).Length, new DriveInfo(Disk).AvailableFreeSpace));

        // A part of it that fits.
        using MemMapArray<byte> part = MemMapArray.Open<byte>(path, 8 << 20, options);
        Assert.Equal(0x04030201, part[..4].Cast<int>()[0]);
        Assert.True(new DriveInfo(Disk).AvailableFreeSpace < free - (7 << 20));
    }

    private void CheckFilledMeanwhile(string disk, string verb)
    {
        Prepare(disk);
        using ProbeProcess probe = ProbeProcess.Start("fault", verb, Path.Combine(Disk, "array.bin"));
        Assert.Equal("ready", probe.Line());
        _mount!.FillUp();
        probe.Send("go");
        Assert.Equal("IOException as said", probe.Line());
        Assert.Equal(0, probe.ExitCode());
    }

    private void Prepare(string disk)
    {
        Directory.CreateDirectory(Disk);
        _mount = disk == "tmpfs" ? Mount.Tmpfs(Disk) : Mount.Ext4(Disk, _folder.File("image"));
        if (Directory.Exists(Path.Combine(Disk, "lost+found")))
        {
            Directory.Delete(Path.Combine(Disk, "lost+found"));
        }
    }
}
