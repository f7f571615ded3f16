using System;
using Xunit;

namespace MemMap.Tests;

/// <summary>Axis numbers, and what is said of those that are none.</summary>
public sealed class AxisTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    [InlineData(-1, 2)]
    [InlineData(-3, 0)]
    public void Normalize_OfRank3_CountsNegativeOnesFromTheEnd(int axis, int expected) => Assert.Equal(expected, Axis.Normalize(axis, 3, "axis"));

    [Theory]
    [InlineData(3)]
    [InlineData(-4)]
    public void Normalize_OutOfRange_SaysWhichAxesThereAre(int axis)
    {
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>("axes", () => Axis.Normalize(axis, 3, "axes"));
        Assert.Equal(axis, exception.ActualValue);
        Assert.StartsWith($"Axis {axis} is out of range for rank 3; it goes from -3 to 2.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Normalize_OfRankZero_SaysThereIsNone()
    {
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>("axis", () => Axis.Normalize(0, 0, "axis"));
        Assert.StartsWith("An array of rank 0 has no axis.", exception.Message, StringComparison.Ordinal);
    }
}
