using System;
using System.Collections.Generic;
using System.Linq;
using MemMap.Mapping;
using Xunit;

namespace MemMap.Tests.Views;

public sealed class NDArrayTests
{
    private static NDArray<int> Numbered(params long[] lengths) => new(lengths, [.. Enumerable.Range(0, (int)Shape.Create(lengths).Length)]);

    [Fact]
    public void Properties_OfRankThree_DescribeIt()
    {
        NDArray<int> array = Numbered(2, 3, 4);
        Assert.Equal((2, 3, 4), array.Shape);
        Assert.Equal([48, 16, 4], array.Strides.ToArray());
        Assert.Equal((3, 24L, 96L, 0L), (array.Rank, array.Length, array.ByteLength, array.ByteOffset));
        Assert.True(array.IsContiguous && !array.IsReadOnly);
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
        Assert.Throws<IndexOutOfRangeException>(() => Numbered(0, 3)[0, 0] = 1);
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
        array.ToNDArray()[1] = 99;
        Assert.Equal([0, 1, 2], array.ToArray());
    }

    [Fact]
    public void ToString_EachRank_IsThatOfNumPy()
    {
        Assert.Equal("0", Numbered().ToString());
        Assert.Equal("[0 1 2]", Numbered(3).ToString());
        Assert.Equal("[[0 1 2]\n [3 4 5]]", Numbered(2, 3).ToString());
        Assert.Equal("[]", Numbered(0, 3).ToString());
    }

    [Fact]
    public void From_Array_SharesItsElements()
    {
        int[] elements = [0, 1, 2, 3, 4, 5];
        NDArray<int> matrix = NDArray.From(elements, (2, -1)), vector = NDArray.From(elements);
        matrix[1, 2] = 50;
        elements[0] = 10;
        Assert.Equal((2, 3), matrix.Shape);
        Assert.Equal([10, 1, 2, 3, 4, 50], matrix.ToArray());
        Assert.Equal([10, 1, 2, 3, 4, 50], vector.ToArray());
        Assert.Equal(50, elements[5]);
    }

    [Fact]
    public void From_Span_Copies()
    {
        int[] elements = [0, 1, 2, 3, 4, 5];
        NDArray<int> matrix = NDArray.From(elements.AsSpan(1, 4), (2, 2));
        elements[1] = 10;
        Assert.Equal([1, 2, 3, 4], matrix.ToArray());
        Assert.Equal([1.5, 2.5], NDArray.From([1.5, 2.5], 2).ToArray());
    }

