using System;
using Xunit;

namespace MemMap.Tests;

/// <summary>The strides of reshaped layouts, which are NumPy's also where none is used, and two layouts put into memory order together.</summary>
public sealed class LayoutReshapingTests
{
    [Fact]
    public void Reshape_ToAxesOfLengthOne_HasTheStridesOfNumPy()
    {
        Assert.Equal([4, 4, 4], Layout.Create([24], MemMapOrder.C, 0, 4).Reshape([24, 1, 1]).Strides.ToArray());
        Assert.Equal([96, 96, 4], Layout.Create([24], MemMapOrder.C, 0, 4).Reshape([1, 1, 24]).Strides.ToArray());
        Assert.Equal([4, 4], Layout.Create([], MemMapOrder.C, 0, 4).Reshape([1, 1]).Strides.ToArray());
    }

    [Fact]
    public void Reshape_NoElements_HasTheStridesOfNumPy()
    {
        Layout layout = Layout.Create([0, 3], MemMapOrder.C, 0, 4);
        Assert.Equal([28, 28, 4], layout.Reshape([5, 0, 7]).Strides.ToArray());
        Assert.Equal([140, 28, 4], layout.Reshape([0, 5, 7]).Strides.ToArray());
    }

    [Theory]
    [InlineData(new long[] { 24, -2 }, "The length of axis 1 is negative.")]
    [InlineData(new long[] { -1, -1 }, "Only one length of a shape can be -1; (-1, -1) has two.")]
    [InlineData(new long[] { -1, 2, -1 }, "Only one length of a shape can be -1; (-1, 2, -1) has two.")]
    public void Reshape_LengthsThatAreNone_SaysWhatIsWrongWithThem(long[] shape, string reason)
    {
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(() => Layout.Create([4, 6], MemMapOrder.C, 0, 4).Reshape(shape));
        Assert.Equal("shape", exception.ParamName);
        Assert.StartsWith(reason, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_NegativeOffset_SaysSo() =>
        Assert.StartsWith(
            "The offset is in bytes from the start of the file and cannot be negative.",
            Assert.Throws<ArgumentOutOfRangeException>("offset", () => Layout.Create([1], MemMapOrder.C, -1, 4)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void InMemoryOrder_AxesOfEqualStrides_StayInTheirOrder()
    {
        Layout memory = Layout.Create([2, 0, 5], MemMapOrder.C, 0, 4).InMemoryOrder();
        Assert.Equal([2, 0], memory.Lengths.ToArray());
        Assert.Equal([20, 4], memory.Strides.ToArray());
    }

    [Fact]
    public void PutInMemoryOrder_TwoLayouts_TurnsAndMovesTheOtherOneAlong()
    {
        // The first runs backwards along its fast axis, which comes first; the other has the same elements elsewhere.
        long[] lengths = [3, 1, 4], strides = [-8, 5, 100], others = [2, 7, 6];
        long offset = 1000, otherOffset = 50;
        int rank = Layout.PutInMemoryOrder(lengths, strides, others, ref offset, ref otherOffset);
        Assert.Equal([4, 3], lengths.AsSpan(0, rank).ToArray());
        Assert.Equal([100, 8], strides.AsSpan(0, rank).ToArray());
        Assert.Equal([6, -2], others.AsSpan(0, rank).ToArray());
        Assert.Equal((1000 - 16, 50 + 4), (offset, otherOffset));
    }

    [Fact]
    public void PutInMemoryOrder_OneOfTwoIsRepeated_KeepsTheDirectionOfTheOther()
    {
        long[] lengths = [3], strides = [0], others = [4];
        long offset = 10, otherOffset = 20;
        Assert.Equal(1, Layout.PutInMemoryOrder(lengths, strides, others, ref offset, ref otherOffset));
        Assert.Equal((0, 4), (strides[0], others[0]));
        Assert.Equal((10, 20), (offset, otherOffset));
    }
}
