using System;
using System.Collections.Generic;
using System.Linq;

namespace MemMap.Tests.Reductions;

/// <summary>Views of any layout, and axes to reduce, as a seed says.</summary>
internal static class DrawnViews
{
    /// <summary>How many elements the array needs.</summary>
    public const int Elements = 36_000;

    /// <summary>Shapes of up to four axes, with long ones first, in the middle or last; stepped, turned around, permuted, broadcast.</summary>
    public static MemMapView<T> Of<T>(MemMapArray<T> array, Random draw)
        where T : unmanaged
    {
        long[] lengths = draw.Next(6) switch
        {
            0 => [36_000],
            1 => [3600, 10],
            2 => [18, 2000],
            3 => [4, 300, 30],
            4 => [300, 3, 40],
            _ => [2, 60, 3, 100],
        };
        MemMapView<T> view = Turned(array.Reshape(lengths), draw);
        return draw.Next(8) == 0 && view.Length < 20_000 ? view.ExpandDims(0).BroadcastTo([3, .. view.Shape.ToArray()]) : view;
    }

    /// <summary>Of some axes each index, every second or third one, turned around, in another order.</summary>
    public static MemMapView<T> Turned<T>(MemMapView<T> view, Random draw)
        where T : unmanaged
    {
        for (int i = draw.Next(4); i > 0; i--)
        {
            int axis = draw.Next(view.Rank);
            view = draw.Next(5) switch
            {
                0 => view.Flip(axis),
                1 => view.Transpose(),
                2 => view.Permute([.. Enumerable.Range(0, view.Rank).OrderBy(_ => draw.Next())]),
                3 => view[[.. Enumerable.Range(0, view.Rank).Select(other => other == axis ? Slice.Range(draw.Next((int)Math.Min(3, view.Shape[axis])), null, draw.Next(1, 4)) : Slice.All)]],
                _ => view,
            };
        }

        return view;
    }

    public static int[]? Axes(int rank, Random draw) =>
        draw.Next(3) == 0 ? null : [.. Enumerable.Range(0, rank).Where(_ => draw.Next(2) == 0)];

    /// <summary>The numbers of each result, in the order of the results: of those elements that a mask leaves.</summary>
    public static List<double>[] Groups<T>(MemMapView<T> view, NDArray<bool>? mask, int[] axes, Func<T, double> number)
        where T : unmanaged
    {
        int[] kept = [.. Enumerable.Range(0, view.Rank).Where(axis => !axes.Contains(axis))];
        long results = kept.Aggregate(1L, (product, axis) => product * view.Shape[axis]);
        List<double>[] groups = [.. Enumerable.Range(0, (int)results).Select(_ => new List<double>())];
        long[] index = new long[view.Rank];
        foreach ((T element, int i) in view.ToArray().Select((element, i) => (element, i)))
        {
            if (mask is null || mask.AsSpan()[i])
            {
                groups[kept.Aggregate(0L, (place, axis) => (place * view.Shape[axis]) + index[axis])].Add(number(element));
            }

            for (int axis = view.Rank - 1; axis >= 0 && ++index[axis] == view.Shape[axis]; axis--)
            {
                index[axis] = 0;
            }
        }

        return groups;
    }
}
