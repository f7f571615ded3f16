using System;
using MemMap.ByteOrders;

namespace MemMap;

/// <summary>Copies and converts between numbers in a named byte order and numbers of this machine.</summary>
/// <remarks>
/// <para>They take any views: strided, transposed, broadcast. The memory they need does not grow with the views, and a Dispose in another
/// thread lets them end first.</para>
/// <para>Source and destination may overlap, and the result is as if the source had been copied first. An array is converted in place, in
/// no other memory, by <c>array.Cast&lt;BigEndian&lt;float&gt;&gt;().CopyFrom(array)</c>. Where the two overlap in any other way the source
/// really is copied first, which takes memory for all of it. Another array over the same file counts as overlapping when both were opened
/// by the same path.</para>
/// <para>From one named order to the other: where <c>LittleEndian&lt;T&gt;</c> is this machine's order,
/// <see cref="MemMapView{T}.Cast{TTarget}"/> makes it numbers of this machine.</para>
/// </remarks>
public static class MemMapByteOrder
{
    private static bool ReversesBigEndian => BitConverter.IsLittleEndian;

    private static bool ReversesLittleEndian => !BitConverter.IsLittleEndian;

    /// <summary>Copies all elements, in C order, as numbers of this machine. NumPy's <c>destination[...] = a</c>. O(Length).</summary>
    /// <typeparam name="T">The number.</typeparam>
    /// <param name="source">The elements, highest byte first.</param>
    /// <param name="destination">The memory to copy to, at least as long as the view. The two may overlap.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is not one of the numbers.</exception>
    /// <exception cref="ArgumentNullException">The view is <see langword="null"/>.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short during the copy.</exception>
    public static void CopyTo<T>(this MemMapView<BigEndian<T>> source, Span<T> destination)
        where T : unmanaged => Stored(source, nameof(source)).CopyTo(destination, ReversesBigEndian);

    /// <summary>Copies all elements into a view of numbers of this machine, broadcast to its shape. NumPy's <c>destination[...] = a</c>.
    /// O(Length).</summary>
    /// <typeparam name="T">The number.</typeparam>
    /// <param name="source">The elements, highest byte first.</param>
    /// <param name="destination">The view to copy to. It may overlap the source: see <see cref="MemMapByteOrder"/>.</param>
    /// <exception cref="NotSupportedException">The destination is read-only, or <typeparamref name="T"/> is not one of the
    /// numbers.</exception>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentNullException">A view is <see langword="null"/>.</exception>
    /// <exception cref="ObjectDisposedException">One of the arrays is disposed.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short during the copy.</exception>
    public static void CopyTo<T>(this MemMapView<BigEndian<T>> source, MemMapView<T> destination)
        where T : unmanaged =>
            (destination ?? throw new ArgumentNullException(nameof(destination)))
                .CopyFrom(Stored(source, nameof(source)), ReversesBigEndian);

    /// <summary>Sets every element from numbers of this machine, in C order. NumPy's <c>a[...] = source</c>. O(Length).</summary>
    /// <typeparam name="T">The number.</typeparam>
    /// <param name="destination">The elements, highest byte first.</param>
    /// <param name="source">The numbers, exactly as many as the view has elements. The two may overlap.</param>
    /// <exception cref="NotSupportedException">The view is read-only, or <typeparamref name="T"/> is not one of the numbers.</exception>
    /// <exception cref="ArgumentException">The source has another number of elements.</exception>
    /// <exception cref="ArgumentNullException">The view is <see langword="null"/>.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short during the copy.</exception>
    public static void CopyFrom<T>(this MemMapView<BigEndian<T>> destination, ReadOnlySpan<T> source)
        where T : unmanaged => Stored(destination, nameof(destination)).CopyFrom(source, ReversesBigEndian);

    /// <summary>Sets every element from a view of numbers of this machine, broadcast to this shape. NumPy's <c>a[...] = source</c>.
    /// O(Length).</summary>
    /// <typeparam name="T">The number.</typeparam>
    /// <param name="destination">The elements, highest byte first.</param>
    /// <param name="source">The numbers. They may overlap the destination: see <see cref="MemMapByteOrder"/>.</param>
    /// <exception cref="NotSupportedException">The destination is read-only, or <typeparamref name="T"/> is not one of the
    /// numbers.</exception>
    /// <exception cref="ArgumentException">The source cannot be broadcast to this shape.</exception>
    /// <exception cref="ArgumentNullException">A view is <see langword="null"/>.</exception>
    /// <exception cref="ObjectDisposedException">One of the arrays is disposed.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short during the copy.</exception>
    public static void CopyFrom<T>(this MemMapView<BigEndian<T>> destination, MemMapView<T> source)
        where T : unmanaged => Stored(destination, nameof(destination)).CopyFrom(source, ReversesBigEndian);

    /// <summary>All elements as numbers of this machine in a new array, in C order. NumPy's
    /// <c>a.astype(a.dtype.newbyteorder('=')).ravel()</c>. O(Length).</summary>
    /// <typeparam name="T">The number.</typeparam>
    /// <param name="source">The elements, highest byte first.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="InvalidOperationException">The view is longer than an array can be.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is not one of the numbers.</exception>
    /// <exception cref="ArgumentNullException">The view is <see langword="null"/>.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short during the copy.</exception>
    /// <example><code>float[] native = big.ToNativeArray();</code></example>
    public static T[] ToNativeArray<T>(this MemMapView<BigEndian<T>> source)
        where T : unmanaged => Stored(source, nameof(source)).ToArray(ReversesBigEndian);

