using System;
using Xunit;

namespace MemMap.Tests;

/// <summary>Layouts of the same elements with other axes: what their lengths, strides and offsets are.</summary>
public sealed class LayoutAxesTests
{
    private static readonly Layout s_matrix = Layout.Create([3, 4], MemMapOrder.C, 100, elementSize: 8);

    [Fact]
    public void Recast_OtherSizes_ChangesTheLastAxisOnly()
    {
        Layout smaller = s_matrix.Recast(2), larger = s_matrix.Recast(16);
        Assert.Equal([3, 16], smaller.Lengths.ToArray());
        Assert.Equal([32, 2], smaller.Strides.ToArray());
        Assert.Equal((48, 100, 2), (smaller.Length, smaller.Offset, smaller.ElementSize));
        Assert.Equal([3, 2], larger.Lengths.ToArray());
        Assert.Equal([32, 16], larger.Strides.ToArray());
        Assert.Equal((6, 100, 16), (larger.Length, larger.Offset, larger.ElementSize));
    }

    [Fact]
    public void Recast_NoElementsWhoseStridesWouldOverflow_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Layout.Create([1L << 60, 0], MemMapOrder.C, 0, elementSize: 2).Recast(16));

    [Fact]
    public void Field_InsideEachElement_BeginsThereAndKeepsTheStrides()
    {
        Layout field = s_matrix.Field(6, 2);
        Assert.Equal([3, 4], field.Lengths.ToArray());
        Assert.Equal([32, 8], field.Strides.ToArray());
        Assert.Equal((12, 106, 2), (field.Length, field.Offset, field.ElementSize));
    }

    [Fact]
    public void At_AnIndexOfAnAxis_DropsTheAxis()
    {
        Layout row = s_matrix.At(0, 2), column = s_matrix.At(1, 3);
        Assert.Equal([4], row.Lengths.ToArray());
        Assert.Equal([8], row.Strides.ToArray());
        Assert.Equal((4, 164), (row.Length, row.Offset));
        Assert.Equal([3], column.Lengths.ToArray());
        Assert.Equal([32], column.Strides.ToArray());
        Assert.Equal((3, 124), (column.Length, column.Offset));
    }

    [Fact]
    public void Narrow_SomeOfAnAxis_BeginsAtTheFirst()
    {
        Layout rows = s_matrix.Narrow(0, 1, 2), columns = s_matrix.Narrow(1, 3, 1);
        Assert.Equal([2, 4], rows.Lengths.ToArray());
        Assert.Equal((8, 132), (rows.Length, rows.Offset));
        Assert.Equal([3, 1], columns.Lengths.ToArray());
        Assert.Equal([32, 8], columns.Strides.ToArray());
        Assert.Equal((3, 124), (columns.Length, columns.Offset));
    }

    [Fact]
    public void WithoutLeadingOnes_MoreThanTheRank_DropsOnlyOnesAndNoMoreThanThose()
    {
        Layout layout = Layout.Create([1, 1, 3, 1], MemMapOrder.C, 0, 4);
        Assert.Equal([1, 1, 3, 1], layout.WithoutLeadingOnes(4).Lengths.ToArray());
        Assert.Equal([1, 3, 1], layout.WithoutLeadingOnes(3).Lengths.ToArray());
        Assert.Equal([3, 1], layout.WithoutLeadingOnes(2).Lengths.ToArray());
        Assert.Equal([3, 1], layout.WithoutLeadingOnes(1).Lengths.ToArray());
        Assert.Equal([3, 4], s_matrix.WithoutLeadingOnes(0).Lengths.ToArray());
    }

    [Fact]
    public void ScatterStrides_OfKeptOrOfAllAxes_IsZeroWhereTheyAreRemoved()
    {
        bool[] removed = [false, true, false, true];
        long[] strides = new long[4];
        Layout.Create([2, 5], MemMapOrder.C, 0, 4).ScatterStrides(removed, strides);
        Assert.Equal([20, 0, 4, 0], strides);
        Layout.Create([2, 1, 5, 1], MemMapOrder.F, 0, 4).ScatterStrides(removed, strides);
        Assert.Equal([4, 0, 8, 0], strides);
        Layout.Create([], MemMapOrder.C, 0, 4).ScatterStrides([true, true], strides.AsSpan(0, 2));
        Assert.Equal([0, 0], strides.AsSpan(0, 2).ToArray());
    }

    [Fact]
    public void IsBroadcast_RepeatedElements_AreThoseOfAnAxisOfTwoOrMore()
    {
        Layout one = Layout.Create([1, 3], MemMapOrder.C, 0, 4);
        Assert.True(one.BroadcastTo([2, 3]).IsBroadcast);
        Assert.True(one.BroadcastTo([4, 2, 3]).IsBroadcast);
        Assert.True(Layout.Create([3, 1], MemMapOrder.C, 0, 4).BroadcastTo([3, 2]).IsBroadcast);
        Assert.False(one.IsBroadcast);
        Assert.False(one.BroadcastTo([1, 1, 3]).IsBroadcast);
        Assert.False(one.ExpandDims(2).IsBroadcast);
        Assert.False(one.BroadcastTo([0, 3]).IsBroadcast);
    }
}
