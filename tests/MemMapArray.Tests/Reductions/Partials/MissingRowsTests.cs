using System;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Results of the rows that are there, where others are missing.</summary>
public sealed class MissingRowsTests : IDisposable
{
    private const int Rows = 3000, Columns = 7;

    private readonly TemporaryFolder _folder = new();
    private readonly MemMapArray<float> _array;

    public MissingRowsTests()
    {
        var random = new Random(1);
        _array = MemMapArray.Open<float>(_folder.Write(Enumerable.Range(0, Rows * Columns).Select(_ => (float)((random.NextDouble() * 100) - 50)).ToArray()), (Rows, Columns));
    }

    public static TheoryData<long, long, long, long> Ranges => new()
    {
        { 0, 1000, 2000, 1000 },
        { 1, 1, 2999, 1 },
        { 512, 1024, 1700, 3 },
        { 0, 3000, 3000, 0 },
    };

    [Theory]
    [MemberData(nameof(Ranges))]
    public void ToNDArrayOfRows_RowsMissing_IsOfTheOthers(long start, long count, long nextStart, long nextCount)
    {
        RowRange first = new(start, count), second = new(nextStart, nextCount);
        float[] there = [.. _array[Slice.Range(start, first.End)].ToArray(), .. _array[Slice.Range(nextStart, second.End)].ToArray()];
        double mean = there.Average(value => (double)value), variance = there.Average(value => (value - mean) * (value - mean));

        Assert.Equal(mean, Merged(Reduction.Mean<float>(), first, second).Value, 1e-12);
        Assert.Equal(variance, Merged(Reduction.Var<float>(), first, second).Value, 1e-9);
        Assert.Equal(there.Min(), Merged(Reduction.Min<float>(), first, second).Value);
        Assert.Equal(there.Count(value => value != 0), Merged(Reduction.CountNonZero<float>(), first, second).Value);
        Assert.Equal(there.Length, Merged(Reduction.Describe<float>(), first, second).Value.Count);
    }

    [Fact]
    public void ToNDArrayOfRows_ColumnsKept_HasEachColumnOfTheRows()
    {
        ReductionPartial<float, double> partial = _array.ReducePartial(Reduction.Mean<float>(), new RowRange(100, 200), [0]);

        double[] expected = _array[100..300].Mean(axis: 0).ToArray(), found = partial.ToNDArrayOfRows().ToArray();

        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void ToNDArrayOfRows_AllRows_HasTheBitsOfToNDArray()
    {
        ReductionPartial<float, double> partial = _array.ReducePartial(Reduction.Std<float>(), new RowRange(0, Rows));

        Assert.Equal(_array.Std(), partial.ToNDArrayOfRows().Value);
    }

    [Fact]
    public void ToNDArrayOfRows_RowsKeptAndMissing_Throws()
    {
        ReductionPartial<float, double> partial = _array.ReducePartial(Reduction.Mean<float>(), new RowRange(0, 10), [1]);

        Assert.Throws<InvalidOperationException>(() => partial.ToNDArrayOfRows());
    }

    [Fact]
    public void ToNDArrayOfRows_NoRows_IsTheResultOfNoElements()
    {
        var none = new RowRange(0, 0);

        Assert.Equal(0, _array.ReducePartial(Reduction.Sum<float>(), none).ToNDArrayOfRows().Value);
        Assert.Throws<InvalidOperationException>(() => _array.ReducePartial(Reduction.Min<float>(), none).ToNDArrayOfRows());
    }

    public void Dispose()
    {
        _array.Dispose();
        _folder.Dispose();
    }

    private NDArray<TResult> Merged<TResult>(Reduction<float, TResult> reduction, RowRange first, RowRange second)
        where TResult : unmanaged
    {
        ReductionPartial<float, TResult> partial = _array.ReducePartial(reduction, second);
        partial.Merge(_array.ReducePartial(reduction, first));
        return partial.ToNDArrayOfRows();
    }
}
