using System;
using System.Collections.Generic;
using Xunit;

namespace MemMap.Tests;

public sealed class ShapeTests
{
    [Fact]
    public void Conversions_NumbersTuplesArraysAndCollections_AreTheSameShapes()
    {
        Shape number = 7, pair = (2, 3), triple = (2, 3, 4), quadruple = (2, 3, 4, 5), array = new long[] { 2, 3 }, collection = [2, 3, 4], empty = [];
        Assert.Equal(Shape.Create([7]), number);
        Assert.Equal(Shape.Create([2, 3]), pair);
        Assert.Equal(array, pair);
        Assert.Equal(collection, triple);
        Assert.Equal([2, 3, 4, 5], quadruple.ToArray());
        Assert.Equal(default, empty);
    }

    [Fact]
    public void Create_ArrayChangedAfterwards_KeepsItsLengths()
    {
        long[] lengths = [2, 3];
        Shape shape = lengths;
        lengths[0] = 9;
        Assert.Equal((2, 3), shape);
        shape.ToArray()[0] = 9;
        Assert.Equal((2, 3), shape);
    }

    [Fact]
    public void Tuples_OfUpToSeven_AreTheirLengths()
    {
        long big = 1L << 40;
        Assert.Equal([1, big], ((Shape)(1, big)).ToArray());
        Assert.Equal([1, 2, big], ((Shape)(1, 2, big)).ToArray());
        Assert.Equal([1, 2, 3, big], ((Shape)(1, 2, 3, big)).ToArray());
        Assert.Equal([1, 2, 3, 4, big], ((Shape)(1, 2, 3, 4, big)).ToArray());
        Assert.Equal([1, 2, 3, 4, 5, big], ((Shape)(1, 2, 3, 4, 5, big)).ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 6, big], ((Shape)(1, 2, 3, 4, 5, 6, big)).ToArray());
    }

    [Fact]
    public void Default_IsTheShapeOfOneElement()
    {
        Shape shape = default;
        Assert.Equal(0, shape.Rank);
        Assert.Equal(1, shape.Length);
        Assert.Equal("()", shape.ToString());
        Assert.Empty(shape.ToArray());
        Assert.Equal(Shape.Create([]), shape);
        Assert.Equal(Shape.Create([]).GetHashCode(), shape.GetHashCode());
    }

    [Fact]
    public void Equality_SameLengths_IsByValue()
    {
        Shape one = (2, 3), other = [2, 3];
        Assert.True(one == other);
        Assert.False(one != other);
        Assert.True(one.Equals((object)other));
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.Single(new HashSet<Shape> { one, other });
    }

    [Fact]
    public void Equality_OtherOrderLengthOrRank_IsUnequal()
    {
        Shape shape = (2, 3);
        foreach (Shape other in new Shape[] { (3, 2), (2, 4), 6, (2, 3, 1), default })
        {
            Assert.True(shape != other);
            Assert.False(shape.Equals((object)other));
            Assert.NotEqual(shape.GetHashCode(), other.GetHashCode());
        }

        Assert.False(shape.Equals("(2, 3)"));
        Assert.False(shape.Equals((object?)null));
    }

    [Fact]
    public void Length_IsTheProductOfTheLengths()
    {
        Assert.Equal(24, Shape.Create([2, 3, 4]).Length);
        Assert.Equal(0, Shape.Create([2, 0]).Length);
        Assert.Equal(1L << 40, Shape.Create([1L << 20, 1L << 20]).Length);
    }

    [Fact]
    public void Length_NegativeOrTooLarge_Throws()
    {
        Assert.Throws<InvalidOperationException>(() => Shape.Create([-1, 3]).Length);
        Assert.Throws<OverflowException>(() => Shape.Create([1L << 62, 4]).Length);
    }

    [Fact]
    public void Indexer_FromEitherEnd_IsTheLengthOfTheAxis()
    {
        Shape shape = (2, 3, 4);
        Assert.Equal(2, shape[0]);
        Assert.Equal(4, shape[-1]);
        Assert.Equal(2, shape[-3]);
        Assert.Equal(4, shape[^1]);
        Assert.Equal(2, shape[^3]);
    }

    [Fact]
    public void Indexer_NoSuchAxis_Throws()
    {
        Shape shape = (2, 3, 4);
        Assert.Throws<ArgumentOutOfRangeException>(() => shape[3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => shape[-4]);
        Assert.Throws<ArgumentOutOfRangeException>(() => shape[^0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => shape[^4]);
        Assert.Throws<ArgumentOutOfRangeException>(() => default(Shape)[0]);
    }

    [Theory]
    [InlineData(new long[] { }, "()")]
    [InlineData(new long[] { 5 }, "(5,)")]
    [InlineData(new long[] { 10000, 1000 }, "(10000, 1000)")]
    [InlineData(new long[] { -1, 0, 3 }, "(-1, 0, 3)")]
    public void ToString_IsThatOfNumPy(long[] lengths, string expected) => Assert.Equal(expected, Shape.Create(lengths).ToString());

    [Fact]
    public void Deconstruct_MatchingRank_GivesTheLengths()
    {
        (long rows, long columns) = Shape.Create([2, 3]);
        Assert.Equal((2, 3), (rows, columns));
        (long i, long j, long k) = Shape.Create([2, 3, 4]);
        Assert.Equal((2, 3, 4), (i, j, k));
        (long a, long b, long c, long d) = Shape.Create([2, 3, 4, 5]);
        Assert.Equal((2, 3, 4, 5), (a, b, c, d));
    }

    [Fact]
    public void Deconstruct_OtherRank_Throws()
    {
        Shape shape = 5;
        Assert.Throws<InvalidOperationException>(() => shape.Deconstruct(out _, out _));
        Assert.Throws<InvalidOperationException>(() => shape.Deconstruct(out _, out _, out _));
        Assert.Throws<InvalidOperationException>(() => shape.Deconstruct(out _, out _, out _, out _));
    }

    [Fact]
    public void SpanAndEnumerator_AreTheLengthsInOrder()
    {
        Shape shape = (2, 3, 4);
        ReadOnlySpan<long> span = shape;
        Assert.Equal([2, 3, 4], span.ToArray());
        List<long> enumerated = [];
        foreach (long length in shape)
        {
            enumerated.Add(length);
        }

        Assert.Equal([2, 3, 4], enumerated);
    }

    [Fact]
    public void Unravel_EveryElement_IsItsPlaceInCOrder()
    {
        Shape shape = (2, 3, 4);
        long number = 0;
        for (long i = 0; i < 2; i++)
        {
            for (long j = 0; j < 3; j++)
            {
                for (long k = 0; k < 4; k++)
                {
                    Assert.Equal([i, j, k], shape.Unravel(number++));
                }
            }
        }

        Assert.Empty(Shape.Create([]).Unravel(0));
        Assert.Equal([1L << 40, 5], Shape.Create([1L << 50, 7]).Unravel((7L << 40) + 5));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(24)]
    [InlineData(long.MaxValue)]
    public void Unravel_NoSuchElement_Throws(long number)
    {
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(() => ((Shape)(2, 3, 4)).Unravel(number));
        Assert.Equal("number", exception.ParamName);
        Assert.Contains("(2, 3, 4) has 24 elements", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => ((Shape)(2, 0)).Unravel(0));
        Assert.Throws<InvalidOperationException>(() => ((Shape)(-1, 2)).Unravel(0));
    }
}
