using System;
using MemMap.Rows;

namespace MemMap;

/// <content>The same along any axis: columns by their numbers or by a mask. An axis is made the first, and its indexes are rows.</content>
public static partial class MemMapRows
{
    /// <summary>Copies what is at some indexes of an axis, in the order asked for: some columns of a table, some channels of pictures.
    /// NumPy's <c>np.take(a, indexes, axis)</c>, <c>a[:, indexes]</c>. Columns of a file that does not fit the memory are rather written to
    /// another file: <see cref="TakeTo{T}(MemMapView{T}, ReadOnlySpan{long}, MemMapView{T}, int)"/>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="view">A view of any layout, of rank 1 or more.</param>
    /// <param name="indexes">The indexes along the axis, in any order; one may come more than once. Negative ones count from the end.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <returns>A new array in memory of the view's shape, but that the axis has as many elements as there are indexes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="IndexOutOfRangeException">An index is outside the axis. Nothing was copied.</exception>
    /// <exception cref="InvalidOperationException">The result has more elements than a .NET array.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short, or cannot be read.</exception>
    /// <example><code>
    /// NDArray&lt;float&gt; columns = array.Take([0, 4, -1], axis: 1);    // a[:, [0, 4, -1]]
    /// </code></example>
    public static NDArray<T> Take<T>(this MemMapView<T> view, ReadOnlySpan<long> indexes, int axis)
        where T : unmanaged
    {
        RowSource<T> from = Along(view, ref axis);
        RequireIndexes(indexes, view.Shape, axis);
        NDArray<T> taken = NewAlong(from, view.Shape, axis, indexes.Length, nameof(TakeTo));
        AxisTaking.Take(view, axis, indexes, taken);
        return taken;
    }

    /// <summary>Copies what is at some indexes of an axis into a view, in the order asked for. NumPy's
    /// <c>np.take(a, indexes, axis, out=b)</c>, at any size.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="view">A view of any layout, of rank 1 or more.</param>
    /// <param name="indexes">The indexes along the axis, as in <see cref="Take{T}(MemMapView{T}, ReadOnlySpan{long}, int)"/>.</param>
    /// <param name="destination">A view of the same shape, but that the axis has as many elements as there are indexes. It may have
    /// elements of the source: then these are copied to memory first, all that are taken.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="IndexOutOfRangeException">An index is outside the axis. Nothing was written.</exception>
    /// <exception cref="ArgumentException">The destination has another shape.</exception>
    /// <exception cref="NotSupportedException">The destination is read-only.</exception>
    /// <exception cref="ObjectDisposedException">One of the arrays is disposed.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short, cannot be read, or has no room. What was written is not
    /// known.</exception>
    /// <example><code>
    /// array.TakeTo([0, 4, -1], narrow, axis: 1);    // np.take(a, [0, 4, -1], axis=1, out=b)
    /// </code></example>
    public static void TakeTo<T>(this MemMapView<T> view, ReadOnlySpan<long> indexes, MemMapView<T> destination, int axis)
        where T : unmanaged
    {
        _ = Along(view, ref axis);
        RequireIndexes(indexes, view.Shape, axis);
        long[] lengths = With(view.Shape, axis, indexes.Length);
        _ = Destination(destination);
        if (!destination.Shape.ToArray().AsSpan().SequenceEqual(lengths))
        {
            throw new ArgumentException($"The destination has shape {destination.Shape}; {indexes.Length} indexes of axis {axis} of an " +
                $"array of shape {view.Shape} have shape {Shape.Create(lengths)}.", nameof(destination));
        }

        AxisTaking.Take(view, axis, indexes, destination);
    }

    /// <summary>Copies what a mask selects along an axis: the good columns of a table. NumPy's <c>np.compress(mask, a, axis)</c>,
    /// <c>a[:, mask]</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="view">A view of any layout, of rank 1 or more.</param>
    /// <param name="mask">One truth for each index of the axis; every byte but 0 is true. It is read twice.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <returns>A new array in memory of the view's shape, but that the axis has as many elements as are selected.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">The mask has another shape than one truth for each index.</exception>
    /// <exception cref="InvalidOperationException">The mask was changed meanwhile, or the result has more elements than a .NET array: use
    /// <see cref="TakeTo{T}(MemMapView{T}, ReadOnlySpan{long}, MemMapView{T}, int)"/>.</exception>
    /// <exception cref="ObjectDisposedException">One of the arrays is disposed.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short, or cannot be read.</exception>
    /// <example><code>
    /// NDArray&lt;float&gt; wanted = array.Compress(isWanted, axis: 1);    // a[:, mask]
    /// </code></example>
    public static NDArray<T> Compress<T>(this MemMapView<T> view, ReductionSource<bool> mask, int axis)
        where T : unmanaged
    {
        RowSource<T> from = Along(view, ref axis);
        Shape given = (mask ?? throw new ArgumentNullException(nameof(mask))).Shape;
        if (given.Rank != 1 || given[0] != from.Count)
        {
            throw new ArgumentException(
                $"The mask has shape {given}; for axis {axis} of shape {view.Shape} it needs shape ({from.Count},), one truth for each index.",
                nameof(mask));
        }

        RowMask truths = RowMask.For(from, mask);
        long count = truths.Count();
        NDArray<T> selected = NewAlong(from, view.Shape, axis, count, nameof(TakeTo));
        AxisTaking.Compress(view, axis, truths, count, selected);
        return selected;
    }

    // The axis as the first of its rows, and its number from 0 on.
    private static RowSource<T> Along<T>(MemMapView<T> view, ref int axis)
        where T : unmanaged
    {
        int rank = (view ?? throw new ArgumentNullException(nameof(view))).OpenWindow().Layout.Rank;
        axis = Axis.Normalize(axis, rank, nameof(axis));
        return RowSource<T>.Of(AxisTaking.First(view, axis), nameof(view));
    }

    private static void RequireIndexes(ReadOnlySpan<long> indexes, Shape shape, int axis)
    {
        for (int i = 0; i < indexes.Length; i++)
        {
            if (indexes[i] < -shape[axis] || indexes[i] >= shape[axis])
            {
                throw Throw.TakenOutOfRange(indexes[i], i, axis, shape);
            }
        }
    }

    private static long[] With(Shape shape, int axis, long count)
    {
        long[] lengths = shape.ToArray();
        lengths[axis] = count;
        return lengths;
    }

    private static NDArray<T> NewAlong<T>(RowSource<T> from, Shape shape, int axis, long count, string instead)
        where T : unmanaged => new(With(shape, axis, count), NewRows(from, count, instead));
}
