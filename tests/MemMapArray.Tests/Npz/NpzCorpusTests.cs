using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Npz;

/// <summary>Archives that NumPy and Python's zipfile wrote: stored, compressed, to pipes, with comments, with Zip64 where it is needed and where it is not.</summary>
public sealed class NpzCorpusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Files => NpzCase.Files;

    [Theory]
    [MemberData(nameof(Files))]
    public void Open_ArchiveOfNumPy_HasItsMembers(string name)
    {
        NpzCase expected = NpzCase.Named(name);
        NpzFile archive = NpzFile.Open(NpzCase.PathOf(name));
        Assert.Equal(NpzCase.PathOf(name), archive.Path);
        Assert.Equal(
            expected.Members.Select(member => (member.Name, member.FullName, member.Stored, member.Length, member.CompressedLength)),
            archive.Members.Select(member => (member.Name, member.FullName, member.IsStored, member.Length, member.CompressedLength)));
        foreach (NpzCaseMember member in expected.Members.Where(member => member.DType is not null))
        {
            NpyHeader header = archive.GetMember(member.FullName).ReadHeader();
            Assert.Equal(member.Shape, header.Shape.ToArray());
            Assert.Equal(member.Order, header.Order);
            Assert.Equal(member.Bytes.Length - member.Elements.Length, header.DataOffset);
            Assert.Equal(member.DType == "|V10" ? "[('x', '<f4'), ('y', '<f4'), ('id', '<i2')]" : member.DType, header.Descr);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void OpenMember_OfNumPy_HasItsElementsOrNamesTheWayOut(string name)
    {
        string path = _folder.File(name);
        File.Copy(NpzCase.PathOf(name), path);
        FolderSnapshot before = FolderSnapshot.Of(_folder);
        NpzFile archive = NpzFile.Open(path);
        foreach (NpzCaseMember member in NpzCase.Named(name).Members.Where(member => member.DType is not null))
        {
            foreach (MemMapMode mode in new[] { MemMapMode.Read, MemMapMode.CopyOnWrite })
            {
                foreach (string called in new[] { member.Name, member.FullName })
                {
                    if (member.Stored)
                    {
                        (byte[] elements, Shape shape, MemMapOrder order) = NpzCase.Read(archive, called, member.DType!, mode);
                        Assert.Equal(member.Elements, elements);
                        Assert.Equal(member.Shape, shape.ToArray());
                        Assert.Equal(member.Order, order);
                    }
                    else
                    {
                        NotSupportedException exception = Assert.Throws<NotSupportedException>(() => NpzCase.Read(archive, called, member.DType!, mode));
                        Assert.Contains("NpzFile.Extract", exception.Message, StringComparison.Ordinal);
                        Assert.Contains(member.FullName, exception.Message, StringComparison.Ordinal);
                    }
                }
            }
        }

        before.AssertUnchanged();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Extract_OfNumPy_WritesTheBytesOfTheMember(string name)
    {
        NpzFile archive = NpzFile.Open(NpzCase.PathOf(name));
        foreach (NpzCaseMember member in NpzCase.Named(name).Members)
        {
            archive.Extract(member.FullName, _folder.File("out.npy"), overwrite: true);
            Assert.Equal(member.Bytes, File.ReadAllBytes(_folder.File("out.npy")));
            Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
        }
    }

    [Fact]
    public void OpenMember_CopyOnWrite_ChangesMemoryOnly()
    {
        string path = _folder.File("a.npz");
        File.Copy(NpzCase.PathOf("stored.npz"), path);
        FolderSnapshot before = FolderSnapshot.Of(_folder);
        using (MemMapArray<float> array = MemMapArray.OpenNpz<float>(path, "matrix", MemMapMode.CopyOnWrite))
        {
            array.Fill(7);
            array.Flush();
            Assert.Equal(7, array[2, 4]);
            Assert.Throws<NotSupportedException>(() => array.Append([1, 2, 3, 4, 5]));
        }

        before.AssertUnchanged();
        using MemMapArray<float> read = MemMapArray.OpenNpz<float>(path, "matrix.npy");
        Assert.Equal(14, read[2, 4]);
        Assert.Throws<NotSupportedException>(() => read.Fill(7));
        Assert.Throws<NotSupportedException>(() => read.Resize(1));
    }

    [Fact]
    public void OpenMember_WrongArguments_AreRefused()
    {
        string path = NpzCase.PathOf("stored.npz");
        NpzFile archive = NpzFile.Open(path);
        foreach (MemMapMode mode in new[] { MemMapMode.ReadWrite, MemMapMode.Create, MemMapMode.CreateNew })
        {
            Assert.Equal("mode", FolderSnapshot.Refused<ArgumentException>(_folder, () => archive.OpenMember<float>("matrix", mode), "checksum", "Extract").ParamName);
            Assert.Equal("mode", FolderSnapshot.Refused<ArgumentException>(_folder, () => MemMapArray.OpenNpz<float>(path, "matrix", mode), "checksum").ParamName);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => archive.OpenMember<float>("matrix", (MemMapMode)9));
        Assert.Contains("OpenNpy<float>", Assert.Throws<ArgumentException>(() => archive.OpenMember<int>("matrix")).Message, StringComparison.Ordinal);
        Assert.Contains("'matrix', 'fortran'", Assert.Throws<KeyNotFoundException>(() => archive.OpenMember<int>("Matrix")).Message, StringComparison.Ordinal);
        Assert.Throws<KeyNotFoundException>(() => MemMapArray.OpenNpz<int>(path, "x.npy.npy.npy"));
        Assert.Throws<ArgumentNullException>(() => archive.GetMember(null!));
        Assert.Throws<ArgumentNullException>(() => NpzFile.Open(null!));
        Assert.Throws<ArgumentException>(() => NpzFile.Open(string.Empty));
        Assert.Throws<FileNotFoundException>(() => NpzFile.Open(_folder.File("missing.npz")));
        Assert.Throws<UnauthorizedAccessException>(() => NpzFile.Open(_folder.Path));
        Assert.Throws<NpyFormatException>(() => NpzFile.Open(NpzCase.PathOf("strange_names.npz")).OpenMember<byte>("readme.txt"));
    }

    [Fact]
    public void Extract_Refused_LeavesTheFolderAsItWas()
    {
        NpzFile archive = NpzFile.Open(NpzCase.PathOf("compressed.npz"));
        File.WriteAllText(_folder.File("old.npy"), "old");
        Directory.CreateDirectory(_folder.File("folder"));
        FolderSnapshot.Refused<IOException>(_folder, () => archive.Extract("matrix", _folder.File("old.npy")), "there already");
        FolderSnapshot.Refused<UnauthorizedAccessException>(_folder, () => archive.Extract("matrix", _folder.File("folder"), overwrite: true), "folder");
        FolderSnapshot.Refused<DirectoryNotFoundException>(_folder, () => archive.Extract("matrix", Path.Combine(_folder.Path, "missing", "a.npy")));
        FolderSnapshot.Refused<ArgumentException>(_folder, () => archive.Extract("matrix", string.Empty));
        FolderSnapshot.Refused<ArgumentNullException>(_folder, () => archive.Extract("matrix", null!));
        FolderSnapshot.Refused<KeyNotFoundException>(_folder, () => archive.Extract("none", _folder.File("new.npy")));
        archive.Extract("matrix", _folder.File("old.npy"), overwrite: true);
        using MemMapArray<float> array = MemMapArray.OpenNpy<float>(_folder.File("old.npy"));
        Assert.Equal(14, array[2, 4]);
    }

    [Fact]
    public void Open_NotReadHere_SaysWhy()
    {
        NpzFile twice = NpzFile.Open(NpzCase.PathOf("twice.npz"));
        Assert.Equal(["a", "AA", "AA"], twice.Members.Select(member => member.Name));
        Assert.Contains("2 members of the name 'AA.npy'", Assert.Throws<InvalidDataException>(() => twice.OpenMember<float>("AA")).Message, StringComparison.Ordinal);
        Assert.Equal((2, 3), twice.Members[2].ReadHeader().Shape);
        NpzFile bzip2 = NpzFile.Open(NpzCase.PathOf("bzip2.npz"));
        Assert.Contains("method 12", Assert.Throws<NotSupportedException>(() => bzip2.Members[0].ReadHeader()).Message, StringComparison.Ordinal);
        FolderSnapshot.Refused<NotSupportedException>(_folder, () => bzip2.Extract("a", _folder.File("a.npy")), "method 12");
        byte[] claiming = File.ReadAllBytes(bzip2.Path);
        foreach (string header in new[] { "PK\u0001\u0002", "PK\u0003\u0004" })
        {
            // So many bytes as no disk has room for: what is wrong is the method, and not the disk.
            int at = claiming.AsSpan().IndexOf(header.Select(letter => (byte)letter).ToArray()) + (header[2] == 1 ? 24 : 22);
            claiming.AsSpan(at, 4).Fill(0xFE);
        }

        File.WriteAllBytes(_folder.File("claiming.npz"), claiming);
        FolderSnapshot.Refused<NotSupportedException>(_folder, () => NpzFile.Open(_folder.File("claiming.npz")).Extract("a", _folder.File("a.npy")), "method 12");
        Assert.Contains("comment", Assert.Throws<InvalidDataException>(() => NpzFile.Open(NpzCase.PathOf("two_ends.npz"))).Message, StringComparison.Ordinal);
        Assert.Contains("10 bytes stand before", Prefixed().Message, StringComparison.Ordinal);

        static InvalidDataException Prefixed() => Assert.Throws<InvalidDataException>(() => NpzFile.Open(NpzCase.PathOf("prefixed.npz")));
    }
}
