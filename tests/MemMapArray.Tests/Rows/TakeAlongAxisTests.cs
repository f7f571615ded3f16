using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Rows;

/// <summary>Columns, and whatever lies along another axis, by their numbers and by a mask: beside a loop over all indexes.</summary>
public sealed class TakeAlongAxisTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TakeAndCompress_AnyLayoutAndAxis_AreWhatALoopFinds()
    {
        var random = new Random(5);
        int[] numbers = [.. Enumerable.Range(0, 5040)];
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write(numbers), (6, 7, 8, 15));
        foreach (MemMapView<int> view in Layouts(array))
        {
            for (int axis = 0; axis < view.Rank; axis++)
            {
                long length = view.Shape[axis];
                long[] indexes = [.. Enumerable.Range(0, length == 0 ? 0 : random.Next(12)).Select(_ => random.NextInt64(-length, length))];
                bool[] mask = [.. Enumerable.Range(0, (int)length).Select(_ => random.Next(2) == 0)];
                int[] expected = Along(view, axis, indexes);
                NDArray<int> taken = view.Take(indexes, axis - (random.Next(2) * view.Rank));
                Assert.Equal(expected, taken.ToArray());
                Assert.Equal(indexes.Length, taken.Shape[axis]);

                NDArray<int> target = NDArray.Full(taken.Shape, -1);
                view.TakeTo(indexes, target, axis);
                Assert.Equal(expected, target.ToArray());

                long[] selected = [.. Enumerable.Range(0, mask.Length).Where(i => mask[i]).Select(i => (long)i)];
                NDArray<int> compressed = view.Compress(NDArray.From(mask), axis);
                Assert.Equal(Along(view, axis, selected), compressed.ToArray());
                Assert.Equal(selected.Length, compressed.Shape[axis]);
            }
        }
    }

    [Fact]
    public void TakeAndCompress_LargerThanAPart_AreWhatALoopFinds()
    {
        using MemMapArray<short> array = MemMapArray.Open<short>(_folder.Write([.. Enumerable.Range(0, 900_000).Select(i => (short)i)]), (100_000, 9));
        NDArray<bool> mask = NDArray.From([.. Enumerable.Range(0, 9).Select(i => i is 1 or 8)]);
        foreach (MemMapView<short> view in new[] { array, array.Flip(0), array.Transpose().Flip(0).Transpose() })
        {
            short[] expected = [.. Enumerable.Range(0, 100_000).SelectMany(row => new[] { view[row, 1], view[row, 8] })];
            Assert.Equal(expected, view.Take([1, -1], 1).ToArray());
            Assert.Equal(expected, view.Compress(mask, 1).ToArray());
            Assert.Equal(expected, view.Transpose().Take([1, -1], 0).Transpose().ToArray());
            NDArray<short> across = NDArray.Create<short>((2, 100_000));
            view.TakeTo([1, -1], across.Transpose(), 1);
            Assert.Equal(expected, across.Transpose().ToArray());

            // An axis of one element lies anywhere.
            Assert.Equal(expected, view.Reshape((1, 100_000, 9)).Take([1, -1], 2).ToArray());
            Assert.Equal(expected, view.Reshape((1, 100_000, 9)).Compress(mask, 2).ToArray());
        }
    }

    [Fact]
    public void TakeTo_ColumnsOfItself_TakesThemFirst()
    {
        NDArray<int> table = NDArray.From([.. Enumerable.Range(0, 12)], (3, 4));
        table.TakeTo([3, 2, 1, 0], table, axis: 1);
        Assert.Equal([3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8], table.ToArray());
    }

    [Fact]
    public void TakeAndCompress_ArgumentsThatAreWrong_AreNamed()
    {
        NDArray<int> table = NDArray.From([.. Enumerable.Range(0, 12)], (3, 4)), narrow = NDArray.Create<int>((3, 2));
        Assert.Equal("axis", Assert.Throws<ArgumentOutOfRangeException>(() => table.Take([0], 2)).ParamName);
        Assert.Equal("axis", Assert.Throws<ArgumentOutOfRangeException>(() => NDArray.Full([], 1).Take([0], 0)).ParamName);
        Assert.Equal("view", Assert.Throws<ArgumentNullException>(() => ((MemMapView<int>)null!).Take([0], 0)).ParamName);
        Assert.Equal("destination", Assert.Throws<ArgumentNullException>(() => table.TakeTo([0], null!, 1)).ParamName);
        Assert.Equal("mask", Assert.Throws<ArgumentNullException>(() => table.Compress(null!, 1)).ParamName);
        string text = Assert.Throws<IndexOutOfRangeException>(() => table.TakeTo([0, 4], narrow, 1)).Message;
        Assert.Contains("Index 4, number 1 of those asked for, is out of range for axis 1 of shape (3, 4)", text, StringComparison.Ordinal);
        Assert.Throws<IndexOutOfRangeException>(() => table.Take([long.MinValue], 1));
        ArgumentException exception = Assert.Throws<ArgumentException>(() => table.TakeTo([0, 1, 2], narrow, 1));
        Assert.Equal("destination", exception.ParamName);
        Assert.Contains("(3, 2)", exception.Message, StringComparison.Ordinal);
        Assert.Contains("(3, 3)", exception.Message, StringComparison.Ordinal);
        exception = Assert.Throws<ArgumentException>(() => table.Compress(NDArray.From([true, false, true]), 1));
        Assert.Equal("mask", exception.ParamName);
        Assert.Contains("(4,)", exception.Message, StringComparison.Ordinal);
        Assert.All(narrow.ToArray(), element => Assert.Equal(0, element));
    }

    [Fact]
    public void TakeTo_ReadOnlyTarget_IsRefused()
    {
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write([.. Enumerable.Range(0, 12)]), (3, 4));
        Assert.Throws<NotSupportedException>(() => array.TakeTo([0, 1, 2, 3], array, 1));
    }

    private static IEnumerable<MemMapView<int>> Layouts(MemMapView<int> array)
    {
        yield return array;
        yield return array.Transpose();
        yield return array.Permute(2, 0, 3, 1).Flip(1);
        yield return array[1..4, .., Slice.Range(null, null, 3), Slice.Range(null, null, -2)];
        yield return array[2, 3, .., 5];
        yield return array[..0];
        yield return array[.., .., 0..0];
    }

    private static int[] Along(MemMapView<int> view, int axis, long[] indexes)
    {
        Slice[] slices = [.. Enumerable.Repeat(Slice.All, view.Rank)];
        long[] lengths = view.Shape.ToArray();
        lengths[axis] = indexes.Length;
        NDArray<int> found = NDArray.Create<int>(lengths);
        for (int i = 0; i < indexes.Length; i++)
        {
            long from = indexes[i] < 0 ? indexes[i] + view.Shape[axis] : indexes[i];
            slices[axis] = Slice.Range(i, i + 1);
            MemMapView<int> to = found[slices];
            slices[axis] = Slice.Range(from, from + 1);
            to.CopyFrom(view[slices]);
        }

        return found.ToArray();
    }
}
