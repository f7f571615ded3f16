using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Groups of neighbours, each reduced by itself.</summary>
public sealed class ResampleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Resample_AnyViewAxisAndLength_IsTheReductionOfEachGroup()
    {
        var random = new Random(11);
        using MemMapArray<float> array = MemMapArray.Open<float>(_folder.Write([.. Enumerable.Range(0, DrawnViews.Elements).Select(_ => random.NextSingle() - 0.5f)]));
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Long[1, 80], Gen.Bool).Sample((seed, length, drops) =>
        {
            MemMapView<float> view = DrawnViews.Of(array, new Random(seed));
            if (view.Rank == 0)
            {
                return;
            }

            int axis = seed % view.Rank;
            long groups = drops ? view.Shape[axis] / length : (view.Shape[axis] + length - 1) / length;
            EdgePolicy edge = drops ? EdgePolicy.Drop : EdgePolicy.Keep;
            NDArray<double> means = view.Resample(length, axis - view.Rank, Reduction.Mean<float>(), edge), deviations = view.Resample(length, axis, Reduction.Std<float>(), edge);
            Assert.Equal(groups, means.Shape[axis]);
            for (long group = 0; group < groups; group++)
            {
                MemMapView<float> elements = Part(view, axis, group * length, (group + 1) * length);
                Assert.Equal(elements.Mean(axis, keepDims: true).ToArray(), Part(means, axis, group, group + 1).ToArray());
                Assert.Equal(elements.Std(axis, keepDims: true).ToArray(), Part(deviations, axis, group, group + 1).ToArray());
            }
        }, iter: Iterations.Of(30, thorough: 100), threads: 1);
    }

    [Fact]
    public void Resample_ElementsThatAreLeft_AreKeptDroppedOrRefused()
    {
        NDArray<int> numbers = NDArray.From([1, 2, 3, 4, 5, 6, 7]);
        Assert.Equal([6L, 15, 7], numbers.Resample(3, 0, Reduction.SumInt64<int>()).ToArray());
        Assert.Equal([6L, 15], numbers.Resample(3, 0, Reduction.SumInt64<int>(), EdgePolicy.Drop).ToArray());
        Assert.Equal([28L], numbers.Resample(8, 0, Reduction.SumInt64<int>()).ToArray());
        Assert.Empty(numbers.Resample(8, 0, Reduction.SumInt64<int>(), EdgePolicy.Drop).ToArray());
        Assert.Equal([28L], numbers.Resample(7, 0, Reduction.SumInt64<int>(), EdgePolicy.Throw).ToArray());
        ArgumentException exception = Assert.Throws<ArgumentException>(() => numbers.Resample(3, 0, Reduction.SumInt64<int>(), EdgePolicy.Throw));
        Assert.Contains("Axis 0 has 7 elements, 1 more than 2 groups of 3", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resample_LengthBeyondAllMemory_IsOneGroupOrNone()
    {
        NDArray<int> numbers = NDArray.From([1, 2, 3, 4, 5, 6], (2, 3));
        Assert.Equal([5, 7, 9], numbers.Resample(long.MaxValue, 0, Reduction.SumInt64<int>()).ToArray());
        Assert.Equal((0, 3), numbers.Resample(long.MaxValue, 0, Reduction.SumInt64<int>(), EdgePolicy.Drop).Shape);
    }

    [Fact]
    public void Resample_AnEmptyAxis_HasNoGroups()
    {
        NDArray<double> none = NDArray.Create<double>((0, 3));
        Assert.Equal((0, 3), none.Resample(5, 0, Reduction.Max<double>()).Shape);
        Assert.Equal((0, 1), none.Resample(5, 1, Reduction.Mean<double>()).Shape);
    }

    [Fact]
    public void Resample_ArgumentsThatAreWrong_AreNamed()
    {
        NDArray<int> numbers = NDArray.From([1, 2, 3]);
        Reduction<int, double> mean = Reduction.Mean<int>();
        Assert.Equal("length", Assert.Throws<ArgumentOutOfRangeException>(() => numbers.Resample(0, 0, mean)).ParamName);
        Assert.Equal("axis", Assert.Throws<ArgumentOutOfRangeException>(() => numbers.Resample(2, 1, mean)).ParamName);
        Assert.Equal("edge", Assert.Throws<ArgumentOutOfRangeException>(() => numbers.Resample(2, 0, mean, (EdgePolicy)3)).ParamName);
        Assert.Equal("view", Assert.Throws<ArgumentNullException>(() => ((MemMapView<int>)null!).Resample(2, 0, mean)).ParamName);
        Assert.Equal("reduction", Assert.Throws<ArgumentNullException>(() => numbers.Resample<int, double>(2, 0, null!)).ParamName);
    }

    [Fact]
    public void Resample_ADisposedArray_IsRefused()
    {
        MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write([1, 2, 3, 4]));
        array.Dispose();
        Assert.Throws<ObjectDisposedException>(() => array.Resample(2, 0, Reduction.Mean<int>()));
    }

    private static MemMapView<T> Part<T>(MemMapView<T> view, int axis, long start, long stop)
        where T : unmanaged
    {
        IEnumerable<Slice> slices = Enumerable.Repeat(Slice.All, axis).Append(Slice.Range(start, stop)).Concat(Enumerable.Repeat(Slice.All, view.Rank - axis - 1));
        return view[slices.ToArray()];
    }
}
