using System;
using MemMap.Mapping;
using MemMap.Views;

namespace MemMap;

/// <summary>Makes arrays in memory, which are views like those of files.</summary>
public static unsafe class NDArray
{
    /// <summary>Uses an array as it is, as an array of rank 1. O(1), no copy: both have the same elements, and a write to one is seen in
    /// the other.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="elements">The elements.</param>
    /// <returns>The array.</returns>
    /// <inheritdoc cref="From{T}(T[], Shape)" path="/exception"/>
    /// <example><code>
    /// NDArray&lt;float&gt; weights = NDArray.From(new float[] { 1, 2, 3 });    // np.asarray([1, 2, 3], 'f4')
    /// </code></example>
    public static NDArray<T> From<T>(T[] elements)
        where T : unmanaged => From(elements, (elements ?? throw new ArgumentNullException(nameof(elements))).Length);

    /// <summary>Uses an array as it is, in C order, by a shape. O(rank), no copy: both have the same elements, and a write to one is seen
    /// in the other. NumPy's <c>np.asarray(elements).reshape(shape)</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="elements">The elements.</param>
    /// <param name="shape">The shape, with as many elements; one length may be -1 and is inferred.</param>
    /// <returns>The array.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="elements"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    /// <exception cref="NotSupportedException">The runtime does not pin arrays of this type: on .NET Framework those of tuples, dates and
    /// structs with a bool. The overload that takes a span copies.</exception>
    /// <example><code>NDArray&lt;int&gt; matrix = NDArray.From(numbers, (2, -1));    // no copy</code></example>
    public static NDArray<T> From<T>(T[] elements, Shape shape)
        where T : unmanaged
    {
        if (elements is null)
        {
            throw new ArgumentNullException(nameof(elements));
        }

        Layout layout = Layout.Create([elements.Length], MemMapOrder.C, 0, sizeof(T)).Reshape(shape);
        return new(MemoryRegion.Over(elements), layout);
    }

    /// <summary>Copies elements, in C order, into an array of a shape. O(Length). NumPy's
    /// <c>np.array(elements).reshape(shape)</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="elements">The elements.</param>
    /// <param name="shape">The shape, with as many elements; one length may be -1 and is inferred.</param>
    /// <returns>The array.</returns>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    /// <example><code>NDArray&lt;double&gt; corners = NDArray.From([0.0, 1, 1, 0], (2, 2));</code></example>
    public static NDArray<T> From<T>(ReadOnlySpan<T> elements, Shape shape)
        where T : unmanaged
    {
        Layout layout = Layout.Create([elements.Length], MemMapOrder.C, 0, sizeof(T)).Reshape(shape);
        return new(layout, elements.ToArray());
    }

    /// <summary>Copies elements into an array of rank 1. O(Length). NumPy's <c>np.array(elements)</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="elements">The elements.</param>
    /// <returns>The array.</returns>
    /// <example><code>NDArray&lt;long&gt; counts = NDArray.From(histogram.Counts);</code></example>
    public static NDArray<T> From<T>(ReadOnlySpan<T> elements)
        where T : unmanaged => From(elements, elements.Length);

    /// <summary>Some rows of a larger array, for partials in a process that has only these: <c>ReducePartial</c> of these rows takes it, and
    /// so does <c>Where</c> as a mask of them. O(1), no copy.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="elements">The elements of these rows, in C order.</param>
    /// <param name="shape">The shape of the whole array.</param>
    /// <param name="rows">Which rows they are. To reduce others is an <see cref="InvalidOperationException"/>.</param>
    /// <returns>The source of a reduction, of the shape of the whole array.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="elements"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The shape has rank 0, or there are not the elements of these rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The array has not so many rows.</exception>
    /// <exception cref="NotSupportedException">The runtime does not pin arrays of this type, as for
    /// <see cref="From{T}(T[], Shape)"/>.</exception>
    /// <example><code>
    /// ReductionSource&lt;float&gt; mine = NDArray.OfRows(received, (1_000_000, 3), rows);
    /// byte[] part = mine.ReducePartial(Reduction.Std&lt;float&gt;(), rows).ToBytes();
    /// </code></example>
    public static ReductionSource<T> OfRows<T>(T[] elements, Shape shape, RowRange rows)
        where T : unmanaged
    {
        if (elements is null)
        {
            throw new ArgumentNullException(nameof(elements));
        }

        Layout layout = Layout.Create(shape.Span, MemMapOrder.C, 0, sizeof(T));
        if (shape.Rank == 0)
        {
            throw new ArgumentException("A single element has no rows.", nameof(shape));
        }

        if (rows.End > shape[0])
        {
            throw new ArgumentOutOfRangeException(nameof(rows), rows, $"An array of shape {shape} has {shape[0]} rows.");
        }

        long needed = layout.Narrow(0, rows.Start, rows.Count).Length;
        return elements.Length == needed
            ? new RowsInMemory<T>(elements, layout, rows)
            : throw new ArgumentException(
                $"Rows {rows} of an array of shape {shape} have {needed} elements; there are {elements.Length}.", nameof(elements));
    }

    /// <summary>Makes an array of zeros. O(Length). NumPy's <c>np.zeros(shape)</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="shape">The shape.</param>
    /// <returns>The array.</returns>
    /// <exception cref="ArgumentException">The shape has more elements than an array of .NET, or a negative length.</exception>
    /// <example><code>NDArray&lt;double&gt; totals = NDArray.Create&lt;double&gt;((10, 3));    // np.zeros((10, 3))</code></example>
    public static NDArray<T> Create<T>(Shape shape)
        where T : unmanaged
    {
        Layout layout = Layout.Create(shape.Span, MemMapOrder.C, 0, sizeof(T));
        return layout.Length <= MemMapView<T>.MaxArrayLength
            ? new(layout, new T[layout.Length])
            : throw new ArgumentException(
                $"The shape {shape} has {layout.Length} elements; an array of .NET has at most {MemMapView<T>.MaxArrayLength}. " +
                "MemMapArray.Create makes a larger one in a file.",
                nameof(shape));
    }

    /// <summary>Makes an array with one value everywhere. O(Length). NumPy's <c>np.full(shape, value)</c>.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="shape">The shape.</param>
    /// <param name="value">The value.</param>
    /// <returns>The array.</returns>
    /// <inheritdoc cref="Create{T}(Shape)" path="/exception"/>
    /// <example><code>NDArray&lt;float&gt; ones = NDArray.Full((28, 28), 1f);    // np.full((28, 28), 1, 'f4')</code></example>
    public static NDArray<T> Full<T>(Shape shape, T value)
        where T : unmanaged
    {
        NDArray<T> array = Create<T>(shape);
        array.Fill(value);
        return array;
    }
}
