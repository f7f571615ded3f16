using System.Linq;
using MemMap.Reductions.Plans;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Going through the indexes of some axes, by steps and by jumps, against sums of index times stride.</summary>
public sealed class OdometerTests
{
    private static readonly long[] s_lengths = [3, 1, 4, 2], s_strides = [100, 7, -8, 3], s_others = [1, 5, 10, -2];

    [Fact]
    public void MoveTo_AnyPosition_HasBothOffsets()
    {
        var both = new Odometer(s_lengths, s_strides, s_others);
        var one = new Odometer(s_lengths, s_strides);
        foreach (long position in new long[] { 23, 0, 5, 7, 0, 12, 1 })
        {
            both.MoveTo(position);
            one.MoveTo(position);
            Assert.Equal((Offset(position, s_strides), Offset(position, s_others)), (both.Offset, both.OtherOffset));
            Assert.Equal((Offset(position, s_strides), 0), (one.Offset, one.OtherOffset));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(23)]
    public void MoveNext_FromAnyPosition_GoesToTheLastAndThenToTheFirst(long start)
    {
        var both = new Odometer(s_lengths, s_strides, s_others);
        var one = new Odometer(s_lengths, s_strides);
        both.MoveTo(start);
        one.MoveTo(start);
        for (long position = start + 1; position < 50; position++)
        {
            Assert.Equal((position % 24 != 0, position % 24 != 0), (both.MoveNext(), one.MoveNext()));
            Assert.Equal((Offset(position, s_strides), Offset(position, s_others)), (both.Offset, both.OtherOffset));
            Assert.Equal((Offset(position, s_strides), 0), (one.Offset, one.OtherOffset));
        }
    }

    [Fact]
    public void MoveNext_AfterAJumpBackToTheFirst_StartsThere()
    {
        var odometer = new Odometer(s_lengths, s_strides);
        odometer.MoveTo(17);
        odometer.MoveTo(0);
        Assert.True(odometer.MoveNext());
        Assert.Equal(Offset(1, s_strides), odometer.Offset);
    }

    [Fact]
    public void MoveNext_WithoutAxes_IsAtTheEnd()
    {
        var odometer = new Odometer([], []);
        Assert.False(odometer.MoveNext());
        Assert.Equal(0, odometer.Offset);
    }

    private static long Offset(long position, long[] strides)
    {
        long offset = 0, rest = position % 24;
        foreach (int axis in Enumerable.Range(0, 4).Reverse())
        {
            offset += rest % s_lengths[axis] * strides[axis];
            rest /= s_lengths[axis];
        }

        return offset;
    }
}
