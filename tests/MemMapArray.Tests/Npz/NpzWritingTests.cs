using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Numerics;
using System.Text;
using System.Threading.Tasks;
using MemMap.Zip;
using Xunit;

namespace MemMap.Tests.Npz;

/// <summary>New archives: their bytes are those that NumPy has read, their members open in place, aligned, and failures leave nothing.</summary>
public sealed class NpzWritingTests : IDisposable
{
    private const string Name = "arrays.npz";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // With the variable set, the archives of the corpus are written anew: make_corpus.py then says what NumPy reads in them.
    [Theory]
    [InlineData(Name, uint.MaxValue, ushort.MaxValue)]
    [InlineData("zip64.npz", 0, 0)]
    [InlineData("zip64_lengths.npz", 300, ushort.MaxValue)]
    public void Commit_ArraysOfTheCorpus_WritesTheBytesThatNumPyHasRead(string name, long longFrom, int manyFrom)
    {
        Write(_folder.File(name), new ZipWriting(longFrom, manyFrom));
        if (Environment.GetEnvironmentVariable("MEMMAPARRAY_CORPUS") is { Length: > 0 } corpus)
        {
            File.Copy(_folder.File(name), Path.Combine(corpus, "npz_written", name), overwrite: true);
            return;
        }

        Assert.Equal(File.ReadAllBytes(Corpus.PathOf("npz_written/" + name)), File.ReadAllBytes(_folder.File(name)));
        NpzCase read = Corpus.Read<NpzCase>("npz_written/index.json").Single(archive => archive.File == name);
        NpzFile archive = NpzFile.Open(_folder.File(name));
        Assert.Equal(read.Members.Select(member => member.Name), archive.Members.Select(member => member.Name));
        foreach (NpzCaseMember member in read.Members)
        {
            (byte[] elements, Shape shape, MemMapOrder order) = NpzCase.Read(archive, member.Name, member.DType!, MemMapMode.Read);
            Assert.Equal(member.Elements, elements);
            Assert.Equal(member.Shape, shape.ToArray());
            Assert.Equal(member.Order, order);
        }
    }

    [Theory]
    [InlineData(uint.MaxValue, ushort.MaxValue)]
    [InlineData(0, 0)]
    [InlineData(300, 5)]
    public void Commit_ArraysOfTheCorpus_AreReadByTheFrameworkAndAligned(long longFrom, int manyFrom)
    {
        string path = _folder.File(Name);
        Write(path, new ZipWriting(longFrom, manyFrom));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
        NpzFile archive = NpzFile.Open(path);
        using ZipArchive other = ZipFile.OpenRead(path);
        Assert.Equal(archive.Members.Select(member => (member.FullName, member.Length)), other.Entries.Select(entry => (entry.FullName, entry.Length)));
        foreach (ZipArchiveEntry entry in other.Entries)
        {
            archive.Extract(entry.FullName, _folder.File("out.npy"), overwrite: true);
            using Stream stream = entry.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            Assert.Equal(content.ToArray(), File.ReadAllBytes(_folder.File("out.npy")));
            Crc32 checksum = default;
            checksum.Append(content.ToArray());
            Assert.Equal(entry.Crc32, checksum.Value);
        }

        using MemMapArray<float> matrix = archive.OpenMember<float>("matrix");
        using MemMapArray<long> fortran = archive.OpenMember<long>("fortran");
        Assert.Equal(0, matrix.Offset % 64);
        Assert.Equal(0, fortran.Offset % 64);
        Assert.Equal(MemMapOrder.F, fortran.Order);
    }

    [Fact]
    public void Create_NothingAdded_IsAnArchiveOfNothing()
    {
        using (NpzWriter writer = NpzFile.Create(_folder.File(Name)))
        {
            writer.Commit();
        }

        Assert.Empty(NpzFile.Open(_folder.File(Name)).Members);
        Assert.Equal(File.ReadAllBytes(NpzCase.PathOf("nothing.npz")), File.ReadAllBytes(_folder.File(Name)));
    }