    [Fact]
    public void From_AnotherNumberOfElements_Throws()
    {
        Assert.Contains("(6,)", Assert.Throws<ArgumentException>(() => NDArray.From(new int[6], (2, 2))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => NDArray.From(new int[6], (-1, 4)));
        Assert.Throws<ArgumentException>(() => NDArray.From(new int[6], (-1, -1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.From(new int[6], (-2, -3)));
        Assert.Throws<ArgumentException>(() => NDArray.From<int>([1, 2, 3], (2, 2)));
        Assert.Throws<ArgumentNullException>(() => NDArray.From((int[])null!));
        Assert.Throws<ArgumentNullException>(() => NDArray.From((int[])null!, 1));
    }

    [Fact]
    public void Create_AnyShape_IsZeros()
    {
        Assert.Equal(new double[6], NDArray.Create<double>((2, 3)).ToArray());
        Assert.Equal([2, 0, 3], NDArray.Create<double>((2, 0, 3)).Shape.ToArray());
        Assert.Equal(0, NDArray.Create<short>([]).Value);
        Assert.Equal([1, 1, 2, 1, 1], NDArray.Create<(bool, int)>([1, 1, 2, 1, 1]).Shape.ToArray());
    }

    [Fact]
    public void Create_MoreThanAnArrayHolds_ThrowsBeforeAllocating()
    {
        Assert.Contains("MemMapArray.Create", Assert.Throws<ArgumentException>(() => NDArray.Create<byte>((1L << 20, 1L << 20))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Create<byte>(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Create<double>((long.MaxValue, 2)));
    }

    [Fact]
    public void Full_AnyShape_HasTheValue()
    {
        Assert.Equal([7f, 7, 7, 7], NDArray.Full((2, 2), 7f).ToArray());
        Assert.Equal(new DateTime(2026, 1, 2), NDArray.Full([], new DateTime(2026, 1, 2)).Value);
        Assert.Empty(NDArray.Full(0, 7f).ToArray());
    }

    [Fact]
    public void Elements_OfTuples_AreUsedAsAnyOther()
    {
        (int Number, bool Flag)[] elements = [.. Enumerable.Range(0, 2000).Select(i => (i, i % 3 == 0))];
        NDArray<(int Number, bool Flag)> array = NDArray.From(elements.AsSpan(), (1000, 2));
        Assert.Equal(elements, array.ToArray());
        Assert.Equal(elements, array.AsSpan().ToArray());
        Assert.Equal(elements[3], array[1, 1]);
        Assert.Equal(Enumerable.Range(0, 2000).Sum(), array.Field<int>(0).Sum());
        Assert.Equal(elements[7..9], array.Cast<long>()[3, 1..].AsSpan().Length == 1 ? array.Reshape(-1)[7..9].AsSpan().ToArray() : []);
        Assert.Equal(elements.Length / 3 + 1, array.Field<bool>(4).CountNonZero());
    }

    [Fact]
    public void From_ArrayOfTuples_SharesIt()
    {
        (int Number, bool Flag)[] elements = [(1, true), (2, false)];
        NDArray.From(elements).Fill((3, true));
        Assert.Equal([(3, true), (3, true)], elements);
    }

    // As the netstandard2.0 build has them where the runtime does not pin arrays of their type.
    [Fact]
    public void Elements_InAnArrayOfNumbers_AreUsedAsAnyOther()
    {
        long[] numbers = new long[1500];
        NDArray<(int Number, short Half, bool Flag)> array = new(new MemoryRegion<long>(numbers), Layout.Create([30, 50], MemMapOrder.C, 0, 8));
        (int Number, short Half, bool Flag)[] elements = [.. Enumerable.Range(0, 1500).Select(i => (i, (short)-i, i % 3 == 0))];
        array.CopyFrom(elements);
        Assert.Equal(elements, array.ToArray());
        Assert.Equal(elements, array.AsSpan().ToArray());
        Assert.Equal(elements[50..100], array.GetReadOnlyRowSpan(1).ToArray());
        Assert.Equal(elements[1499], array[29, 49]);
        Assert.Equal(-7, array.Field<short>(4)[0, 7..8].AsSpan()[0]);
        Assert.Equal(7, array.Cast<int>()[0, 14..].AsSpan()[0]);
        Assert.Equal(1499 * 750.0, array.Field<int>(0).Sum());
        array.AsMemory().Span[3] = (9, 9, true);
        Assert.Equal((9, 9, true), array[0, 3]);
        array[0, 3] = default;
        Assert.Equal(0, numbers[3]);
    }

    [Fact]
    public void Linq_OverResults_HasTheElements()
    {
        NDArray<double> means = NDArray.From(new float[,] { { 1, 2 }, { 3, 6 } }.Cast<float>().ToArray(), (2, 2)).Mean(0);
        Assert.Equal([4.0, 2], means.AsEnumerable().OrderDescending());
        IEnumerable<double> elements = means.AsEnumerable();
        means[0] = 5;
        Assert.Equal([5.0, 4], elements);
        Assert.Equal(elements, elements);
    }

    [Fact]
    public void Results_AlongAxes_AreViews()
    {
        NDArray<int> array = Numbered(3, 4);
        NDArray<double> means = array.Mean(0);
        Assert.Equal([4.0, 5], means[..2].ToArray());
        Assert.Equal([7.0, 6, 5, 4], means.Flip(0).ToArray());
        means[..2].Fill(1);
        means.Reshape((2, 2))[1, 0] = 2;
        Assert.Equal([1.0, 1, 2, 7], means.ToArray());
        Assert.Equal(2.75, means.Mean());
        Assert.Equal([4, 1], array.Max(0, keepDims: true).Transpose().Shape.ToArray());
    }
}
