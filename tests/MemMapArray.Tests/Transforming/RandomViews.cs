using System;
using System.Linq;

namespace MemMap.Tests.Transforming;

/// <summary>Views of one shape that lie in their files in any way.</summary>
internal sealed class RandomViews(TemporaryFolder folder, Random random) : IDisposable
{
    private readonly System.Collections.Generic.List<IDisposable> _arrays = [];

    /// <summary>A view of a shape: stored in either order, by permuted axes, with steps, backwards, at any offset.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="element">Element i of the file.</param>
    public (MemMapArray<T> Array, MemMapView<T> View) Create<T>(long[] shape, Func<long, T> element)
        where T : unmanaged
    {
        int rank = shape.Length;
        int[] order = [.. Enumerable.Range(0, rank).OrderBy(_ => random.Next())];
        long[] steps = [.. shape.Select(_ => random.Next(4) == 0 ? 2L : 1)];
        long[] stored = [.. order.Select(axis => shape[axis] * steps[axis])];
        var options = new MemMapOptions { Offset = random.Next(3) == 0 ? random.Next(20) : 0, Order = random.Next(2) == 0 ? MemMapOrder.C : MemMapOrder.F };
        MemMapArray<T> array = MemMapArray.Create<T>(folder.File($"{_arrays.Count}.bin"), stored, options);
        _arrays.Add(array);
        array.CopyFrom([.. Enumerable.Range(0, (int)array.Length).Select(i => element(i))]);
        MemMapView<T> view = array[[.. order.Select(axis => Slice.Range(null, null, steps[axis]))]];
        view = view.Permute([.. Enumerable.Range(0, rank).Select(axis => Array.IndexOf(order, axis))]);
        for (int axis = 0; axis < rank; axis++)
        {
            view = random.Next(4) == 0 ? view.Flip(axis) : view;
        }

        return (array, view);
    }

    /// <summary>A shape that is broadcast to another.</summary>
    public long[] Narrowed(long[] shape) => [.. shape.Skip(random.Next(3) == 0 ? random.Next(shape.Length + 1) : 0).Select(length => random.Next(4) == 0 ? 1 : length)];

    public void Dispose() => _arrays.ForEach(array => array.Dispose());
}