    [Fact]
    public void Dispose_WithoutCommit_LeavesWhatWasThere()
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.Read, 10);
        File.WriteAllText(_folder.File(Name), "old");
        FolderSnapshot before = FolderSnapshot.Of(_folder);
        NpzWriter writer = NpzFile.Create(_folder.File(Name));
        writer.Add("x", array);
        Assert.Equal("old", File.ReadAllText(_folder.File(Name)));
        writer.Dispose();
        before.AssertUnchanged();
        writer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => writer.Add("y", array));
        Assert.Throws<ObjectDisposedException>(writer.Commit);
        before.AssertUnchanged();
    }

    [Fact]
    public void Add_Refused_LeavesTheArchiveAsItWas()
    {
        using MemMapArray<int> array = ModeArrays.Open(_folder, MemMapMode.Read, 10);
        string path = _folder.File(Name);
        using (NpzWriter writer = NpzFile.Create(path))
        {
            Assert.Equal(path, writer.Path);
            writer.Add("x", array);
            Refused<ArgumentException>(() => writer.Add("x", array), "'x' already");
            Refused<ArgumentException>(() => writer.Add(string.Empty, array), "1 to 65531");
            Refused<ArgumentException>(() => writer.Add("a\0b", array), "zero");
            Refused<ArgumentException>(() => writer.Add(new string('a', 65532), array), "65532");
            Refused<EncoderFallbackException>(() => writer.Add("a\ud800", array));
            Refused<ArgumentException>(() => writer.Add("y", array, "<f4"), "'<f4'", "int");
            Refused<ArgumentNullException>(() => writer.Add(null!, array));
            Refused<ArgumentNullException>(() => writer.Add<int>("y", null!));
            Refused<NotSupportedException>(() => writer.Add("y", array.Cast<char>()), "Char");
            Refused<IOException>(() => writer.Add("y", array[0..1].BroadcastTo(1L << 55)));
            Refused<ArgumentOutOfRangeException>(() => writer.Add("y", array[0..1].BroadcastTo(1L << 62)));
            MemMapArray<int> closed = ModeArrays.Open(_folder, MemMapMode.Read, 10, name: "closed.bin");
            closed.Dispose();
            Refused<ObjectDisposedException>(() => writer.Add("y", closed));
            using MemMapArray<int> shortened = ModeArrays.Open(_folder, MemMapMode.Read, 10, name: "short.bin");
            File.WriteAllBytes(_folder.File("short.bin"), new byte[8]);
            Refused<IOException>(() => writer.Add("y", shortened), "cut short");
            writer.Add("y", array[..3]);
            writer.Commit();
            Assert.Throws<ObjectDisposedException>(writer.Commit);
            Assert.Throws<ObjectDisposedException>(() => writer.Add("z", array));
        }

        NpzFile archive = NpzFile.Open(path);
        Assert.Equal(["x", "y"], archive.Members.Select(member => member.Name));
        using MemMapArray<int> y = archive.OpenMember<int>("y");
        Assert.Equal([0, 1, 2], y.ToArray());
        using ZipArchive other = ZipFile.OpenRead(path);
        Assert.Equal(2, other.Entries.Count);

        void Refused<TException>(Action call, params string[] said)
            where TException : Exception => FolderSnapshot.Refused<TException>(_folder, call, said);
    }

    [Fact]
    public void Create_Refused_CreatesNothing()
    {
        Directory.CreateDirectory(_folder.File("folder"));
        FolderSnapshot.Refused<UnauthorizedAccessException>(_folder, () => NpzFile.Create(_folder.File("folder")), "folder");
        FolderSnapshot.Refused<DirectoryNotFoundException>(_folder, () => NpzFile.Create(Path.Combine(_folder.Path, "missing", "a.npz")));
        FolderSnapshot.Refused<ArgumentException>(_folder, () => NpzFile.Create(string.Empty));
        FolderSnapshot.Refused<ArgumentNullException>(_folder, () => NpzFile.Create(null!));
    }

    [Fact]
    public void Commit_PathIsAFolderByNow_LeavesNothing()
    {
        NpzWriter writer = NpzFile.Create(_folder.File(Name));
        Directory.CreateDirectory(_folder.File(Name));
        Exception? exception = Record.Exception(writer.Commit);
        Assert.True(exception is IOException or UnauthorizedAccessException, exception?.ToString());
        Assert.Equal([_folder.File(Name)], Directory.GetFileSystemEntries(_folder.Path));
        Assert.Throws<ObjectDisposedException>(writer.Commit);
    }

    [Fact]
    public void Add_FromItsOwnArchiveAndThreads_Works()
    {
        string path = _folder.File(Name);
        Write(path, new ZipWriting());
        using (MemMapArray<float> old = MemMapArray.OpenNpz<float>(path, "matrix"))
        {
            using NpzWriter writer = NpzFile.Create(path);
            Parallel.For(0, 20, i => writer.Add($"m{i}", old));
            writer.Commit();
            Assert.Equal(14, old[2, 4]);
        }

        NpzFile archive = NpzFile.Open(path);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"m{i}").Order(), archive.Members.Select(member => member.Name).Order());
        foreach (NpzMember member in archive.Members)
        {
            using MemMapArray<float> array = archive.OpenMember<float>(member.Name);
            Assert.Equal(Enumerable.Range(0, 15).Select(i => (float)i), array.ToArray());
        }
    }

    [Fact]
    public void Open_MoreThan65535Members_HasThemAll()
    {
        const int Count = 65_600;
        string path = _folder.File(Name);
        WriteMany(path, Count);
        NpzFile archive = NpzFile.Open(path);
        Assert.Equal(Count, archive.Members.Count);
        Assert.Equal("m65599", archive.Members[^1].Name);
        using MemMapArray<byte> last = archive.OpenMember<byte>("m65599");
        Assert.Equal([65599 & 0xFF], last.ToArray());
        using ZipArchive other = ZipFile.OpenRead(path);
        Assert.Equal(Count, other.Entries.Count);
    }

    [LargeFact("members of more than 4 GB, which take 10 GB of disk")]
    public void Commit_MoreThan4GB_IsReadBack()
    {
        string path = _folder.File(Name);
        using MemMapArray<byte> array = MemMapArray.Create<byte>(_folder.File(), (5, 1_000_000_000), new MemMapOptions { Preallocate = false });
        array[4, 999_999_999] = 7;
        using (NpzWriter writer = NpzFile.Create(path))
        {
            writer.Add("large", array);
            writer.Add("behind", array[^1, ^3..]);
            writer.Commit();
        }

        NpzFile archive = NpzFile.Open(path);
        using MemMapArray<byte> large = archive.OpenMember<byte>("large");
        using MemMapArray<byte> behind = archive.OpenMember<byte>("behind");
        Assert.Equal(7, large[4, 999_999_999]);
        Assert.Equal([0, 0, 7], behind.ToArray());
        Assert.True(behind.Offset > uint.MaxValue);
        using ZipArchive other = ZipFile.OpenRead(path);
        Assert.Equal([5_000_000_128, 131], other.Entries.Select(entry => entry.Length));
    }

    // As the library writes them, but without a mapping for each.
    private static void WriteMany(string path, int count)
    {
        var writing = new ZipWriting();
        byte[] header = Npy.NpyBytes.Of("|u1", 1);
        using FileStream stream = new(path, FileMode.CreateNew);
        var entries = Enumerable.Range(0, count).Select(i =>
        {
            byte[] content = [.. header, (byte)i];
            Crc32 checksum = default;
            checksum.Append(content);
            byte[] name = ZipNames.Write($"m{i}.npy");
            var entry = new ZipEntry($"m{i}.npy", name.Length, 0, ZipFormat.Stored, checksum.Value, content.Length, content.Length, stream.Position, 0);
            stream.Write(writing.LocalHeader(entry, name, 64));
            stream.Write(content);
            return entry;
        }).ToArray();
        long start = stream.Position;
        Array.ForEach(entries, entry => stream.Write(writing.CentralHeader(entry, ZipNames.Write(entry.Name))));
        stream.Write(writing.End(count, start, stream.Position));
    }

    private static void Write(string path, ZipWriting writing)
    {
        using var sources = new TemporaryFolder();
        using MemMapArray<float> matrix = MemMapArray.Open<float>(sources.Write(Enumerable.Range(0, 15).Select(i => (float)i).ToArray(), name: "matrix.bin"), (3, 5));
        using MemMapArray<long> longs = MemMapArray.Open<long>(sources.Write(Enumerable.Range(0, 12).Select(i => (long)i).ToArray(), name: "longs.bin"), (4, 3));
        using MemMapArray<NpzCase.Point> points = MemMapArray.Open<NpzCase.Point>(sources.Write<NpzCase.Point>([new(1, 2, 3), new(4, 5, 6)], name: "points.bin"));
        using MemMapArray<Vector2> pairs = MemMapArray.Open<Vector2>(sources.Write<Vector2>([new(1, 2), new(3, 4)], name: "pairs.bin"));
        using var writer = new NpzWriter(path, writing);
        writer.Add("matrix", matrix);
        writer.Add("fortran", longs.Transpose());
        writer.Add("part", matrix[1.., (null, null, -2)]);
        writer.Add("scalar", matrix[2, Slice.At(4)]);
        writer.Add("empty", matrix[0..0, ..]);
        writer.Add("höhe α", longs[0, ..]);
        writer.Add("folder/x.npy", matrix[0, 0..1].BroadcastTo((2, 2)));
        writer.Add("times", longs, "<M8[ns]");
        writer.Add("pairs", pairs, "<c8");
        writer.Add("points", points, "[('x', '<f4'), ('y', '<f4'), ('id', '<i2')]");
        writer.Add("many", matrix.Reshape(-1).ExpandDims(1).BroadcastTo((15, 30)));
        writer.Commit();
    }
}
