using System;
using System.Linq;
using Xunit;

namespace MemMap.Tests;

public sealed class NDArrayTests
{
    private static NDArray<int> Numbered(params long[] lengths) => new(lengths, [.. Enumerable.Range(0, (int)Shape.Create(lengths).Length)]);

    [Fact]
    public void Properties_OfRankThree_DescribeIt()
    {
        NDArray<int> array = Numbered(2, 3, 4);
        Assert.Equal((2, 3, 4), array.Shape);
        Assert.Equal(3, array.Rank);
        Assert.Equal(24, array.Length);
        Assert.Equal(Enumerable.Range(0, 24), array.ToArray());
        Assert.Equal(Enumerable.Range(0, 24), array.AsSpan().ToArray());
    }

    [Fact]
    public void Indexer_EachRank_IsInCOrder()
    {
        Assert.Equal(0, Numbered().Value);
        Assert.Equal(3, Numbered(5)[3]);
        Assert.Equal(7, Numbered(2, 4)[1, 3]);
        Assert.Equal(23, Numbered(2, 3, 4)[1, 2, 3]);
        Assert.Equal(6, Numbered(2, 3, 4)[0, 1, 2]);
        Assert.Equal(119, Numbered(2, 3, 4, 5)[[1, 2, 3, 4]]);
    }

    [Fact]
    public void Indexer_OutsideAnAxis_Throws()
    {
        NDArray<int> matrix = Numbered(2, 4);
        IndexOutOfRangeException exception = Assert.Throws<IndexOutOfRangeException>(() => matrix[0, 4]);
        Assert.Contains("Index 4 is out of range for axis 1, which has length 4", exception.Message, StringComparison.Ordinal);
        Assert.Throws<IndexOutOfRangeException>(() => matrix[2, 0]);
        Assert.Throws<IndexOutOfRangeException>(() => matrix[-1, 0]);
        Assert.Throws<IndexOutOfRangeException>(() => matrix[long.MaxValue, 0]);
        Assert.Throws<IndexOutOfRangeException>(() => Numbered(0)[0]);
    }

    [Fact]
    public void Indexer_OtherRank_Throws()
    {
        NDArray<int> matrix = Numbered(2, 4);
        Assert.Contains("(2, 4)", Assert.Throws<ArgumentException>(() => matrix[0]).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => matrix[0, 0, 0]);
        Assert.Throws<ArgumentException>(() => matrix.Value);
        Assert.Throws<ArgumentException>(() => Numbered()[0]);
    }

    [Fact]
    public void ToArray_Changed_LeavesTheArray()
    {
        NDArray<int> array = Numbered(3);
        array.ToArray()[0] = 99;
        Assert.Equal(0, array[0]);
    }

    [Fact]
    public void ToString_EachRank_IsThatOfNumPy()
    {
        Assert.Equal("0", Numbered().ToString());
        Assert.Equal("[0 1 2]", Numbered(3).ToString());
        Assert.Equal("[[0 1 2]\n [3 4 5]]", Numbered(2, 3).ToString());
        Assert.Equal("[]", Numbered(0, 3).ToString());
    }
}
