using System;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace MemMap;

/// <summary>Views as tensors of <see cref="System.Numerics.Tensors"/>, of any rank and length, without a copy: the operations of
/// <see cref="Tensor"/> take them.</summary>
/// <remarks>A tensor span is like a span: it does not keep a mapped array alive, does not check the file's length, and must not be used
/// after Dispose. One over an <see cref="NDArray{T}"/> keeps the memory.</remarks>
public static unsafe class MemMapTensors
{
    /// <summary>Gets the elements as a tensor to read and write, with the view's shape. A view of rank 0 becomes a tensor of shape (1).
    /// O(rank), no copy.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="view">The view.</param>
    /// <returns>A tensor span into the mapping. It does not keep the array alive: do not use it after Dispose.</returns>
    /// <exception cref="ArgumentNullException">The view is null.</exception>
    /// <exception cref="NotSupportedException">The view is read-only; use <see cref="AsReadOnlyTensorSpan"/>.</exception>
    /// <exception cref="InvalidOperationException">A stride is negative, or not a whole number of elements, as after Field: tensor spans
    /// have no such strides.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>
    /// TensorSpan&lt;double&gt; tensor = array.AsTensorSpan();
    /// tensor.Fill(1);    // in the file
    /// </code></example>
    public static TensorSpan<T> AsTensorSpan<T>(this MemMapView<T> view)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.IsReadOnly)
        {
            throw new NotSupportedException(
                $"A view of shape {view.Shape} is read-only: its file is open for reading, or several indexes share an element. " +
                $"Use {nameof(AsReadOnlyTensorSpan)}.");
        }

        nint[] lengths = LengthsOf(view), strides = StridesOf(view);
        Span<T> first = First(view).AsSpan();
        return first.IsEmpty
            ? new(Array.Empty<T>(), lengths)
            : TensorMarshal.CreateTensorSpan(
                ref MemoryMarshal.GetReference(first), Reach(lengths, strides), lengths, strides, pinned: false);
    }

    /// <summary>Gets the elements as a tensor to read, with the view's shape. A view of rank 0 becomes a tensor of shape (1). O(rank), no
    /// copy.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="view">The view. It may be broadcast.</param>
    /// <returns>A tensor span into the mapping. It does not keep the array alive: do not use it after Dispose.</returns>
    /// <exception cref="ArgumentNullException">The view is null.</exception>
    /// <exception cref="InvalidOperationException">A stride is negative, or not a whole number of elements, as after Field: tensor spans
    /// have no such strides.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <example><code>double sum = Tensor.Sum(array.AsReadOnlyTensorSpan());</code></example>
    public static ReadOnlyTensorSpan<T> AsReadOnlyTensorSpan<T>(this MemMapView<T> view)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(view);
        nint[] lengths = LengthsOf(view), strides = StridesOf(view);
        ReadOnlySpan<T> first = First(view).AsReadOnlySpan();
        return first.IsEmpty
            ? new(Array.Empty<T>(), lengths)
            : TensorMarshal.CreateReadOnlyTensorSpan(
                ref MemoryMarshal.GetReference(first), Reach(lengths, strides), lengths, strides, pinned: false);
    }

    // The first element as a view of its own, which is a span whatever the strides of the whole are; of nothing, nothing.
    private static MemMapView<T> First<T>(MemMapView<T> view)
        where T : unmanaged
    {
        Slice[] zeros = new Slice[view.Rank];
        Array.Fill(zeros, Slice.At(0));
        return view.Length == 0 ? view.Reshape(0) : view[zeros];
    }

    private static nint[] LengthsOf<T>(MemMapView<T> view)
        where T : unmanaged => view.Rank == 0 ? [1] : Array.ConvertAll(view.Shape.ToArray(), length => checked((nint)length));

    private static nint[] StridesOf<T>(MemMapView<T> view)
        where T : unmanaged
    {
        nint[] strides = new nint[Math.Max(1, view.Rank)];
        for (int axis = 0; axis < view.Rank; axis++)
        {
            (long stride, long rest) = Math.DivRem(view.Strides[axis], sizeof(T));
            if (view.Shape[axis] <= 1)
            {
                // Nobody steps along it.
                continue;
            }

            if (stride < 0 || rest != 0)
            {
                throw new InvalidOperationException(
                    $"A view of shape {view.Shape} with strides of {string.Join(", ", view.Strides.ToArray())} bytes is no tensor " +
                    $"span of {sizeof(T)}-byte {typeof(T).Name}: " +
                    $"the stride of axis {axis} is {(stride < 0 ? "negative; undo it with Flip" : "not a whole number of elements")}, " +
                    "or copy the view (ToArray).");
            }

            strides[axis] = checked((nint)stride);
        }

        return strides;
    }

    // From the first element to behind the last, in elements.
    private static nint Reach(ReadOnlySpan<nint> lengths, ReadOnlySpan<nint> strides)
    {
        nint reach = 1;
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            reach = checked(reach + ((lengths[axis] - 1) * strides[axis]));
        }

        return reach;
    }
}
