using System;
using System.IO;
using System.Linq;
using MemMap.Mapping;
using MemMap.Reductions.Engine;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Positional reads into a buffer: the bytes of the file, fetched when they are not there, and not again when they are.</summary>
public sealed unsafe class BufferedByteReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_AnyRanges_AreTheBytesOfTheFile(bool dropsBehind)
    {
        byte[] bytes = new byte[3 << 20];
        new Random(4).NextBytes(bytes);
        MappedFile file = MappedFile.Open(_folder.Write(bytes), FileAccess.Read, FileShare.ReadWrite);
        using var reader = new Reader(file, bytes.Length, dropsBehind);
        foreach ((int start, int length, long ahead) in new (int, int, long)[]
        {
            (0, 10, 0), (5, 5, 0), (5, 6, 0), (9, 20, long.MaxValue), (1 << 20, 9, 0), (3, 4, 100), ((3 << 20) - 7, 7, long.MaxValue), (100, 2 << 20, 0), (50, 60, 0), (2 << 20, 1 << 20, long.MaxValue),
        })
        {
            Assert.Equal(bytes[start..(start + length)], new Span<byte>(reader.Read(start, length, ahead), length).ToArray());
        }

        file.Close();
    }

    [Fact]
    public void Read_BytesThatWereReadAhead_AreNotReadAgain()
    {
        string path = _folder.Write(new byte[100]);
        MappedFile file = MappedFile.Open(path, FileAccess.ReadWrite, FileShare.ReadWrite);
        using var reader = new Reader(file, 100);
        _ = reader.Read(10, 5, ahead: 20);
        file.WriteAt(0, Enumerable.Repeat((byte)1, 100).ToArray());
        Assert.Equal(0, *reader.Read(10, 1, 0));
        Assert.Equal(0, *reader.Read(29, 1, 0));
        Assert.Equal(1, *reader.Read(30, 1, 0));
        Assert.Equal(1, *reader.Read(9, 1, 0));
        file.Close();
    }

    [Fact]
    public void Read_FileThatWasCutShort_Throws()
    {
        MappedFile file = MappedFile.Open(_folder.Write(new byte[100]), FileAccess.ReadWrite, FileShare.ReadWrite);
        using var reader = new Reader(file, 100);
        file.SetLength(50, reserve: false);
        Assert.Throws<IOException>(() => { _ = *reader.Read(40, 11, 0); });
        Assert.Equal(0, *reader.Read(40, 10, 0));
        file.Close();
    }

    private sealed class Reader(MappedFile file, long end, bool dropsBehind = false) : BufferedByteReader(dropsBehind)
    {
        protected override long EndOfRun(long start) => end;

        protected override void ReadExactly(long start, byte* buffer, long length) =>
            file.ReadExactly(start, buffer, length, DropsBehind);
    }
}
