using System;
using System.IO;
using System.Runtime.Versioning;
using MemMap.Mapping;
using Xunit;

namespace MemMap.Tests;

/// <summary>Permissions of new files, and room for files that are there.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class MemMapOptionsTests : IDisposable
{
    private const MemMapPermissions Private = MemMapPermissions.UserRead | MemMapPermissions.UserWrite;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixTheory]
    [InlineData(Private)]
    [InlineData(MemMapPermissions.UserRead)]
    [InlineData(Private | MemMapPermissions.GroupRead)]
    [InlineData(MemMapPermissions.None)]
    public void Create_UnixCreateMode_IsTheModeOfTheNewFile(MemMapPermissions mode)
    {
        foreach (MemMapMode creating in ModeArrays.Creates)
        {
            string path = _folder.File(creating.ToString());
            using MemMapArray<int> array = MemMapArray.Create<int>(path, 4, new MemMapOptions { Mode = creating, UnixCreateMode = mode });
            array.Fill(3);
            array.Append([4]);
            array.Flush();
            Assert.Equal((UnixFileMode)mode, File.GetUnixFileMode(path));
            Assert.Equal([3, 3, 3, 3, 4], array.ToArray());
        }
    }

    [UnixTheory]
    [InlineData(0x40)]
    [InlineData(0x1C0)]
    [InlineData(0x800)]
    [InlineData(-1)]
    public void Create_UnixCreateModeToExecute_IsRefused(int mode)
    {
        var options = new MemMapOptions { UnixCreateMode = (MemMapPermissions)mode };
        FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => MemMapArray.Create<int>(_folder.File(), 4, options), "UnixCreateMode");
    }

    [UnixTheory]
    [InlineData(FileShare.None)]
    [InlineData(FileShare.ReadWrite)]
    public void Create_UnixCreateMode_KeepsWhatElseWasAsked(FileShare share)
    {
        var options = new MemMapOptions { Mode = MemMapMode.CreateNew, Share = share, UnixCreateMode = Private };
        using (MemMapArray<int> array = MemMapArray.Create<int>(_folder.File(), 4, options))
        {
            Exception? second = Record.Exception(() => MemMapArray.Open<int>(array.Path).Dispose());
            Assert.Equal(share == FileShare.None, second is IOException);
        }

        FolderSnapshot.Refused<IOException>(_folder, () => MemMapArray.Create<int>(_folder.File(), 4, options));
        FolderSnapshot.Refused<DirectoryNotFoundException>(_folder, () => MemMapArray.Create<int>(Path.Combine(_folder.Path, "missing", "file"), 4, options));
        FolderSnapshot.Refused<IOException>(_folder, () => MemMapArray.Create<byte>(_folder.File("large"), 1L << 56, options));
    }

    [UnixTheory]
    [InlineData(Private)]
    [InlineData(Private | MemMapPermissions.GroupRead)]
    [InlineData(null)]
    public void SaveNpyAndNpz_UnixCreateMode_IsTheModeOfTheNewFileAndNotOfOneThatIsThere(MemMapPermissions? mode)
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write([1, 2, 3]));
        UnixFileMode expected = mode is { } given ? (UnixFileMode)given : File.GetUnixFileMode(array.Path);
        string[] paths = [_folder.File("a.npy"), _folder.File("a.npz"), _folder.File("b.npy")];
        Write();
        Assert.All(paths, path => Assert.Equal(expected, File.GetUnixFileMode(path)));
        const UnixFileMode Other = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead;
        Assert.All(paths, path => File.SetUnixFileMode(path, Other));
        Write();
        Assert.All(paths, path => Assert.Equal(Other, File.GetUnixFileMode(path)));
        using MemMapArray<int> saved = MemMapArray.OpenNpy<int>(paths[2]);
        Assert.Equal([1, 2, 3], saved.ToArray());

        void Write()
        {
            array.SaveNpy(paths[0], unixCreateMode: mode);
            using (NpzWriter writer = NpzFile.Create(paths[1], mode))
            {
                writer.Add("x", array);
                writer.Commit();
            }

            NpzFile.Open(paths[1]).Extract("x", paths[2], overwrite: true, mode);
        }
    }

    [UnixTheory]
    [InlineData(0x40)]
    [InlineData(-1)]
    public void SaveNpyAndNpz_UnixCreateModeToExecute_IsRefused(int mode)
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write([1, 2, 3]));
        var execute = (MemMapPermissions)mode;
        using (NpzWriter writer = NpzFile.Create(_folder.File("a.npz")))
        {
            writer.Add("x", array);
            writer.Commit();
        }

        NpzFile archive = NpzFile.Open(_folder.File("a.npz"));
        foreach (string name in new[] { "new", "a.npz" })
        {
            FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => array.SaveNpy(_folder.File(name), unixCreateMode: execute), "UnixCreateMode");
            FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => NpzFile.Create(_folder.File(name), execute), "UnixCreateMode");
            FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => archive.Extract("x", _folder.File(name), overwrite: true, execute), "UnixCreateMode");
        }
    }

    [UnixTheory]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead)]
    public void SaveNpy_OverAPrivateFile_KeepsItPrivate(UnixFileMode mode)
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write([1, 2, 3]));
        string path = _folder.File("saved.npy");
        array.SaveNpy(path);
        File.SetUnixFileMode(path, mode);
        array.SaveNpy(path);
        Assert.Equal(mode, File.GetUnixFileMode(path));
        using MemMapArray<int> saved = MemMapArray.OpenNpy<int>(path);
        Assert.Equal([1, 2, 3], saved.ToArray());
    }

    [UnixTheory]
    [InlineData(0)]
    [InlineData(5)]
    public void Open_PreallocateExisting_ReservesAndChangesNothing(long offset)
    {
        string path = _folder.File();
        using (var sparse = new FileStream(path, FileMode.Create))
        {
            sparse.Write([1, 2, 3, 4, 5, 6, 7, 8, 9]);
            sparse.SetLength(1 << 20);
        }

        var before = FolderSnapshot.Of(_folder);
        Assert.True(FileStatus.Of(path)!.Value.AllocatedBytes < 1 << 20);
        var options = new MemMapOptions { Mode = MemMapMode.ReadWrite, Offset = offset, PreallocateExisting = true };
        using MemMapArray<byte> array = MemMapArray.Open<byte>(path, options);
        using MemMapArray<byte> none = MemMapArray.Open<byte>(path, 0, options);
        before.AssertUnchanged();
        Assert.Equal(offset + 1, array[0]);
        Assert.True(FileStatus.Of(path)!.Value.AllocatedBytes >= 1 << 20);
    }
}
