using System;
using System.Collections.Generic;
using System.Linq;
using MemMap.Reductions.Plans;

namespace MemMap.Tests.Reductions;

/// <summary>The elements of each result of a reduction, one by one, with what a mask says of them.</summary>
internal static class SelectedGroups
{
    /// <summary>The groups in the order of the results.</summary>
    public static List<SelectedGroup<T>> Of<T>(MemMapView<T> view, MemMapView<bool> mask, int[] axes)
        where T : unmanaged
    {
        long[] lengths = view.Shape.ToArray();
        T[] elements = view.ToArray();
        bool[] truths = [.. mask.BroadcastTo(view.Shape).ToArray().Select(truth => System.Runtime.CompilerServices.Unsafe.BitCast<bool, byte>(truth) != 0)];
        int[] slowestFirst = [.. ReductionPlan.MemoryOrder(view.Window.Layout).Where(axes.Contains)];
        int[] kept = [.. Enumerable.Range(0, lengths.Length).Where(axis => !axes.Contains(axis))];
        var groups = new List<SelectedGroup<T>>();
        foreach (long[] index in Indexes(kept, lengths, _ => false))
        {
            var group = new SelectedGroup<T>();
            foreach (long[] reduced in Indexes(slowestFirst, lengths, axis => view.Strides[axis] < 0))
            {
                long at = 0;
                for (int axis = 0; axis < lengths.Length; axis++)
                {
                    at = (at * lengths[axis]) + index[axis] + reduced[axis];
                }

                group.Add(elements[at], truths[at]);
            }

            groups.Add(group);
        }

        return groups;
    }

    private static IEnumerable<long[]> Indexes(int[] axes, long[] lengths, Func<int, bool> isBackward)
    {
        long count = axes.Aggregate(1L, (product, axis) => product * lengths[axis]);
        for (long number = 0; number < count; number++)
        {
            long[] index = new long[lengths.Length];
            long rest = number;
            foreach (int axis in axes.Reverse())
            {
                index[axis] = isBackward(axis) ? lengths[axis] - 1 - (rest % lengths[axis]) : rest % lengths[axis];
                rest /= lengths[axis];
            }

            yield return index;
        }
    }
}

/// <summary>The elements of one result, in traversal order.</summary>
internal sealed class SelectedGroup<T>
    where T : unmanaged
{
    private readonly List<(T Element, bool IsSelected)> _elements = [];

    public void Add(T element, bool isSelected) => _elements.Add((element, isSelected));

    public IEnumerable<T> Selected() => _elements.Where(one => one.IsSelected).Select(one => one.Element);

    /// <summary>The selected elements of each leaf of so many positions.</summary>
    public List<T[]> Leaves(int perLeaf) =>
        [.. _elements.Chunk(perLeaf).Select(leaf => leaf.Where(one => one.IsSelected).Select(one => one.Element).ToArray())];
}
