using System;
using System.IO;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Bytes of partials one field of which cannot be, with a checksum that is right: each is refused, and the exception says which it is.</summary>
public sealed class PartialBytesTests
{
    [Fact]
    public void ReadPartial_FieldsAsWritten_AreThoseOfThePartial()
    {
        ReductionPartial<double, double> partial = Read(new());
        Assert.Equal([], partial.Rows);
        Assert.Equal("rows  of sum of System.Double(900, 10) over axes (0), in the order (0, 1)", partial.ToString());
        Assert.Equal(new PartialFields().ToBytes(), partial.ToBytes());
    }

    [Fact]
    public void ReadPartial_AnotherFrame_Throws()
    {
        AssertRefuses("the first four bytes", new() { Magic = 0x4D4D5250 });
        AssertRefuses("version 3 of the rules of reductions, this library version 4", new() { Version = 3 });
        AssertRefuses("the byte order", new() { IsLittleEndian = 0 });
        AssertRefuses("a truth value", new() { IsLittleEndian = 2 });
        byte[] bytes = new PartialFields().ToBytes();
        bytes[^1] ^= 1;
        AssertRefusesBytes("checksum", bytes);
        AssertRefusesBytes("the end", [.. bytes.Take(31)]);
    }

    [Fact]
    public void ReadPartial_AnotherReductionOrType_Throws()
    {
        AssertRefuses("the length of a name", new() { Reduction = PartialFields.Name(new('x', 4097)) });
        AssertRefuses("not of sum of System.Double", new() { Reduction = PartialFields.Name(new('x', 4096)) });
        AssertRefuses("not of sum of System.Double", new() { ElementType = PartialFields.Name("System.Single") });
        AssertRefuses("the length of a name", new() { ElementType = PartialFields.Name(new('x', 4097)) });
        AssertRefuses("a truth value", new() { SkipsNaN = 2 });
        Assert.EndsWith("without NaN, in the order (0, 1)", Read(new() { SkipsNaN = 1 }).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ReadPartial_NoSuchShape_Throws()
    {
        AssertRefuses("the number of axes", new() { Lengths = [], Reduces = [], Order = [] });
        AssertRefuses("the number of axes", Ones(65));
        Assert.Equal([], Read(Ones(64)).Rows);
        AssertRefuses("the shape", new() { Lengths = [900, -1] });
        AssertRefuses("a truth value", new() { Reduces = [1, 2] });

        static PartialFields Ones(int rank) =>
            new() { Lengths = [.. Enumerable.Repeat(1L, rank)], Reduces = [.. Enumerable.Repeat((byte)1, rank)], Order = [] };
    }

    [Fact]
    public void ReadPartial_BytesBeyondLong_Throws()
    {
        // As many doubles as fit, and one more.
        const long Most = long.MaxValue / sizeof(double);
        Assert.Equal([], Read(new() { Lengths = [Most, 1], Order = [0] }).Rows);
        AssertRefuses("the shape", new() { Lengths = [Most + 1, 1], Order = [0] });
        AssertRefuses("the shape", new() { Lengths = [1L << 31, 1L << 29] });
        AssertRefuses("the shape", new() { Lengths = [1L << 32, 1L << 32] });
        Assert.Equal([], Read(new() { Lengths = [Most, 0] }).Rows);
        AssertRefuses("the shape", new() { Lengths = [0, Most + 1] });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ReadPartial_BytesOfLargeResultsBeyondLong_Throws(bool reducesRows)
    {
        // Each has 63,488 bytes: those of 2^56 overflow to 0.
        Reduction<byte, Histogram.Counts> histogram = Reduction.From(new Histogram());
        PartialFields fields = new()
        {
            Reduction = PartialFields.Name(histogram.ToString()),
            ElementType = PartialFields.Name("System.Byte"),
            Lengths = [1, 1L << 56],
            Reduces = [reducesRows ? (byte)1 : (byte)0, 0],
            Order = [1],
            Rows = [(0, 1)],
            States = [],
        };
        Assert.Contains("the shape", Assert.Throws<InvalidDataException>(() => histogram.ReadPartial(fields.ToBytes())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadPartial_NoSuchOrder_Throws()
    {
        foreach (sbyte[] order in (sbyte[][])[[0], [0, 0], [0, 2], [~0, 0], [0, ~2], [0, 1, 1], [], [-128, 127]])
        {
            AssertRefuses("the order of the axes", new() { Order = order });
        }

        AssertRefuses("the order of the axes", new() { Lengths = [900, 1], Order = [0, 1] });
        AssertRefuses("the end", new() { OrderLength = 200 });
        Assert.EndsWith("in the order (-2, 0)", Read(new() { Order = [~1, 0] }).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(0, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 901)]
    [InlineData(900, 1)]
    [InlineData(10, 891)]
    [InlineData(10, long.MaxValue)]
    [InlineData(long.MinValue, 1)]
    public void ReadPartial_RowsThatAreNotThere_Throws(long start, long count) =>
        AssertRefuses("a range of rows", new() { Rows = [(start, count)] });

    [Fact]
    public void ReadPartial_RowsNotInOrder_Throws()
    {
        AssertRefuses("a range of rows", new() { Rows = [(10, 20), (30, 5)] });
        AssertRefuses("a range of rows", new() { Rows = [(10, 20), (29, 5)] });
        AssertRefuses("a range of rows", new() { Rows = [(10, 20), (5, 2)] });
        AssertRefuses("the number of ranges", new() { RowsCount = -1 });
        AssertRefuses("the end", new() { RowsCount = 1 });
    }

    [Fact]
    public void ReadPartial_MoreThanThePartial_Throws() => AssertRefuses("the end", new() { States = [0, 0, 0, 0, 0] });

    private static ReductionPartial<double, double> Read(PartialFields fields) => Reduction.Sum<double>().ReadPartial(fields.ToBytes());

    private static void AssertRefuses(string what, PartialFields fields) => AssertRefusesBytes(what, fields.ToBytes());

    private static void AssertRefusesBytes(string what, byte[] bytes) =>
        Assert.Contains(what, Assert.Throws<InvalidDataException>(() => Reduction.Sum<double>().ReadPartial(bytes)).Message, StringComparison.Ordinal);
}
