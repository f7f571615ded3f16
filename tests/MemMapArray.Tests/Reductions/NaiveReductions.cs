using System;
using System.Collections.Generic;
using System.Linq;

namespace MemMap.Tests.Reductions;

/// <summary>Reductions by their definition: the elements of each result in C order, handed to a function one after the other.</summary>
internal static class NaiveReductions
{
    /// <summary>Views of every layout over the same elements.</summary>
    public static IEnumerable<MemMapView<T>> Views<T>(MemMapArray<T> array)
        where T : unmanaged =>
    [
        array, array.Transpose(), array.Permute(1, 0, 2), array.Permute(1, 2, 0), array.Flip(0), array.Flip(2), array.Flip(1).Permute(2, 0, 1), array[.., (null, null, -2), 1..],
        array[.., .., (null, null, 3)], array[1..2, .., ..], array[..1, ..1, ..1].Reshape([]), array[0, ..2, 0], array[0..0, .., ..], array[.., 0..0, ..], array[.., ..3, ..2].BroadcastTo((2, array.Shape[0], 3, 2)),
        array.Reshape([1, array.Shape[0], array.Shape[1], 1, array.Shape[2]]), array[.., 1, 1].BroadcastTo((3, array.Shape[0])),
    ];

    /// <summary>Checks the three forms of a reduction, over every set of axes.</summary>
    /// <param name="view">The elements.</param>
    /// <param name="expected">The result of some elements; what it throws, the reduction throws.</param>
    /// <param name="actual">The reduction along axes.</param>
    /// <param name="all">The reduction of everything.</param>
    public static void Check<T, TResult>(MemMapView<T> view, Func<T[], TResult> expected, Func<MemMapView<T>, int[], bool, NDArray<TResult>> actual, Func<MemMapView<T>, TResult> all)
        where T : unmanaged
        where TResult : unmanaged
    {
        T[] elements = view.ToArray();
        long[] lengths = view.Shape.ToArray();
        AssertSame<TResult>(() => [expected(elements)], () => [all(view)]);
        for (int set = 0; set < 1 << lengths.Length; set++)
        {
            int[] axes = [.. Enumerable.Range(0, lengths.Length).Where(axis => (set >> axis & 1) != 0)];
            T[][] groups = Groups(elements, lengths, set);
            AssertSame<TResult>(() => Array.ConvertAll(groups, group => expected(group)), () => actual(view, axes, false).ToArray());
            if (groups.Length > 0 && groups[0].Length > 0 && set % 3 == 0)
            {
                try
                {
                    Assert.Equal(lengths.Select((length, axis) => axes.Contains(axis) ? 1 : length), actual(view, axes, true).Shape.ToArray());
                }
                catch (InvalidOperationException)
                {
                    // There is no result, as has been checked.
                }
            }
        }
    }

    // The elements of each result, in C order. The set has a bit for each axis that is reduced.
    private static T[][] Groups<T>(T[] elements, long[] lengths, int set)
    {
        // How far it is to the group of the next element along each axis: 0 within a group.
        long[] steps = new long[lengths.Length];
        long groupCount = 1, groupLength = 1;
        for (int axis = lengths.Length - 1; axis >= 0; axis--)
        {
            bool isReduced = (set >> axis & 1) != 0;
            steps[axis] = isReduced ? 0 : groupCount;
            (groupCount, groupLength) = isReduced ? (groupCount, groupLength * lengths[axis]) : (groupCount * lengths[axis], groupLength);
        }

        T[][] groups = new T[groupCount][];
        for (int i = 0; i < groups.Length; i++)
        {
            groups[i] = new T[groupLength];
        }

        int[] filled = new int[groupCount];
        long[] index = new long[lengths.Length];
        long group = 0;
        foreach (T element in elements)
        {
            groups[group][filled[group]++] = element;
            for (int axis = lengths.Length - 1; axis >= 0; axis--)
            {
                group += steps[axis];
                if (++index[axis] < lengths[axis])
                {
                    break;
                }

                group -= steps[axis] * lengths[axis];
                index[axis] = 0;
            }
        }

        return groups;
    }

    private static void AssertSame<TResult>(Func<TResult[]> expected, Func<TResult[]> actual)
    {
        TResult[] values;
        try
        {
            values = expected();
        }
        catch (InvalidOperationException)
        {
            Assert.Throws<InvalidOperationException>(() => actual());
            return;
        }

        Assert.Equal(values, actual());
    }
}
