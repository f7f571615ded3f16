using System;
using System.IO;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Partials whose rows are reduced, with pieces that no rows have. Of 900 rows of 10, leaves are of 128 rows, the last of 4; a state is of 8 bytes for each of 10 columns, elements are likewise.</summary>
public sealed class PartialForestTests
{
    // Sums know no tree: they are below.
    private static PartialFields Fields { get; } = new() { Reduction = PartialFields.Name("max") };

    [Fact]
    public void ReadPartial_PiecesOfItsRows_AreRead()
    {
        PartialFields fields = Fields with
        {
            Rows = [(100, 800)],
            States = PartialFields.Pieces((-1, 100, 128, 28 * 80), (0, 128, 256, 80), (1, 256, 512, 80), (2, 512, 900, 80)),
        };
        ReductionPartial<double, double> partial = Reduction.Max<double>().ReadPartial(fields.ToBytes());
        Assert.Equal([new(100, 800)], partial.Rows);
        Assert.Equal(fields.ToBytes(), partial.ToBytes());
    }

    [Theory]
    [InlineData(0, 130, 258)] // Begins within a leaf.
    [InlineData(0, 128, 255)] // Ends within one.
    [InlineData(0, 128, 384)] // Two leaves.
    [InlineData(1, 128, 384)] // They are no siblings.
    [InlineData(1, 0, 128)] // One leaf.
    [InlineData(0, 896, 901)] // Beyond the last.
    [InlineData(4, 0, 900)] // Eight leaves are no sixteen.
    [InlineData(62, 0, 900)]
    [InlineData(63, 0, 900)]
    [InlineData(127, 0, 900)]
    [InlineData(-2, 0, 128)] // No such level.
    [InlineData(-1, 100, 130)] // Elements of two leaves.
    [InlineData(-1, 128, 256)] // Those of a whole leaf are its state.
    [InlineData(-1, 896, 900)]
    [InlineData(-1, 10, 10)] // None.
    [InlineData(-1, 10, 9)]
    [InlineData(-1, -1, 1)]
    [InlineData(-1, 899, 901)]
    [InlineData(-1, long.MaxValue, long.MinValue)]
    public void ReadPartial_PieceThatNoRowsHave_Throws(sbyte level, long start, long end) =>
        AssertRefuses("a range of positions", Fields with { Rows = [(0, 900)], States = PartialFields.Pieces((level, start, end, 0)) });

    [Fact]
    public void ReadPartial_PiecesNotInOrder_Throws()
    {
        AssertRefuses("a range of positions", Fields with { Rows = [(0, 256)], States = PartialFields.Pieces((0, 128, 256, 80), (0, 0, 128, 80)) });
        AssertRefuses("a range of positions", Fields with { Rows = [(0, 256)], States = PartialFields.Pieces((0, 0, 128, 80), (0, 0, 128, 80)) });
        AssertRefuses("the number of pieces", Fields with { States = [0xFF, 0xFF, 0xFF, 0xFF] });
        AssertRefuses("the end", Fields with { Rows = [(0, 128)], States = [2, .. PartialFields.Pieces((0, 0, 128, 80))[1..]] });
        AssertRefuses("a length", Fields with { Rows = [(0, 128)], States = PartialFields.Pieces((0, 0, 128, 79)) });
    }

    [Fact]
    public void ReadPartial_PiecesOfOtherRows_Throws()
    {
        byte[] pieces = PartialFields.Pieces((0, 0, 128, 80), (0, 128, 256, 80));
        Assert.Equal([new(0, 256)], Reduction.Max<double>().ReadPartial((Fields with { Rows = [(0, 256)], States = pieces }).ToBytes()).Rows);
        AssertRefuses("what is known of the rows", Fields with { Rows = [(0, 255)], States = pieces });
        AssertRefuses("what is known of the rows", Fields with { Rows = [(0, 257)], States = pieces });
        AssertRefuses("what is known of the rows", Fields with { Rows = [(0, 256)] });
        AssertRefuses("what is known of the rows", Fields with { States = pieces });
    }

    [Fact]
    public void ReadPartial_StateTooLargeForAnArray_Throws()
    {
        // A state of 8 bytes for each of 2^28 columns is one byte too large.
        AssertRefuses("a length", Wide((1L << 28) - 1));
        AssertRefuses("the bytes of a state", Wide(1L << 28));

        static PartialFields Wide(long columns) => Fields with { Lengths = [128, columns], Rows = [(0, 128)], States = PartialFields.Pieces((0, 0, 128, 80)) };
    }

    [Fact]
    public void ReadPartial_PiecesOfSums_BeginAnywhereAndAreStates()
    {
        // Each state is zeros: a sum without digits.
        const int Bytes = 10 * 67 * sizeof(double);
        PartialFields sums = new() { Rows = [(100, 800)], States = PartialFields.Pieces((0, 100, 128, Bytes), (0, 128, 900, Bytes)) };
        ReductionPartial<double, double> partial = Reduction.Sum<double>().ReadPartial(sums.ToBytes());
        Assert.Equal([new(100, 800)], partial.Rows);
        AssertRefusesSums("a range of positions", sums with { States = PartialFields.Pieces((1, 100, 900, Bytes)) });
        AssertRefusesSums("a range of positions", sums with { States = PartialFields.Pieces((-1, 100, 900, Bytes)) });
        AssertRefusesSums("a range of positions", sums with { States = PartialFields.Pieces((0, 100, 901, Bytes)) });
        byte[] states = (byte[])sums.States.Clone();
        states[^Bytes] = 67; // The first digit of the first column, which has no end behind it.
        AssertRefusesSums("a state", sums with { States = states });

        static void AssertRefusesSums(string what, PartialFields fields) =>
            Assert.Contains(what, Assert.Throws<InvalidDataException>(() => Reduction.Sum<double>().ReadPartial(fields.ToBytes())).Message, StringComparison.Ordinal);
    }

    private static void AssertRefuses(string what, PartialFields fields) =>
        Assert.Contains(what, Assert.Throws<InvalidDataException>(() => Reduction.Max<double>().ReadPartial(fields.ToBytes())).Message, StringComparison.Ordinal);
}
