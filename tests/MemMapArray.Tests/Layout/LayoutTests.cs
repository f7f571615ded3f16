using System;
using System.Linq;
using Xunit;

namespace MemMap.Tests;

/// <summary>The borders of the layout algebra: numbers that barely exist, and those that do not.</summary>
public sealed class LayoutTests
{
    private const long Huge = 1L << 62;

    public static TheoryData<long[]> OverflowingShapes() =>
    [
        [long.MaxValue, 2], [2, long.MaxValue], [Huge, 4], [Huge, 2, 2], [long.MaxValue / 4, 8], [3037000500, 3037000500], [0, Huge, 4], [Huge, 0, 4], [Huge, 4, 0], [long.MaxValue, long.MaxValue, 0],
    ];

    [Theory]
    [MemberData(nameof(OverflowingShapes))]
    public void Create_MoreThanLongMaxValueBytes_Throws(long[] shape)
    {
        foreach (MemMapOrder order in new[] { MemMapOrder.C, MemMapOrder.F })
        {
            ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(() => Layout.Create(shape, order, 0, elementSize: 1));
            Assert.Equal("shape", exception.ParamName);
        }
    }

    [Fact]
    public void Create_BytesOverflowThoughElementsDoNot_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Layout.Create([Huge], MemMapOrder.C, 0, elementSize: 2));

    [Theory]
    [InlineData(MemMapOrder.C)]
    [InlineData(MemMapOrder.F)]
    public void Create_AsManyBytesAsExist_Succeeds(MemMapOrder order)
    {
        Layout layout = Layout.Create([long.MaxValue / 7, 7], order, 0, elementSize: 1);
        Assert.Equal(long.MaxValue / 7 * 7, layout.Length);
        Assert.Equal((0, long.MaxValue / 7 * 7), layout.ByteRange());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void Create_NegativeLength_Throws(long length)
    {
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(() => Layout.Create([3, length], MemMapOrder.C, 0, 4));
        Assert.Equal("shape", exception.ParamName);
        Assert.Contains("axis 1", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(long.MaxValue, 1)]
    [InlineData(long.MaxValue - 7, 1)]
    [InlineData(long.MaxValue - 80, 11)]
    [InlineData(-1, 1)]
    [InlineData(long.MinValue, 0)]
    public void Create_OffsetThatLeavesNoRoom_Throws(long offset, long length)
    {
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(() => Layout.Create([length], MemMapOrder.C, offset, elementSize: 8));
        Assert.Equal("offset", exception.ParamName);
    }

    [Theory]
    [InlineData(long.MaxValue - 8, 1)]
    [InlineData(long.MaxValue - 80, 10)]
    public void Create_OffsetThatJustLeavesRoom_EndsAtTheLastByte(long offset, long length)
    {
        Layout layout = Layout.Create([length], MemMapOrder.C, offset, elementSize: 8);
        Assert.Equal((offset, offset + (8 * length)), layout.ByteRange());
        Assert.Equal((offset, offset + (8 * length)), layout.Flip(0).ByteRange());
        Assert.Equal(offset + (8 * (length - 1)), layout.Flip(0).Offset);
        Assert.Equal(layout.Offset, layout.Flip(0).InMemoryOrder().Offset);
    }

    [Fact]
    public void Create_NoElementsAtTheLastOffset_TouchesNoByte()
    {
        Layout layout = Layout.Create([0, 3], MemMapOrder.C, long.MaxValue, elementSize: 8);
        Assert.Equal(0, layout.Length);
        (long start, long end) = layout.ByteRange();
        Assert.Equal(start, end);
    }

    [Fact]
    public void Create_Rank64_IsTheLimit()
    {
        Layout layout = Layout.Create(Enumerable.Repeat(1L, 64).ToArray(), MemMapOrder.F, 0, 4);
        Assert.Equal(64, layout.Rank);
        Assert.True(layout.IsContiguous);
        Assert.Equal(64, layout.Permute([.. Enumerable.Range(0, 64).Reverse()]).Rank);
        Assert.Equal(0, layout.Squeeze().Rank);
        Assert.Throws<ArgumentOutOfRangeException>(() => Layout.Create(Enumerable.Repeat(1L, 65).ToArray(), MemMapOrder.C, 0, 4));
    }

    [Fact]
    public void Views_AxisBeyondRank64_Throw()
    {
        Layout layout = Layout.Create(Enumerable.Repeat(1L, 64).ToArray(), MemMapOrder.C, 0, 4);
        Assert.Throws<ArgumentOutOfRangeException>(() => layout.ExpandDims(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => layout.Slice([Slice.NewAxis]));
        Assert.Throws<ArgumentOutOfRangeException>(() => layout.Reshape(Enumerable.Repeat(1L, 65).ToArray()));
        Assert.Throws<ArgumentOutOfRangeException>(() => layout.BroadcastTo(Enumerable.Repeat(1L, 65).ToArray()));
        Assert.Equal(64, layout.Slice([Slice.NewAxis, Slice.At(0)]).Rank);
    }

    [Fact]
    public void Strides_ZeroLengthAxis_AreThoseOfLengthOne()
    {
        Assert.Equal([20, 20, 4], Layout.Create([2, 0, 5], MemMapOrder.C, 0, 4).Strides.ToArray());
        Assert.Equal([4, 8, 8], Layout.Create([2, 0, 5], MemMapOrder.F, 0, 4).Strides.ToArray());
    }

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue + 1)]
    public void Slice_HugeStep_TakesTheFirstOfTheAxis(long step)
    {
        Layout layout = Layout.Create([5], MemMapOrder.C, 100, elementSize: 8).Slice([Slice.Range(null, null, step)]);
        Assert.Equal(1, layout.Length);
        Assert.Equal(step > 0 ? 100 : 132, layout.Offset);
        Assert.Equal((layout.Offset, layout.Offset + 8), layout.ByteRange());
    }

    [Theory]
    [InlineData(1, 3, 12)]
    [InlineData(1, -3, -12)]
    [InlineData(0, 3, 12)]
    [InlineData(1, long.MinValue, 4)]
    [InlineData(0, long.MaxValue, 4)]
    [InlineData(1, long.MaxValue / 4, long.MaxValue / 4 * 4)]
    [InlineData(1, (long.MaxValue / 4) + 1, 4)]
    [InlineData(1, long.MinValue / 4, 4)]
    public void Slice_StepOverFewerThanTwoElements_HasAStrideThatExistsAndHasANegative(long length, long step, long stride) =>
        Assert.Equal([stride], Layout.Create([length], MemMapOrder.C, 0, 4).Slice([Slice.Range(null, null, step)]).Strides.ToArray());

    [Theory]
    [InlineData(5)]
    [InlineData(0)]
    public void Slice_BackwardsAfterTheLowestStep_KeepsTheElements(long length)
    {
        Layout layout = Layout.Create([length], MemMapOrder.C, 0, elementSize: 1).Slice([Slice.Range(null, null, long.MinValue)]);
        foreach (Layout again in new[] { layout.Slice([Slice.Range(null, null, -1)]), layout.Flip(0), layout.InMemoryOrder(), layout.Slice([Slice.Range(null, null, long.MinValue)]) })
        {
            Assert.Equal(layout.Length, again.Length);
            Assert.Equal(layout.ByteRange(), again.ByteRange());
        }
    }

    [Fact]
    public void Slice_WholeRangeOfLong_OfTheLongestAxis_KeepsAll()
    {
        Layout layout = Layout.Create([long.MaxValue], MemMapOrder.C, 0, elementSize: 1);
        Assert.Equal(long.MaxValue, layout.Slice([Slice.Range(long.MinValue, long.MaxValue)]).Length);
        Layout reversed = layout.Slice([Slice.Range(long.MaxValue, long.MinValue, -1)]);
        Assert.Equal(long.MaxValue, reversed.Length);
        Assert.Equal(long.MaxValue - 1, reversed.Offset);
        Assert.Equal((0, long.MaxValue), reversed.ByteRange());
        Assert.Equal(2, layout.Slice([Slice.Range(null, null, long.MaxValue - 1)]).Length);
    }

    [Fact]
    public void Slice_NetRangeOutsideItsAxis_Throws()
    {
        Layout layout = Layout.Create([5, 3], MemMapOrder.C, 0, 4);
        foreach (Range range in new[] { 0..6, 6.., ^6.., 3..2, ..^6, ^1..^2 })
        {
            ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(() => layout.Slice([range]));
            Assert.Contains("axis 0, which has length 5", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Slice_NetRangeAtTheBorders_IsInside()
    {
        Layout layout = Layout.Create([5], MemMapOrder.C, 40, 4);
        Assert.Equal(5, layout.Slice([0..5]).Length);
        Assert.Equal(0, layout.Slice([5..5]).Length);
        Assert.Equal(0, layout.Slice([^0..]).Length);
        Assert.Equal(5, layout.Slice([^5..^0]).Length);
        Assert.Equal(56, layout.Slice([4..]).Offset);

        // Of no elements the offset stays inside, too.
        Assert.Equal(40, layout.Slice([5..5]).Offset);
        Assert.Equal(40, layout.Slice([3..3]).Offset);
    }

    [Fact]
    public void Slice_IndexOutsideItsAxis_Throws()
    {
        Layout layout = Layout.Create([5, 3], MemMapOrder.C, 0, 4);
        foreach (Slice slice in new[] { Slice.At(3), Slice.At(-1), Slice.At(long.MaxValue), Slice.At(long.MinValue), (Slice)(^0), (Slice)(^4) })
        {
            IndexOutOfRangeException exception = Assert.Throws<IndexOutOfRangeException>(() => layout.Slice([Slice.All, slice]));
            Assert.Contains("axis 1", exception.Message, StringComparison.Ordinal);
            Assert.Contains("length 3", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Slice_TooManyIndexesOrTwoEllipses_Throws()
    {
        Layout layout = Layout.Create([5, 3], MemMapOrder.C, 0, 4);
        Assert.Throws<ArgumentException>(() => layout.Slice([Slice.All, Slice.All, Slice.All]));
        Assert.Throws<ArgumentException>(() => layout.Slice([Slice.At(0), Slice.Ellipsis, Slice.At(0), Slice.At(0)]));
        Assert.Throws<ArgumentException>(() => layout.Slice([Slice.Ellipsis, Slice.Ellipsis]));
        Assert.Equal(2, layout.Slice([Slice.All, Slice.Ellipsis, Slice.All]).Rank);
        Assert.Equal(2, layout.Slice([]).Rank);
    }

    [Theory]
    [InlineData(new long[] { -1 }, new long[] { 24 })]
    [InlineData(new long[] { 2, -1 }, new long[] { 2, 12 })]
    [InlineData(new long[] { -1, 1, 24 }, new long[] { 1, 1, 24 })]
    [InlineData(new long[] { 3, 8, -1 }, new long[] { 3, 8, 1 })]
    public void Reshape_OneUnknownLength_IsInferred(long[] shape, long[] expected)
    {
        Layout layout = Layout.Create([4, 6], MemMapOrder.C, 0, 4).Reshape(shape);
        Assert.Equal(expected, layout.Lengths.ToArray());
        Assert.True(layout.IsContiguous);
    }

    [Theory]
    [InlineData(5, -1)]
    [InlineData(-1, -1)]
    [InlineData(-1, 0)]
    [InlineData(5, 5)]
    [InlineData(0, 24)]
    public void Reshape_OtherNumberOfElements_Throws(long length0, long length1) =>
        Assert.Throws<ArgumentException>(() => Layout.Create([4, 6], MemMapOrder.C, 0, 4).Reshape([length0, length1]));

    [Theory]
    [InlineData(-2, 12)]
    [InlineData(long.MinValue, 1)]
    [InlineData(Huge, 4)]
    [InlineData(long.MaxValue, long.MaxValue)]
    public void Reshape_LengthsThatAreNone_Throws(long length0, long length1) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Layout.Create([4, 6], MemMapOrder.C, 0, 4).Reshape([length0, length1]));

    [Fact]
    public void Reshape_NoElements_TakesAnyShapeWithoutElements()
    {
        Layout layout = Layout.Create([0, 3], MemMapOrder.C, 8, 4);
        Assert.Equal([5, 0, 7], layout.Reshape([5, 0, 7]).Lengths.ToArray());
        Assert.Equal([0, 3], layout.Reshape([-1, 3]).Lengths.ToArray());
        Assert.Throws<ArgumentException>(() => layout.Reshape([0, -1]));
        Assert.Throws<ArgumentException>(() => layout.Reshape([1]));
    }

    [Fact]
    public void Reshape_ZeroBesideHuge_ThrowsInAnyOrder()
    {
        Layout layout = Layout.Create([0], MemMapOrder.C, 0, 4);
        Assert.Throws<ArgumentOutOfRangeException>(() => layout.Reshape([0, Huge, 4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => layout.Reshape([Huge, 0, 4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => layout.Reshape([Huge, 4, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => layout.Reshape([0, Huge]));
        Assert.Equal(0, layout.Reshape([0, Huge / 4]).Length);
    }

    [Fact]
    public void Reshape_MemoryWithoutStridesForIt_Throws()
    {
        Layout layout = Layout.Create([4, 6], MemMapOrder.C, 0, 4);
        foreach (Layout view in new[] { layout.Transpose(), layout.Slice([Slice.All, 1..4]), layout.Flip(0), layout.Slice([Slice.Range(null, null, 2)]) })
        {
            InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => view.Reshape([-1]));
            Assert.Contains("Copy it first", exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal([-4], layout.Flip(0).Flip(1).Reshape([24]).Strides.ToArray());
    }

    [Fact]
    public void Permute_NotAPermutation_Throws()
    {
        Layout layout = Layout.Create([2, 3, 4], MemMapOrder.C, 0, 4);
        Assert.Equal("axes", Assert.Throws<ArgumentException>(() => layout.Permute([0, 1])).ParamName);
        Assert.Equal("axes", Assert.Throws<ArgumentException>(() => layout.Permute([0, 1, 2, 0])).ParamName);
        Assert.Equal("axes", Assert.Throws<ArgumentException>(() => layout.Permute([0, 1, 1])).ParamName);
        Assert.Equal("axes", Assert.Throws<ArgumentException>(() => layout.Permute([2, -1, 0])).ParamName);
        Assert.Equal("axes", Assert.Throws<ArgumentOutOfRangeException>(() => layout.Permute([0, 1, 3])).ParamName);
        Assert.Equal("axes", Assert.Throws<ArgumentOutOfRangeException>(() => layout.Permute([0, 1, -4])).ParamName);
        Assert.Equal([4, 2, 3], layout.Permute([-1, -3, 1]).Lengths.ToArray());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-3)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void FlipAndSqueeze_NoSuchAxis_Throws(int axis)
    {
        Layout layout = Layout.Create([1, 3], MemMapOrder.C, 0, 4);
        Assert.Equal("axis", Assert.Throws<ArgumentOutOfRangeException>(() => layout.Flip(axis)).ParamName);
        Assert.Equal("axis", Assert.Throws<ArgumentOutOfRangeException>(() => layout.Squeeze(axis)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => layout.ExpandDims(axis < 0 ? axis - 1 : Math.Max(3, axis)));
    }

    [Fact]
    public void Squeeze_AxisOfOtherLength_Throws()
    {
        Layout layout = Layout.Create([1, 3, 0], MemMapOrder.C, 0, 4);
        Assert.Throws<ArgumentException>(() => layout.Squeeze(1));
        Assert.Throws<ArgumentException>(() => layout.Squeeze(-1));
        Assert.Equal([3, 0], layout.Squeeze(0).Lengths.ToArray());
        Assert.Equal([3, 0], layout.Squeeze().Lengths.ToArray());
    }

    [Fact]
    public void Views_OfRankZero_HaveNoAxis()
    {
        Layout layout = Layout.Create([], MemMapOrder.C, 16, 4);
        Assert.Equal(1, layout.Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => layout.Flip(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => layout.Squeeze(-1));
        Assert.Throws<ArgumentException>(() => layout.Slice([Slice.All]));
        Assert.Equal([1], layout.ExpandDims(-1).Lengths.ToArray());
        Assert.Equal(0, layout.Transpose().Permute([]).Rank);
        Assert.Equal([1, 1], layout.Reshape([1, -1]).Lengths.ToArray());
        Assert.Equal([0, 0], layout.BroadcastTo([5, 2]).Strides.ToArray());
    }

    [Fact]
    public void BroadcastTo_ShapeThatDoesNotFit_Throws()
    {
        Layout layout = Layout.Create([3, 1], MemMapOrder.C, 0, 4);
        foreach (long[] shape in new long[][] { [1, 3], [3], [], [4, 1], [2, 4, 5], [3, -1], [-1, 3, 1], [0, 1] })
        {
            Assert.Equal("shape", Assert.Throws<ArgumentException>(() => layout.BroadcastTo(shape)).ParamName);
        }
    }

    [Theory]
    [MemberData(nameof(OverflowingShapes))]
    public void BroadcastTo_MoreThanLongMaxValueBytes_Throws(long[] shape)
    {
        Layout one = Layout.Create(shape.Select(length => length == 0 ? 0L : 1L).ToArray(), MemMapOrder.C, 0, elementSize: 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => one.BroadcastTo(shape));
    }

    [Fact]
    public void BroadcastTo_BytesOverflowThoughElementsDoNot_Throws()
    {
        Layout one = Layout.Create([1], MemMapOrder.C, 0, elementSize: 8);
        Assert.Throws<ArgumentOutOfRangeException>(() => one.BroadcastTo([Huge]));
        Assert.Equal((0, 8), one.BroadcastTo([long.MaxValue / 8]).ByteRange());
    }

    [Fact]
    public void BroadcastTo_LengthZero_HasNoElements()
    {
        Layout layout = Layout.Create([3, 1], MemMapOrder.C, 0, 4).BroadcastTo([2, 3, 0]);
        Assert.Equal(0, layout.Length);
        Assert.True(layout.IsContiguous);
    }

    [Fact]
    public void InMemoryOrder_FlippedTransposedStoredArray_IsOneRun()
    {
        Layout layout = Layout.Create([4, 1, 5, 6], MemMapOrder.F, 32, 4).Flip(2).Transpose().Flip(0).ExpandDims(1);
        Layout memory = layout.InMemoryOrder();
        Assert.Equal([120], memory.Lengths.ToArray());
        Assert.Equal([4], memory.Strides.ToArray());
        Assert.Equal(32, memory.Offset);
    }

    [Fact]
    public void ByteRange_ViewsThatRunBackwards_CoversLowestToHighest()
    {
        Layout layout = Layout.Create([4, 6], MemMapOrder.C, 10, 4);
        Assert.Equal((10, 106), layout.Flip(0).Flip(1).ByteRange());
        Assert.Equal((14, 102), layout.Slice([Slice.Range(null, null, -1), Slice.Range(4, 0, -3)]).ByteRange());
        Assert.Equal((10, 14), layout.Slice([0, 0]).BroadcastTo([7, 7]).ByteRange());
    }
}
