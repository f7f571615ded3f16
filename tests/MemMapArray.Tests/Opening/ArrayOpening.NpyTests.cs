using System;
using System.IO;
using System.Linq;
using MemMap.Mapping;
using Xunit;

namespace MemMap.Tests.Opening;

/// <summary>A <c>.npy</c> file opens with the options that a raw file opens with.</summary>
public sealed class ArrayOpeningNpyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(ModeArrays.ModesOfExistingFiles), MemberType = typeof(ModeArrays))]
    public void OpenNpy_Options_OpensAsTheModeDoes(MemMapMode mode)
    {
        string path = Write();
        using MemMapArray<int> array = MemMapArray.OpenNpy<int>(path, new MemMapOptions { Mode = mode });
        Assert.Equal((mode, (2, 3), MemMapOrder.C, 128L), (array.Mode, array.Shape, array.Order, array.Offset));
        Assert.Equal([1, 2, 3, 4, 5, 6], array.ToArray());
        Assert.Equal(mode == MemMapMode.Read, array.IsReadOnly);
    }

    [Theory]
    [MemberData(nameof(ModeArrays.ModesOfExistingFiles), MemberType = typeof(ModeArrays))]
    public void OpenNpy_ShareNone_RefusesASecondOpener(MemMapMode mode)
    {
        string path = Write();
        using (MemMapArray.OpenNpy<int>(path, new MemMapOptions { Mode = mode, Share = FileShare.None }))
        {
            Assert.Contains(path, Assert.Throws<IOException>(() => MemMapArray.OpenNpy<int>(path)).Message, StringComparison.Ordinal);
        }

        using MemMapArray<int> afterwards = MemMapArray.OpenNpy<int>(path, MemMapMode.ReadWrite);
        Assert.Equal(6, afterwards.Length);
    }

    [Theory]
    [InlineData(MemMapMode.Create)]
    [InlineData(MemMapMode.CreateNew)]
    public void OpenNpy_CreatingMode_NamesCreateNpy(MemMapMode mode)
    {
        string path = Write();
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<int>(path, new MemMapOptions { Mode = mode }), "CreateNpy", "options");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<int>(path, mode), "CreateNpy", "'mode'");
    }

    [Fact]
    public void OpenNpy_OptionsThatTheHeaderDetermines_AreRefusedWhereTheyDiffer()
    {
        string path = Write(), byColumns = _folder.File("columns.npy"), one = _folder.File("one.npy");
        MemMapArray.CreateNpy<int>(byColumns, (2, 3), MemMapOrder.F).Dispose();
        MemMapArray.CreateNpy<int>(one, 3).Dispose();
        var inFOrder = new MemMapOptions { Order = MemMapOrder.F };
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<int>(path, inFOrder), path, "C order");
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<int>(path, new MemMapOptions { Offset = 128 }), "128");
        FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => MemMapArray.OpenNpy<int>(path, new MemMapOptions { Order = (MemMapOrder)7 }));
        FolderSnapshot.Refused<ArgumentOutOfRangeException>(_folder, () => MemMapArray.OpenNpy<int>(path, new MemMapOptions { Mode = (MemMapMode)77 }));
        Assert.Throws<ArgumentNullException>(() => MemMapArray.OpenNpy<int>(path, (MemMapOptions)null!));

        // The header's own order, said or not.
        foreach (MemMapOptions options in new[] { inFOrder, new MemMapOptions() })
        {
            using MemMapArray<int> columns = MemMapArray.OpenNpy<int>(byColumns, options), three = MemMapArray.OpenNpy<int>(one, options);
            Assert.Equal((MemMapOrder.F, 3L), (columns.Order, three.Length));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OpenNpy_AllowGrow_LengthensAFileCutShort(bool preallocate)
    {
        string path = Write();
        using (FileStream file = File.Open(path, FileMode.Open))
        {
            file.SetLength(128 + 9);
        }

        var options = new MemMapOptions { AllowGrow = true, Preallocate = preallocate };
        FolderSnapshot.Refused<InvalidDataException>(_folder, () => MemMapArray.OpenNpy<int>(path, options), path, "cut short", "152 bytes", "there are 137");
        FolderSnapshot.Refused<InvalidDataException>(_folder, () => MemMapArray.OpenNpy<int>(path, MemMapMode.ReadWrite), "AllowGrow lengthens it");
        options.Mode = MemMapMode.CopyOnWrite;
        FolderSnapshot.Refused<InvalidDataException>(_folder, () => MemMapArray.OpenNpy<int>(path, options), "cut short");
        options.Mode = MemMapMode.ReadWrite;
        FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpy<float>(path, options), "OpenNpy<int>");
        using MemMapArray<int> array = MemMapArray.OpenNpy<int>(path, options);
        Assert.Equal([1, 2, 3, 0, 0, 0], array.ToArray());
        Assert.Equal(128 + 24, new FileInfo(path).Length);

        array.Append([7, 8, 9]);
        Assert.Equal((3, 3), NpyHeader.Read(path).Shape);
    }

    [UnixTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void OpenNpy_PreallocateExisting_ReservesWhatIsSparse(bool reserves)
    {
        const int Bytes = 1 << 20;
        string path = _folder.File("sparse.npy");
        MemMapArray.CreateNpy<byte>(path, Bytes, new MemMapOptions { Preallocate = false }).Dispose();
        Assert.True(FileStatus.Of(path)!.Value.AllocatedBytes < Bytes);
        var before = FolderSnapshot.Of(_folder);
        using MemMapArray<byte> array = MemMapArray.OpenNpy<byte>(path, new MemMapOptions { Mode = MemMapMode.ReadWrite, PreallocateExisting = reserves });
        before.AssertUnchanged();
        Assert.Equal(reserves, FileStatus.Of(path)!.Value.AllocatedBytes >= Bytes);
    }

    [UnixTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void OpenNpy_Preallocate_ReservesWhatItGrowsBy(bool reserves)
    {
        const int Rows = 1 << 20;
        string path = _folder.File("grown.npy");
        MemMapArray.CreateNpy<byte>(path, (0, 1)).Dispose();
        using MemMapArray<byte> array = MemMapArray.OpenNpy<byte>(path, new MemMapOptions { Mode = MemMapMode.ReadWrite, Preallocate = reserves });
        array.Resize(Rows);
        Assert.Equal(reserves, FileStatus.Of(path)!.Value.AllocatedBytes >= Rows);
        Assert.Equal((Rows, 1), NpyHeader.Read(path).Shape);
    }

    private string Write()
    {
        string path = _folder.File("a.npy");
        using MemMapArray<int> array = MemMapArray.CreateNpy<int>(path, (2, 3));
        array.CopyFrom([.. Enumerable.Range(1, 6)]);
        return path;
    }
}
