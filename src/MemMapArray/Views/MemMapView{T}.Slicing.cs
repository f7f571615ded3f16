using System;
using MemMap.Views;

namespace MemMap;

/// <content>Views of views. Each is O(rank) and copies no element.</content>
public unsafe partial class MemMapView<T>
{
    /// <summary>A view of part of axis 0 and all of the others: <c>view[100..200]</c>, <c>view[(null, null, 2)]</c>.</summary>
    /// <param name="slice">The part to take of axis 0.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <inheritdoc cref="this[ReadOnlySpan{Slice}]" path="/exception"/>
    /// <example><code>
    /// MemMapView&lt;float&gt; rows = array[5..10];    // a[5:10]
    /// MemMapView&lt;float&gt; everyOther = array[(null, null, 2)];    // a[::2]
    /// </code></example>
    public MemMapView<T> this[Slice slice] => SliceBy([slice]);

    /// <summary>A view by axes 0 and 1: <c>view[100..200, 50..100]</c>, <c>view[0, ..]</c>, <c>view[.., ^1]</c>.</summary>
    /// <param name="slice0">The part to take of axis 0.</param>
    /// <param name="slice1">The part to take of axis 1.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <inheritdoc cref="this[ReadOnlySpan{Slice}]" path="/exception"/>
    /// <example><code>
    /// MemMapView&lt;float&gt; block = array[5..10, ..3];    // a[5:10, :3]
    /// MemMapView&lt;float&gt; column = array[.., ^1];    // a[:, -1]
    /// </code></example>
    public MemMapView<T> this[Slice slice0, Slice slice1] => SliceBy([slice0, slice1]);

    /// <summary>A view by the first three axes.</summary>
    /// <param name="slice0">The part to take of axis 0.</param>
    /// <param name="slice1">The part to take of axis 1.</param>
    /// <param name="slice2">The part to take of axis 2.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <inheritdoc cref="this[ReadOnlySpan{Slice}]" path="/exception"/>
    public MemMapView<T> this[Slice slice0, Slice slice1, Slice slice2] => SliceBy([slice0, slice1, slice2]);

    /// <summary>A view by the first four axes.</summary>
    /// <param name="slice0">The part to take of axis 0.</param>
    /// <param name="slice1">The part to take of axis 1.</param>
    /// <param name="slice2">The part to take of axis 2.</param>
    /// <param name="slice3">The part to take of axis 3.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <inheritdoc cref="this[ReadOnlySpan{Slice}]" path="/exception"/>
    public MemMapView<T> this[Slice slice0, Slice slice1, Slice slice2, Slice slice3] => SliceBy([slice0, slice1, slice2, slice3]);

    /// <summary>A view by NumPy's basic indexing: each slice takes the next axis, an index drops it, axes that are not named are kept
    /// whole.</summary>
    /// <param name="slices">The part to take of each axis; <see cref="Slice.Ellipsis"/> and <see cref="Slice.NewAxis"/> are
    /// allowed.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <exception cref="IndexOutOfRangeException">An index is outside its axis.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A C# range is outside its axis.</exception>
    /// <exception cref="ArgumentException">There are more slices than axes, or two ellipses.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>MemMapView&lt;float&gt; plane = cube[Slice.Ellipsis, 0];    // a[..., 0]</code></example>
    public MemMapView<T> this[params ReadOnlySpan<Slice> slices] => SliceBy(slices);

    /// <summary>Reverses the order of the axes. NumPy's <c>a.T</c>.</summary>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>MemMapView&lt;float&gt; transposed = array.Transpose();    // a.T</code></example>
    public MemMapView<T> Transpose()
    {
        Window window = OpenWindow();
        return new(window.With(window.Layout.Transpose()));
    }

    /// <summary>Puts the two axes in another order.</summary>
    /// <param name="axis0">The axis that becomes axis 0.</param>
    /// <param name="axis1">The axis that becomes axis 1.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <inheritdoc cref="Permute(ReadOnlySpan{int})" path="/exception"/>
    public MemMapView<T> Permute(int axis0, int axis1) => Permute([axis0, axis1]);

