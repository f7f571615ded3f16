using System;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Views;

/// <summary>Rows of an array that a process has in memory, and no others.</summary>
public sealed class RowsInMemoryTests
{
    private const int Rows = 3000, Columns = 7;

    private static readonly float[] s_elements = [.. Enumerable.Range(0, Rows * Columns).Select(i => (float)(i * 7919 % 1009) / 3)];

    [Theory]
    [InlineData(0, 3000)]
    [InlineData(1, 700)]
    [InlineData(2999, 1)]
    [InlineData(5, 0)]
    public void ReducePartial_OfTheseRows_IsThatOfTheArray(long start, long count)
    {
        var rows = new RowRange(start, count);
        NDArray<float> whole = NDArray.From(s_elements, (Rows, Columns));
        ReductionSource<float> mine = NDArray.OfRows(s_elements[(int)(start * Columns)..(int)(rows.End * Columns)], (Rows, Columns), rows);
        Assert.Equal(whole.Shape, mine.Shape);
        Assert.Equal(whole.ReducePartial(Reduction.Std<float>(), rows).ToBytes(), mine.ReducePartial(Reduction.Std<float>(), rows).ToBytes());
        Assert.Equal(whole.ReducePartial(Reduction.Max<float>(), rows, [0]).ToBytes(), mine.ReducePartial(Reduction.Max<float>(), rows, [0]).ToBytes());
        Assert.Equal(whole.ReducePartial(Reduction.Mean<float>(), rows, [1]).ToBytes(), mine.ReducePartial(Reduction.Mean<float>(), rows, [1]).ToBytes());
        Assert.Equal(whole.RelatePartial(RelationKind.Gram, rows).ToBytes(), mine.RelatePartial(RelationKind.Gram, rows).ToBytes());
    }

    [Fact]
    public void Where_MaskOfTheseRows_IsThatOfTheArray()
    {
        var rows = new RowRange(700, 900);
        NDArray<float> whole = NDArray.From(s_elements, (Rows, Columns));
        bool[] perRow = [.. Enumerable.Range(0, Rows).Select(i => i % 3 == 1)], perElement = [.. Enumerable.Range(0, Rows * Columns).Select(i => i % 5 < 2)];
        Same(NDArray.From(perRow, (Rows, 1)), NDArray.OfRows(perRow[700..1600], (Rows, 1), rows));
        Same(NDArray.From(perElement, (Rows, Columns)), NDArray.OfRows(perElement[(700 * Columns)..(1600 * Columns)], (Rows, Columns), rows));

        void Same(ReductionSource<bool> all, ReductionSource<bool> some)
        {
            Assert.Equal(whole.Where(all).ReducePartial(Reduction.Std<float>(), rows).ToBytes(), whole.Where(some).ReducePartial(Reduction.Std<float>(), rows).ToBytes());
            Assert.Equal(whole.Where(all).ReducePartial(Reduction.Std<float>(), rows, [0]).ToBytes(), whole.Where(some).ReducePartial(Reduction.Std<float>(), rows, [0]).ToBytes());
        }
    }

    [Fact]
    public void Reduce_OtherRows_Throws()
    {
        ReductionSource<float> mine = NDArray.OfRows(s_elements[..70], (Rows, Columns), new RowRange(10, 10));
        Assert.Contains("10", Assert.Throws<InvalidOperationException>(() => mine.Mean()).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => mine.Sum(0));
        Assert.Throws<InvalidOperationException>(() => mine.ReducePartial(Reduction.Sum<float>(), new RowRange(9, 2)));
        Assert.Throws<InvalidOperationException>(() => mine.ReducePartial(Reduction.Sum<float>(), new RowRange(19, 2), [0]));
    }

    [Fact]
    public void OfRows_WrongArguments_Throw()
    {
        Assert.Throws<ArgumentNullException>(() => NDArray.OfRows<float>(null!, 10, new RowRange(0, 1)));
        Assert.Throws<ArgumentException>(() => NDArray.OfRows(new float[5], (10, 2), new RowRange(0, 3)));
        Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.OfRows(new float[4], (10, 2), new RowRange(9, 2)));
        Assert.Throws<ArgumentException>(() => NDArray.OfRows(new float[1], default, new RowRange(0, 0)));
    }
}
