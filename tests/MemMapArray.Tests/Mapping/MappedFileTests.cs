using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MemMap.Mapping;
using Xunit;

namespace MemMap.Tests.Mapping;

/// <summary>An open file by itself: reading, length, flush, and what is left of one that was given up.</summary>
public sealed unsafe class MappedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ReadExactly_BytesThatAreThere_ReadsThem()
    {
        MappedFile file = Open([1, 2, 3, 4, 5]);
        byte* buffer = stackalloc byte[4];
        file.ReadExactly(1, buffer, 3);
        file.ReadExactly(5, buffer, 0);
        Assert.Equal([2, 3, 4, 0], new Span<byte>(buffer, 4).ToArray());
        file.Close();
    }

    [Fact]
    public void ReadExactly_BeyondTheEnd_SaysWhatIsLeft()
    {
        MappedFile file = Open([1, 2, 3, 4, 5]);
        IOException exception = Assert.Throws<IOException>(() =>
        {
            byte* buffer = stackalloc byte[4];
            file.ReadExactly(2, buffer, 4);
        });
        Assert.Contains("6 bytes are needed, 5 are left", exception.Message, StringComparison.Ordinal);
        file.Close();
    }

    [Fact]
    public void WriteAt_SeveralThreads_PutsEachPieceAtItsPlace()
    {
        const int Pieces = 500, Bytes = 4099;
        MappedFile file = Open([1], access: FileAccess.ReadWrite);
        file.IsFlushedSoon = true;
        Parallel.For(0, Pieces, piece =>
        {
            byte[] bytes = new byte[Bytes];
            bytes.AsSpan().Fill((byte)piece);
            file.WriteAt((long)piece * Bytes, bytes);
        });
        file.Flush(default);
        file.Close();
        Assert.Equal(Enumerable.Range(0, Pieces * Bytes).Select(i => (byte)(i / Bytes)), File.ReadAllBytes(file.FullPath));
    }

    [Fact]
    public void FileSection_ReadToItsEnd_HasTheBytesAndCanNothingElse()
    {
        MappedFile file = Open([1, 2, 3, 4, 5]);
        using var section = new FileSection(file, 1, 4);
        using var copy = new MemoryStream();
        section.CopyTo(copy);
        Assert.Equal([2, 3, 4], copy.ToArray());
        Assert.Equal((true, false, false), (section.CanRead, section.CanSeek, section.CanWrite));
        file.Close();
    }

    [Fact]
    public void SetLength_MoreThanThereIsRoomFor_LeavesTheFileAsItWas()
    {
        MappedFile file = Open([1, 2, 3], access: FileAccess.ReadWrite);
        Assert.Throws<IOException>(() => file.SetLength(1L << 62, reserve: true));
        Assert.Equal(3, file.Length);
        file.SetLength(1, reserve: true);
        Assert.Equal(1, file.Length);
        file.Close();
        Assert.Throws<IOException>(() => DiskBlocks.RequireRoom(file, 1L << 62));
        DiskBlocks.RequireRoom(file, 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void SetLength_ReserveOrNot_TakesDiskBlocksOrNot(bool reserve)
    {
        MappedFile file = Open([1, 2, 3], access: FileAccess.ReadWrite);
        file.SetLength(1 << 20, reserve);
        if (FileStatus.Of(file.FullPath) is { } status)
        {
            Assert.Equal(reserve, status.AllocatedBytes >= 1 << 20);
        }

        file.Close();
    }

    [Fact]
    public void FindOrigin_OfAnyAddress_IsThatOfTheMappingItLiesIn()
    {
        MappedFile file = Open(new byte[5000]), other = Open(new byte[5000], "other.bin");
        MappedRegion region = new(file, 5000, MemMapMode.Read), stranger = new(other, 5000, MemMapMode.Read);
        byte* origin = region.Origin;
        Assert.True(file.Mappings.FindOrigin(origin) == origin && file.Mappings.FindOrigin(origin + 4999) == origin);
        Assert.True(file.Mappings.FindOrigin(origin - 1) == null && file.Mappings.FindOrigin(origin + 5000) == null);
        Assert.True(file.Mappings.FindOrigin(stranger.Origin) == null);
        region.Close();
        Assert.True(file.Mappings.FindOrigin(origin) == null);
        stranger.Close();
        file.Close();
        other.Close();
    }

    [Fact]
    public void Map_FileThatIsOnlyRead_IsReadOnlyOrPrivate()
    {
        if (OperatingSystem.IsLinux())
        {
            MappedFile file = Open(new byte[10]);
            Assert.NotEqual(0, Libc.Map(file.Handle, 10, MemMapMode.ReadWrite, out _));
            foreach (MemMapMode mode in new[] { MemMapMode.Read, MemMapMode.CopyOnWrite })
            {
                Assert.Equal(0, Libc.Map(file.Handle, 10, mode, out byte* origin));
                Assert.Equal(0, origin[9]);
                Libc.Unmap(origin, 10);
            }

            file.Close();
        }
    }

    [Fact]
    public void Exists_LinkToNothing_IsNone()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(_folder.File("link"), _folder.File("nothing"));
            Assert.False(FileStatus.Exists(_folder.File("link")));
            File.CreateSymbolicLink(_folder.File("good"), _folder.Write(new byte[3]));
            Assert.True(FileStatus.Exists(_folder.File("good")));
        }
    }

    [Fact]
    public void Abandon_FileThatWasNew_IsGoneAndOneThatWasThereStays()
    {
        MappedFile made = MappedFile.Create(_folder.File("new.bin"), replace: false, FileShare.ReadWrite, null);
        made.Abandon();
        Assert.True(made.IsClosed);
        Assert.False(File.Exists(made.FullPath));
        MappedFile replaced = MappedFile.Create(_folder.Write(new byte[3]), replace: true, FileShare.ReadWrite, null);
        replaced.Abandon();
        Assert.True(File.Exists(replaced.FullPath));
        MappedFile opened = Open(new byte[3]);
        opened.Abandon();
        Assert.True(File.Exists(opened.FullPath));
    }

    [Fact]
    public void Abandon_FileMadeThroughALink_LeavesTheLink()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(_folder.File("link"), _folder.File("target"));
            MappedFile.Create(_folder.File("link"), replace: true, FileShare.ReadWrite, null).Abandon();
            Assert.False(File.Exists(_folder.File("target")));
            Assert.Equal([_folder.File("link")], Directory.EnumerateFileSystemEntries(_folder.Path));
        }
    }

    [Fact]
    public void Open_LinksInACircle_SaysWhichFile()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(_folder.File("a"), _folder.File("b"));
            File.CreateSymbolicLink(_folder.File("b"), _folder.File("a"));
            IOException exception = Assert.Throws<IOException>(() => MappedFile.Open(_folder.File("a"), FileAccess.Read, FileShare.Read));
            Assert.Contains(_folder.File("a"), exception.Message, StringComparison.Ordinal);
        }

        Assert.Throws<FileNotFoundException>(() => MappedFile.Open(_folder.File("none"), FileAccess.Read, FileShare.Read));
    }

    [Fact]
    public void Flush_ThatFailed_IsRememberedByEveryLaterOne()
    {
        MappedFile file = Open(new byte[3], access: FileAccess.ReadWrite);
        file.Flush(default);

        // Nothing is mapped there.
        IOException first = Assert.Throws<IOException>(() => file.Flush(new PageRange(null, 0, 10)));
        Assert.Contains("could not be flushed", first.Message, StringComparison.Ordinal);
        IOException second = Assert.Throws<IOException>(() => file.Flush(default));
        Assert.Contains("An earlier flush", second.Message, StringComparison.Ordinal);
        Assert.Same(first, second.InnerException);
        file.Close();
    }

    [Fact]
    public void Flush_FolderThatIsNotThere_IsTriedAgainUntilItIs()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string folder = _folder.File("folder"), moved = _folder.File("moved");
        Directory.CreateDirectory(folder);
        MappedFile file = MappedFile.Create(Path.Combine(folder, "a.bin"), replace: false, FileShare.ReadWrite, null);
        Directory.Move(folder, moved);
        Assert.Contains("(system error 2)", Assert.Throws<IOException>(() => file.Flush(default)).Message, StringComparison.Ordinal);
        Assert.Throws<IOException>(() => file.Flush(default));
        Directory.Move(moved, folder);
        file.Flush(default);

        // Its name is durable, and not looked at any more; that of a file that was opened never was.
        Directory.Move(folder, moved);
        file.Flush(default);
        file.Close();
        MappedFile opened = MappedFile.Open(Path.Combine(moved, "a.bin"), FileAccess.ReadWrite, FileShare.ReadWrite);
        Directory.Move(moved, folder);
        opened.Flush(default);
        opened.Close();
    }

    [Fact]
    public void SyncDirectory_WhereFoldersCannotBeFlushed_IsNoError()
    {
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal(0, Libc.SyncDirectory("/proc"));
            Assert.Equal(0, Libc.SyncDirectory(_folder.Path));
        }
    }

    [Fact]
    public void PageRange_OfBytesInTheMiddle_BeginsAtTheirPageAndHasNoMore()
    {
        MappedFile file = Open(Enumerable.Repeat((byte)1, 20_000).ToArray(), access: FileAccess.ReadWrite);
        MappedRegion region = new(file, 20_000, MemMapMode.ReadWrite);

        // As far into a file as nothing is mapped behind: were the range longer, or elsewhere, the system would say so.
        const long Far = 1L << 40;
        byte* origin = region.Origin - Far;
        new PageRange(origin, Far + 9000, Far + 9100).Flush(file.FullPath);
        Assert.False(new PageRange(origin, Far + 9000, Far + 9001).IsEmpty);
        Assert.True(new PageRange(origin, Far + 9000, Far + 9000).IsEmpty);
        Assert.True(new PageRange(origin, Far + 9000, Far + 8999).IsEmpty);
        Assert.True(default(PageRange).IsEmpty);
        region.Close();
        file.Close();
    }

    private MappedFile Open(byte[] bytes, string name = "array.bin", FileAccess access = FileAccess.Read) => MappedFile.Open(_folder.Write(bytes, name: name), access, FileShare.ReadWrite);
}
