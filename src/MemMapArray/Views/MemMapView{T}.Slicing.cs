using System;
using MemMap.Views;

namespace MemMap;

/// <content>Views of views. Each is O(rank) and copies no element.</content>
public unsafe partial class MemMapView<T>
{
    /// <summary>A view of part of axis 0 and all of the others: <c>view[100..200]</c>, <c>view[(null, null, 2)]</c>.</summary>
    /// <param name="slice">What to take of axis 0.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <inheritdoc cref="this[ReadOnlySpan{Slice}]" path="/exception"/>
    public MemMapView<T> this[Slice slice] => SliceBy([slice]);

    /// <summary>A view by axes 0 and 1: <c>view[100..200, 50..100]</c>, <c>view[0, ..]</c>, <c>view[.., ^1]</c>.</summary>
    /// <param name="slice0">What to take of axis 0.</param>
    /// <param name="slice1">What to take of axis 1.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <inheritdoc cref="this[ReadOnlySpan{Slice}]" path="/exception"/>
    public MemMapView<T> this[Slice slice0, Slice slice1] => SliceBy([slice0, slice1]);

    /// <summary>A view by the first three axes.</summary>
    /// <param name="slice0">What to take of axis 0.</param>
    /// <param name="slice1">What to take of axis 1.</param>
    /// <param name="slice2">What to take of axis 2.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <inheritdoc cref="this[ReadOnlySpan{Slice}]" path="/exception"/>
    public MemMapView<T> this[Slice slice0, Slice slice1, Slice slice2] => SliceBy([slice0, slice1, slice2]);

    /// <summary>A view by the first four axes.</summary>
    /// <param name="slice0">What to take of axis 0.</param>
    /// <param name="slice1">What to take of axis 1.</param>
    /// <param name="slice2">What to take of axis 2.</param>
    /// <param name="slice3">What to take of axis 3.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <inheritdoc cref="this[ReadOnlySpan{Slice}]" path="/exception"/>
    public MemMapView<T> this[Slice slice0, Slice slice1, Slice slice2, Slice slice3] => SliceBy([slice0, slice1, slice2, slice3]);

    /// <summary>A view by NumPy's basic indexing: each slice takes the next axis, an index drops it, axes that are not named are kept whole.</summary>
    /// <param name="slices">What to take of each axis; with <see cref="Slice.Ellipsis"/> and <see cref="Slice.NewAxis"/> where wanted.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <exception cref="IndexOutOfRangeException">An index is outside its axis.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A C# range is outside its axis.</exception>
    /// <exception cref="ArgumentException">More slices than axes, or two ellipses.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    public MemMapView<T> this[params ReadOnlySpan<Slice> slices] => SliceBy(slices);

    /// <summary>The axes in reverse order. NumPy's <c>a.T</c>.</summary>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    public MemMapView<T> Transpose()
    {
        Window window = OpenWindow();
        return new(window.With(window.Layout.Transpose()));
    }

    /// <summary>The two axes in another order.</summary>
    /// <param name="axis0">Which axis becomes axis 0.</param>
    /// <param name="axis1">Which axis becomes axis 1.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <inheritdoc cref="Permute(ReadOnlySpan{int})" path="/exception"/>
    public MemMapView<T> Permute(int axis0, int axis1) => Permute([axis0, axis1]);

    /// <summary>The three axes in another order.</summary>
    /// <param name="axis0">Which axis becomes axis 0.</param>
    /// <param name="axis1">Which axis becomes axis 1.</param>
    /// <param name="axis2">Which axis becomes axis 2.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <inheritdoc cref="Permute(ReadOnlySpan{int})" path="/exception"/>
    public MemMapView<T> Permute(int axis0, int axis1, int axis2) => Permute([axis0, axis1, axis2]);

    /// <summary>The four axes in another order.</summary>
    /// <param name="axis0">Which axis becomes axis 0.</param>
    /// <param name="axis1">Which axis becomes axis 1.</param>
    /// <param name="axis2">Which axis becomes axis 2.</param>
    /// <param name="axis3">Which axis becomes axis 3.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <inheritdoc cref="Permute(ReadOnlySpan{int})" path="/exception"/>
    public MemMapView<T> Permute(int axis0, int axis1, int axis2, int axis3) => Permute([axis0, axis1, axis2, axis3]);

    /// <summary>The axes in another order. NumPy's <c>a.transpose(axes)</c>.</summary>
    /// <param name="axes">Which axis becomes axis 0, 1, ...: each once; negative ones count from the end.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <exception cref="ArgumentException">Not a permutation of the axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    public MemMapView<T> Permute(params ReadOnlySpan<int> axes)
    {
        Window window = OpenWindow();
        return new(window.With(window.Layout.Permute(axes)));
    }

    /// <summary>The same elements, in C order, by another shape. NumPy's <c>reshape</c>, except that it never copies.</summary>
    /// <param name="shape">The new shape, with as many elements; one length may be -1 and is inferred.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    /// <exception cref="InvalidOperationException">This view's memory has no strides for the shape, as after many transposes: it takes a copy.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    public MemMapView<T> Reshape(Shape shape)
    {
        Window window = OpenWindow();
        return new(window.With(window.Layout.Reshape(shape)));
    }

    /// <summary>Without any axis of length 1. NumPy's <c>squeeze()</c>.</summary>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    public MemMapView<T> Squeeze()
    {
        Window window = OpenWindow();
        return new(window.With(window.Layout.Squeeze()));
    }

    /// <summary>Without one axis of length 1. NumPy's <c>squeeze(axis)</c>.</summary>
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

    /// <summary>With a new axis of length 1. NumPy's <c>expand_dims</c>.</summary>
    /// <param name="axis">Which number the new axis has; a negative one counts from the end.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There can be no such axis.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    public MemMapView<T> ExpandDims(int axis)
    {
        Window window = OpenWindow();
        return new(window.With(window.Layout.ExpandDims(axis)));
    }

    /// <summary>Repeated along axes of length 1 and along new leading axes, without a copy; read-only. NumPy's <c>broadcast_to</c>.</summary>
    /// <param name="shape">The new shape; counted from the last axis its lengths equal this view's, or this view's are 1.</param>
    /// <returns>The view, with stride 0 where it repeats. O(rank), no copy.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    public MemMapView<T> BroadcastTo(Shape shape)
    {
        Window window = OpenWindow();
        return new(window.With(window.Layout.BroadcastTo(shape)));
    }

    /// <summary>An axis in reverse order. NumPy's <c>flip</c>.</summary>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <returns>The view. O(rank), no copy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    public MemMapView<T> Flip(int axis)
    {
        Window window = OpenWindow();
        return new(window.With(window.Layout.Flip(axis)));
    }

    private MemMapView<T> SliceBy(ReadOnlySpan<Slice> slices)
    {
        Window window = OpenWindow();
        return new(window.With(window.Layout.Slice(slices)));
    }

    private Window OpenWindow()
    {
        Window window = Window;
        window.Region.ThrowIfClosed();
        return window;
    }
}
