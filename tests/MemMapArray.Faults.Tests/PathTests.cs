using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using MemMap.Faults.Tests.Support;
using MemMap.Mapping;
using MemMap.Tests;
using Xunit;

namespace MemMap.Faults.Tests;

/// <summary>Names that are not those of files, or of files that this user may not touch: each is refused at once, with nothing changed and nothing left open.</summary>
public sealed class PathTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _pipes;

    public static TheoryData<MemMapMode> Modes => [MemMapMode.Read, MemMapMode.ReadWrite, MemMapMode.CopyOnWrite, MemMapMode.Create, MemMapMode.CreateNew];

    public void Dispose() => _folder.Dispose();

    [LinuxTheory]
    [MemberData(nameof(Modes))]
    public Task Open_NamedPipe_IsRefusedAndNotWaitedFor(MemMapMode mode) => PipeIsRefused(path => MemMapArray.Open<int>(path, 4, mode));

    [LinuxFact]
    public async Task EveryReader_NamedPipe_IsRefusedAndNotWaitedFor()
    {
        await PipeIsRefused(path => NpyHeader.Read(path));
        await PipeIsRefused(path => MemMapArray.OpenNpy<int>(path));
        await PipeIsRefused(path => MemMapArray.CreateNpy<int>(path, 4));
        await PipeIsRefused(path => NpzFile.Open(path));
        await PipeIsRefused(path => SafetensorsFile.Open(path));
        await PipeIsRefused(path => MemMapArray.OpenNpz<int>(path, "a"));
    }

    [LinuxTheory]
    [InlineData("/dev/null")]
    [InlineData("/dev/zero")]
    public void EveryReader_Device_IsRefused(string path)
    {
        foreach (Action call in new Action[] { () => MemMapArray.Open<int>(path, 4), () => MemMapArray.Open<int>(path, 4, MemMapMode.CopyOnWrite), () => MemMapArray.OpenNpy<int>(path), () => NpyHeader.Read(path), () => NpzFile.Open(path), () => SafetensorsFile.Open(path) })
        {
            Exception exception = Assert.ThrowsAny<SystemException>(call);
            Assert.True(exception is IOException or InvalidDataException or NpyFormatException or SafetensorsFormatException, exception.ToString());
            Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        }
    }

    [LinuxTheory]
    [MemberData(nameof(Modes))]
    public void Open_LinkToAFile_IsTheFile(MemMapMode mode)
    {
        string path = _folder.Write([1, 2, 3, 4]), link = _folder.File("link");
        File.CreateSymbolicLink(link, path);
        if (mode == MemMapMode.CreateNew)
        {
            Assert.Throws<IOException>(() => MemMapArray.Open<int>(link, 4, mode));
            return;
        }

        using MemMapArray<int> array = MemMapArray.Open<int>(link, 4, mode);
        Assert.Equal(mode == MemMapMode.Create ? 0 : 3, array[2]);
    }

    [LinuxTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Open_LinkToNothing_IsRefused(bool isLoop)
    {
        string link = _folder.File("link"), target = isLoop ? _folder.File("back") : _folder.File("missing");
        File.CreateSymbolicLink(link, target);
        if (isLoop)
        {
            File.CreateSymbolicLink(target, link);
        }

        foreach (MemMapMode mode in new[] { MemMapMode.Read, MemMapMode.ReadWrite, MemMapMode.CopyOnWrite, MemMapMode.CreateNew })
        {
            IOException exception = Assert.ThrowsAny<IOException>(() => MemMapArray.Open<int>(link, 4, mode));
            Assert.Contains(link, exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal(isLoop ? 2 : 1, Directory.GetFileSystemEntries(_folder.Path).Length);
    }

    [LinuxFact]
    public void Create_ByALinkToNothingOnTooSmallADisk_LeavesTheLinkAndNothingElse()
    {
        string link = _folder.File("link"), target = _folder.File("target");
        File.CreateSymbolicLink(link, target);
        Assert.Throws<IOException>(() => MemMapArray.Create<byte>(link, 1L << 55));
        Assert.False(File.Exists(target));
        Assert.Equal(target, new FileInfo(link).LinkTarget);
        MemMapArray.Create<byte>(link, 10).Dispose();
        Assert.Equal(10, new FileInfo(target).Length);
    }

    [Fact]
    public void EveryCall_PathOfSpacesAndOtherLetters_Works()
    {
        string folder = Path.Combine(_folder.Path, "na\u00efve \u6570\u636e \ud83d\udcc8 'x' %20"), path = Path.Combine(folder, "\u00e4rray \u03b1.npy");
        Directory.CreateDirectory(folder);
        using (MemMapArray<int> array = MemMapArray.CreateNpy<int>(path, (2, 3)))
        {
            array.Flush();
            array.Append([1, 2, 3]);
            array.SaveNpy(path);
        }

        using MemMapArray<int> opened = MemMapArray.OpenNpy<int>(path);
        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 2, 3], opened.ToArray());
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    // By root over the file of a user.
    [RootFact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void EveryReplacement_OfAnothersFile_KeepsOwnerAndPermissions()
    {
        string path = _folder.File("owned");
        File.WriteAllBytes(path, new byte[100]);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using (Process give = Process.Start("chown", ["1000:1001", path]))
        {
            give.WaitForExit();
        }

        MemMapArray.Create<int>(path, 10).Dispose();
        AssertOwned();
        using (MemMapArray<int> array = MemMapArray.CreateNpy<int>(path, 10))
        {
            AssertOwned();
            array.SaveNpy(path);
        }

        AssertOwned();
        Assert.Equal(10, NpyHeader.Read(path).Shape[0]);

        void AssertOwned()
        {
            FileStatus status = FileStatus.Of(path)!.Value;
            Assert.Equal((1000u, 1001u, MemMapPermissions.UserRead | MemMapPermissions.UserWrite), (status.User, status.Group, status.Permissions));
        }
    }

    [RootFact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void EveryCall_WithoutPermission_ThrowsAndChangesNothing()
    {
        string path = _folder.Write([1, 2, 3, 4]), missing = _folder.File("new.npy");
        File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Unprivileged.Run(() =>
        {
            using MemMapArray<int> array = MemMapArray.Open<int>(path);
            Assert.Equal(10, array.Sum());
            Refused(() => MemMapArray.Open<int>(path, MemMapMode.ReadWrite), path);
            Refused(() => MemMapArray.Create<int>(path, 4), path);
            Refused(() => MemMapArray.Create<int>(missing, 4), missing);
            Refused(() => MemMapArray.CreateNpy<int>(missing, 4), missing);
            Refused(() => array.SaveNpy(missing), _folder.Path);
        });
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Unprivileged.Run(() => Refused(() => MemMapArray.Open<int>(path), path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
        Assert.Equal(16, new FileInfo(path).Length);

        static void Refused(Action call, string says) => Assert.Contains(says, Assert.Throws<UnauthorizedAccessException>(call).Message, StringComparison.Ordinal);
    }

    [RootFact]
    public void EveryCall_OnAReadOnlyMount_ThrowsAndChangesNothing()
    {
        string source = _folder.File("source"), mounted = _folder.File("mounted"), path = Path.Combine(mounted, "array.bin");
        Directory.CreateDirectory(source);
        Directory.CreateDirectory(mounted);
        File.WriteAllBytes(Path.Combine(source, "array.bin"), [1, 2, 3, 4]);
        using Mount mount = Mount.ReadOnly(source, mounted);
        using (MemMapArray<byte> array = MemMapArray.Open<byte>(path))
        {
            Assert.Equal(10, array.Sum());
            Refused(() => array.SaveNpy(Path.Combine(mounted, "new.npy")));
        }

        Refused(() => MemMapArray.Open<byte>(path, MemMapMode.ReadWrite));
        Refused(() => MemMapArray.Create<byte>(path, 4));
        Refused(() => MemMapArray.CreateNpy<byte>(Path.Combine(mounted, "new.npy"), 4));
        Assert.Equal([Path.Combine(source, "array.bin")], Directory.GetFiles(source));

        void Refused(Action call)
        {
            Exception exception = Assert.ThrowsAny<SystemException>(call);
            Assert.True(exception is IOException or UnauthorizedAccessException, exception.ToString());
            Assert.Contains(mounted, exception.Message, StringComparison.Ordinal);
        }
    }

    // A call that waits for the other end of the pipe would wait for ever.
    private async Task PipeIsRefused(Action<string> call)
    {
        string path = _folder.File($"pipe{_pipes++}");
        await Process.Start("mkfifo", [path]).WaitForExitAsync();
        Task<IOException> open = Task.Run(() => Assert.Throws<IOException>(() => call(path)));
        Assert.Same(open, await Task.WhenAny(open, Task.Delay(TimeSpan.FromMinutes(1))));
        Assert.Contains(path, (await open).Message, StringComparison.Ordinal);
    }
}
