using System;
using System.IO;
using System.IO.Compression;
using System.Threading;
using Xunit;

namespace MemMap.Tests.Npz;

/// <summary>Members are compared with what the archive says of them, without being written anywhere.</summary>
public sealed class NpzVerifyTests : IDisposable
{
    private const int Length = 50_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void Verify_EachByteChanged_IsRefusedWithTheMember(CompressionLevel level)
    {
        string path = Archive(level);
        NpzFile.Open(path).GetMember("a").Verify();
        byte[] bytes = File.ReadAllBytes(path);
        long compressed = NpzFile.Open(path).GetMember("a").CompressedLength;
        int start = bytes.AsSpan().IndexOf("a.npy"u8) + "a.npy".Length;
        for (long at = 0; at < compressed; at += compressed / 20)
        {
            bytes[start + at] ^= 4;
            File.WriteAllBytes(path, bytes);
            FolderSnapshot before = FolderSnapshot.Of(_folder);
            InvalidDataException exception = Assert.Throws<InvalidDataException>(() => NpzFile.Open(path).GetMember("a").Verify());
            Assert.Contains("a.npy", exception.Message, StringComparison.Ordinal);
            before.AssertUnchanged();
            bytes[start + at] ^= 4;
        }
    }

    [Fact]
    public void Verify_Cancelled_EndsEarly()
    {
        NpzMember member = NpzFile.Open(Archive(CompressionLevel.NoCompression)).GetMember("a");
        Assert.Throws<OperationCanceledException>(() => member.Verify(new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Verify_ArchiveThatIsGone_IsRefused()
    {
        string path = Archive(CompressionLevel.NoCompression);
        NpzMember member = NpzFile.Open(path).GetMember("a");
        File.Delete(path);
        Assert.Throws<FileNotFoundException>(() => member.Verify());
    }

    private string Archive(CompressionLevel level)
    {
        string npy = _folder.File("a.npy"), path = _folder.File("a.npz");
        int[] elements = new int[Length];
        for (int i = 0; i < Length; i++)
        {
            elements[i] = i * 7919 % 1000;
        }

        NDArray.From(elements).SaveNpy(npy);
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);
        archive.CreateEntryFromFile(npy, "a.npy", level);
        return path;
    }
}
