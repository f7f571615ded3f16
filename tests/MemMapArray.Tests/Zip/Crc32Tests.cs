using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using MemMap.Zip;
using Xunit;

namespace MemMap.Tests.Zip;

/// <summary>The checksum against its definition, and against the framework's archives.</summary>
public sealed class Crc32Tests
{
    [Fact]
    public void Value_CheckOfTheStandard_IsRight()
    {
        Crc32 checksum = default;
        Assert.Equal(0u, checksum.Value);
        checksum.Append("123456789"u8);
        Assert.Equal(0xCBF43926u, checksum.Value);
    }

    [Fact]
    public void Append_EveryLengthInEveryTwoParts_IsTheBitwiseValue()
    {
        byte[] bytes = new byte[70];
        new Random(1).NextBytes(bytes);
        for (int length = 0; length <= bytes.Length; length++)
        {
            for (int cut = 0; cut <= length; cut++)
            {
                Crc32 checksum = default;
                checksum.Append(bytes.AsSpan(0, cut));
                checksum.Append(bytes.AsSpan(cut, length - cut));
                Assert.Equal(Bitwise(bytes.AsSpan(0, length)), checksum.Value);
            }
        }
    }

    [Fact]
    public void Value_LargeContent_IsThatOfTheFramework()
    {
        byte[] bytes = new byte[1 << 20];
        new Random(2).NextBytes(bytes);
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = archive.CreateEntry("bytes").Open();
            entry.Write(bytes);
        }

        using var written = new ZipArchive(stream);
        Crc32 checksum = default;
        checksum.Append(bytes);
        Assert.Equal(written.Entries.Single().Crc32, checksum.Value);
    }

    private static uint Bitwise(ReadOnlySpan<byte> bytes)
    {
        uint state = 0xFFFFFFFF;
        foreach (byte value in bytes)
        {
            state ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                state = (state & 1) == 0 ? state >> 1 : (state >> 1) ^ 0xEDB88320;
            }
        }

        return ~state;
    }
}