    /// <summary>Copies all elements, in C order, as numbers of this machine. NumPy's <c>destination[...] = a</c>. O(Length).</summary>
    /// <typeparam name="T">The number.</typeparam>
    /// <param name="source">The elements, lowest byte first.</param>
    /// <param name="destination">The memory to copy to, at least as long as the view. The two may overlap.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is not one of the numbers.</exception>
    /// <exception cref="ArgumentNullException">The view is <see langword="null"/>.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short during the copy.</exception>
    public static void CopyTo<T>(this MemMapView<LittleEndian<T>> source, Span<T> destination)
        where T : unmanaged => Stored(source, nameof(source)).CopyTo(destination, ReversesLittleEndian);

    /// <summary>Copies all elements into a view of numbers of this machine, broadcast to its shape. NumPy's <c>destination[...] = a</c>.
    /// O(Length).</summary>
    /// <typeparam name="T">The number.</typeparam>
    /// <param name="source">The elements, lowest byte first.</param>
    /// <param name="destination">The view to copy to. It may overlap the source: see <see cref="MemMapByteOrder"/>.</param>
    /// <exception cref="NotSupportedException">The destination is read-only, or <typeparamref name="T"/> is not one of the
    /// numbers.</exception>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <exception cref="ArgumentNullException">A view is <see langword="null"/>.</exception>
    /// <exception cref="ObjectDisposedException">One of the arrays is disposed.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short during the copy.</exception>
    public static void CopyTo<T>(this MemMapView<LittleEndian<T>> source, MemMapView<T> destination)
        where T : unmanaged =>
            (destination ?? throw new ArgumentNullException(nameof(destination)))
                .CopyFrom(Stored(source, nameof(source)), ReversesLittleEndian);

    /// <summary>Sets every element from numbers of this machine, in C order. NumPy's <c>a[...] = source</c>. O(Length).</summary>
    /// <typeparam name="T">The number.</typeparam>
    /// <param name="destination">The elements, lowest byte first.</param>
    /// <param name="source">The numbers, exactly as many as the view has elements. The two may overlap.</param>
    /// <exception cref="NotSupportedException">The view is read-only, or <typeparamref name="T"/> is not one of the numbers.</exception>
    /// <exception cref="ArgumentException">The source has another number of elements.</exception>
    /// <exception cref="ArgumentNullException">The view is <see langword="null"/>.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short during the copy.</exception>
    public static void CopyFrom<T>(this MemMapView<LittleEndian<T>> destination, ReadOnlySpan<T> source)
        where T : unmanaged => Stored(destination, nameof(destination)).CopyFrom(source, ReversesLittleEndian);

    /// <summary>Sets every element from a view of numbers of this machine, broadcast to this shape. NumPy's <c>a[...] = source</c>.
    /// O(Length).</summary>
    /// <typeparam name="T">The number.</typeparam>
    /// <param name="destination">The elements, lowest byte first.</param>
    /// <param name="source">The numbers. They may overlap the destination: see <see cref="MemMapByteOrder"/>.</param>
    /// <exception cref="NotSupportedException">The destination is read-only, or <typeparamref name="T"/> is not one of the
    /// numbers.</exception>
    /// <exception cref="ArgumentException">The source cannot be broadcast to this shape.</exception>
    /// <exception cref="ArgumentNullException">A view is <see langword="null"/>.</exception>
    /// <exception cref="ObjectDisposedException">One of the arrays is disposed.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short during the copy.</exception>
    public static void CopyFrom<T>(this MemMapView<LittleEndian<T>> destination, MemMapView<T> source)
        where T : unmanaged => Stored(destination, nameof(destination)).CopyFrom(source, ReversesLittleEndian);

    /// <summary>All elements as numbers of this machine in a new array, in C order. NumPy's
    /// <c>a.astype(a.dtype.newbyteorder('=')).ravel()</c>. O(Length).</summary>
    /// <typeparam name="T">The number.</typeparam>
    /// <param name="source">The elements, lowest byte first.</param>
    /// <returns>The numbers.</returns>
    /// <exception cref="InvalidOperationException">The view is longer than an array can be.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is not one of the numbers.</exception>
    /// <exception cref="ArgumentNullException">The view is <see langword="null"/>.</exception>
    /// <exception cref="ObjectDisposedException">The array is disposed.</exception>
    /// <exception cref="System.IO.IOException">The file was cut short during the copy.</exception>
    public static T[] ToNativeArray<T>(this MemMapView<LittleEndian<T>> source)
        where T : unmanaged => Stored(source, nameof(source)).ToArray(ReversesLittleEndian);

    // Views the bytes as they lie in the file as numbers of this machine, which they are only after they were reversed.
    private static MemMapView<T> Stored<T>(MemMapView<BigEndian<T>> view, string parameterName)
        where T : unmanaged
    {
        ByteOrder.RequireNumber<T>();
        return (view ?? throw new ArgumentNullException(parameterName)).Cast<T>();
    }

    private static MemMapView<T> Stored<T>(MemMapView<LittleEndian<T>> view, string parameterName)
        where T : unmanaged
    {
        ByteOrder.RequireNumber<T>();
        return (view ?? throw new ArgumentNullException(parameterName)).Cast<T>();
    }
}