    /// <summary>Puts the three axes in another order.</summary>
    /// <param name="axis0">The axis that becomes axis 0.</param>
    /// <param name="axis1">The axis that becomes axis 1.</param>
    /// <param name="axis2">The axis that becomes axis 2.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <inheritdoc cref="Permute(ReadOnlySpan{int})" path="/exception"/>
    public MemMapView<T> Permute(int axis0, int axis1, int axis2) => Permute([axis0, axis1, axis2]);

    /// <summary>Puts the four axes in another order.</summary>
    /// <param name="axis0">The axis that becomes axis 0.</param>
    /// <param name="axis1">The axis that becomes axis 1.</param>
    /// <param name="axis2">The axis that becomes axis 2.</param>
    /// <param name="axis3">The axis that becomes axis 3.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <inheritdoc cref="Permute(ReadOnlySpan{int})" path="/exception"/>
    public MemMapView<T> Permute(int axis0, int axis1, int axis2, int axis3) => Permute([axis0, axis1, axis2, axis3]);

    /// <summary>Puts the axes in another order. NumPy's <c>a.transpose(axes)</c>.</summary>
    /// <param name="axes">The axes that become axis 0, 1 and so on, each once. Negative ones count from the end.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <exception cref="ArgumentException">The axes are not a permutation.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>MemMapView&lt;float&gt; channelsFirst = cube.Permute(2, 0, 1);    // a.transpose(2, 0, 1)</code></example>
    public MemMapView<T> Permute(params ReadOnlySpan<int> axes)
    {
        Window window = OpenWindow();
        return new(window.With(window.Layout.Permute(axes)));
    }

    /// <summary>Gives the same elements, in C order, another shape. NumPy's <c>reshape</c>, except that it never copies.</summary>
    /// <param name="shape">The new shape, with as many elements; one length may be -1 and is inferred.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    /// <exception cref="InvalidOperationException">No strides give this view the shape without a copy, as after many
    /// transposes.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>MemMapView&lt;float&gt; matrix = cube.Reshape((-1, 4));    // a.reshape(-1, 4)</code></example>
    public MemMapView<T> Reshape(Shape shape)
    {
        Window window = OpenWindow();
        return new(window.With(window.Layout.Reshape(shape)));
    }

    /// <summary>Drops all axes of length 1. NumPy's <c>squeeze()</c>.</summary>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>MemMapView&lt;float&gt; flat = cube.Squeeze();    // a.squeeze()</code></example>
    public MemMapView<T> Squeeze()
    {
        Window window = OpenWindow();
        return new(window.With(window.Layout.Squeeze()));
    }

    /// <summary>Drops one axis of length 1. NumPy's <c>squeeze(axis)</c>.</summary>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <exception cref="ArgumentException">The axis has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    public MemMapView<T> Squeeze(int axis)
    {
        Window window = OpenWindow();
        return new(window.With(window.Layout.Squeeze(axis)));
    }

    /// <summary>Adds an axis of length 1. NumPy's <c>expand_dims</c>.</summary>
    /// <param name="axis">The number of the new axis. A negative one counts from the end.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There can be no such axis.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>MemMapView&lt;float&gt; batchOfOne = array.ExpandDims(0);    // np.expand_dims(a, 0)</code></example>
    public MemMapView<T> ExpandDims(int axis)
    {
        Window window = OpenWindow();
        return new(window.With(window.Layout.ExpandDims(axis)));
    }

    /// <summary>Repeats the view along axes of length 1 and along new leading axes, without a copy. The result is read-only. NumPy's
    /// <c>broadcast_to</c>.</summary>
    /// <param name="shape">The new shape. Counted from the last axis, each length must equal that of this view, unless that is 1.</param>
    /// <returns>The view, with stride 0 where it repeats. O(rank), no copy.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>MemMapView&lt;float&gt; repeated = array[0, ..].BroadcastTo((20, 10));    // np.broadcast_to(a[0], (20,
    /// 10))</code></example>
    public MemMapView<T> BroadcastTo(Shape shape)
    {
        Window window = OpenWindow();
        return new(window.With(window.Layout.BroadcastTo(shape)));
    }

    /// <summary>Reverses an axis. NumPy's <c>flip</c>.</summary>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>MemMapView&lt;float&gt; upsideDown = array.Flip(0);    // np.flip(a, 0)</code></example>
    public MemMapView<T> Flip(int axis)
    {
        Window window = OpenWindow();
        return new(window.With(window.Layout.Flip(axis)));
    }
}
