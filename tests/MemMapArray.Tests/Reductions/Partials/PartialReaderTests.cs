using System;
using System.IO;
using MemMap.Reductions.Partials;
using Xunit;

namespace MemMap.Tests.Reductions;

public sealed class PartialReaderTests
{
    [Fact]
    public void ReadBoolean_NeitherTrueNorFalse_Throws()
    {
        var reader = new PartialReader([0, 1, 2], 3);
        Assert.False(reader.ReadBoolean());
        Assert.True(reader.ReadBoolean());
        AssertRefuses("at byte 3, a truth value", () => reader.ReadBoolean());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(300)]
    [InlineData(4096)]
    [InlineData(20_000)]
    public void ReadString_OfBinaryWriter_IsTheText(int length)
    {
        foreach (char character in "xé")
        {
            string text = new(character, length);
            byte[] bytes = PartialFields.Name(text);
            var reader = new PartialReader(bytes, bytes.Length);
            Assert.Equal(text, reader.ReadString(2 * length));
            Assert.True(reader.IsAtEnd);
        }
    }

    [Fact]
    public void ReadString_LongerThanAllowed_Throws()
    {
        byte[] bytes = PartialFields.Name(new('x', 300));
        Assert.Equal(300, new PartialReader(bytes, bytes.Length).ReadString(300).Length);
        AssertRefuses("the length of a name", () => new PartialReader(bytes, bytes.Length).ReadString(299));
    }

    [Fact]
    public void ReadString_LengthOfMoreThanFourBytes_Throws()
    {
        Assert.Equal("x", new PartialReader([0x81, 0x80, 0x80, 0, (byte)'x'], 5).ReadString(9));
        AssertRefuses("the length of a name", () => new PartialReader([0x81, 0x80, 0x80, 0x80, 0, (byte)'x'], 6).ReadString(9));
    }

    [Fact]
    public void ReadString_LongerThanTheBytes_Throws() =>
        AssertRefuses("the end", () => new PartialReader([2, (byte)'x', (byte)'y'], 2).ReadString(9));

    [Fact]
    public void ReadBytes_NoSuchLength_Throws()
    {
        var reader = new PartialReader([1, 2, 3, 4, 5, 6, 7, 8], 4);
        Assert.Equal(1, reader.ReadByte());
        AssertRefuses("at byte 1, a length", () => reader.ReadBytes(-1));
        AssertRefuses("at byte 1, a length", () => reader.ReadBytes(4));
        AssertRefuses("at byte 1, a length", () => reader.ReadBytes(1L << 40));
        Assert.Equal([], reader.ReadBytes(0));
        Assert.Equal([2, 3, 4], reader.ReadBytes(3));
        Assert.Equal([], reader.ReadBytes(0));
    }

    [Fact]
    public void Read_BeyondTheLength_Throws()
    {
        // Behind the length is the checksum.
        var reader = new PartialReader([1, 0, 0, 0, 5, 6, 7, 8, 9, 10, 11, 12], 4);
        AssertRefuses("at byte 0, the end", () => reader.ReadInt64());
        Assert.Equal(1, reader.ReadInt32());
        Assert.True(reader.IsAtEnd);
        AssertRefuses("at byte 4, the end", () => reader.ReadByte());
        AssertRefuses("at byte 4, the end", () => reader.ReadSByte());
        AssertRefuses("at byte 4, the end", () => reader.ReadInt32());
    }

    private static void AssertRefuses(string what, Func<object> read) =>
        Assert.Contains(what, Assert.Throws<InvalidDataException>(read).Message, StringComparison.Ordinal);
}
