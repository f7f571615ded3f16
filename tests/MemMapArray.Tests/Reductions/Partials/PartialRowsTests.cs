using System;
using System.IO;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Partials whose rows are kept: the results of some rows, in pieces.</summary>
public sealed class PartialRowsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Merge_RowsInPieces_AreTheResultsOfEachRow()
    {
        int[] elements = [.. Enumerable.Range(0, 20 * 3 * 4).Select(i => i * 7 % 101)];
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write(elements), (20, 3, 4));
        Reduction<int, int> max = Reduction.Max<int>();
        ReductionPartial<int, int> partial = array.ReducePartial(max, new(12, 8), [1]);
        foreach ((long start, long count) in ((long, long)[])[(3, 2), (0, 1), (5, 0), (1, 2), (5, 0), (9, 3)])
        {
            partial.Merge(max.ReadPartial(array.ReducePartial(max, new(start, count), [1]).ToBytes()));
            partial = max.ReadPartial(partial.ToBytes());
        }

        Assert.Equal([new(0, 5), new(9, 11)], partial.Rows);
        Assert.False(partial.IsComplete);
        partial.Merge(array.ReducePartial(max, new(5, 4), [1]));
        Assert.Equal([new(0, 20)], partial.Rows);
        NDArray<int> results = partial.ToNDArray();
        Assert.Equal([20, 4], results.Shape.ToArray());
        Assert.Equal(
            Enumerable.Range(0, 80).Select(i => Enumerable.Range(0, 3).Max(middle => elements[(i / 4 * 12) + (middle * 4) + (i % 4)])),
            results.ToArray());
    }

    [Fact]
    public void Merge_NoRowsWhereOthersBegin_ChangesNothing()
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write([1, 2, 3, 4]), (2, 2));
        ReductionPartial<int, double> partial = array.ReducePartial(Reduction.Sum<int>(), new(0, 0), [1]);
        Assert.Equal([], partial.Rows);
        Assert.False(partial.IsComplete);
        partial.Merge(array.ReducePartial(Reduction.Sum<int>(), new(0, 2), [1]));
        partial.Merge(array.ReducePartial(Reduction.Sum<int>(), new(0, 0), [1]));
        Assert.Equal([3.0, 7], partial.ToNDArray().ToArray());
    }

    [Theory]
    [InlineData(0, 4, true)]
    [InlineData(0, 3, false)]
    [InlineData(1, 3, false)]
    [InlineData(1, 2, false)]
    [InlineData(4, 0, false)]
    public void IsComplete_OneRange_IsTrueWhereItIsAllRows(int start, int count, bool expected)
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write([1, 2, 3, 4]), (4, 1));
        Assert.Equal(expected, array.ReducePartial(Reduction.Sum<int>(), new(start, count), [0]).IsComplete);
        Assert.Equal(expected, array.ReducePartial(Reduction.Sum<int>(), new(start, count), [1]).IsComplete);
    }

    [Fact]
    public void ReadPartial_ResultsOfNoColumns_AreNone()
    {
        using MemMapArray<int> array = MemMapArray.Create<int>(_folder.File(), (4, 0, 3));
        ReductionPartial<int, double> partial = Reduction.Sum<int>().ReadPartial(array.ReducePartial(Reduction.Sum<int>(), new(0, 4), [2]).ToBytes());
        Assert.True(partial.IsComplete);
        Assert.Equal([4, 0], partial.ToNDArray().Shape.ToArray());
    }

    [Fact]
    public void ReadPartial_OtherResultsThanItsRows_Throws()
    {
        PartialFields fields = new() { Lengths = [900, 10], Reduces = [0, 1], Rows = [(10, 5), (20, 1)], States = new byte[48] };
        Assert.Equal([new(10, 5), new(20, 1)], Reduction.Sum<double>().ReadPartial(fields.ToBytes()).Rows);
        AssertRefuses("a length", fields with { States = new byte[47] });
        AssertRefuses("the end", fields with { States = new byte[49] });
        AssertRefuses("a length", fields with { Reduces = [0, 0] });
    }

    [Fact]
    public void ReadPartial_ResultsTooLargeForAnArray_Throws()
    {
        // 2^28 doubles are one byte too large.
        AssertRefuses("a length", Long((1 << 28) - 1, 1));
        AssertRefuses("the number of results", Long(1 << 28, 1));
        AssertRefuses("a length", Long((1 << 24) - 1, 16));
        AssertRefuses("the number of results", Long(1 << 24, 16));

        static PartialFields Long(long rows, long columns) =>
            new() { Lengths = [rows, columns, 2], Reduces = [0, 0, 1], Order = columns == 1 ? [0, 2] : [0, 1, 2], Rows = [(0, rows)], States = [] };
    }

    private static void AssertRefuses(string what, PartialFields fields) =>
        Assert.Contains(what, Assert.Throws<InvalidDataException>(() => Reduction.Sum<double>().ReadPartial(fields.ToBytes())).Message, StringComparison.Ordinal);
}
