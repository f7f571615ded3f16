using System;
using System.Diagnostics;
using MemMap.Formatting;

namespace MemMap;

/// <summary>A small array in memory, in C order: the results of a reduction along an axis.</summary>
/// <typeparam name="T">The element type.</typeparam>
[DebuggerDisplay("NDArray<{typeof(T).Name,nq}> {Shape,nq}")]
public sealed class NDArray<T>
    where T : unmanaged
{
    private readonly T[] _elements;
    private readonly long[] _lengths;

    internal NDArray(ReadOnlySpan<long> lengths, T[] elements)
    {
        _lengths = lengths.ToArray();
        _elements = elements;
    }

    /// <summary>The length of each axis, in elements.</summary>
    public Shape Shape => Shape.Create(_lengths);

    /// <summary>The number of axes.</summary>
    public int Rank => _lengths.Length;

    /// <summary>The number of elements.</summary>
    public long Length => _elements.Length;

    /// <summary>The element of an array of rank 0.</summary>
    /// <exception cref="ArgumentException">The rank is not 0.</exception>
    public T Value => _elements[Position([])];

    /// <summary>The element of an array of rank 1.</summary>
    /// <param name="i">The index along axis 0, from 0.</param>
    /// <exception cref="IndexOutOfRangeException">The index is outside its axis.</exception>
    /// <exception cref="ArgumentException">The rank is not 1.</exception>
    /// <example><code>
    /// NDArray&lt;double&gt; rowMeans = array.Mean(axis: 1);
    /// double ofSecondRow = rowMeans[1];
    /// </code></example>
    public T this[long i] => _elements[Position(stackalloc long[] { i })];

    /// <summary>The element of an array of rank 2.</summary>
    /// <param name="i">The index along axis 0, from 0.</param>
    /// <param name="j">The index along axis 1, from 0.</param>
    /// <exception cref="IndexOutOfRangeException">An index is outside its axis.</exception>
    /// <exception cref="ArgumentException">The rank is not 2.</exception>
    public T this[long i, long j] => _elements[Position(stackalloc long[] { i, j })];

    /// <summary>The element of an array of any rank.</summary>
    /// <param name="index">The index along each axis, from 0.</param>
    /// <exception cref="IndexOutOfRangeException">An index is outside its axis.</exception>
    /// <exception cref="ArgumentException">There are not as many indexes as axes.</exception>
    public T this[params ReadOnlySpan<long> index] => _elements[Position(index)];

    /// <summary>The elements in C order, without a copy.</summary>
    /// <returns>A span over this array's own memory.</returns>
    public ReadOnlySpan<T> AsSpan() => _elements;

    /// <summary>The elements in C order in a new array.</summary>
    /// <returns>The copy.</returns>
    /// <example><code>double[] asArray = rowMeans.ToArray();</code></example>
    public T[] ToArray() => (T[])_elements.Clone();

    /// <summary>The elements as NumPy prints them.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => ArrayFormatter<T>.Format(_lengths, index => _elements[Position(index)]);

    private long Position(ReadOnlySpan<long> index)
    {
        if (index.Length != _lengths.Length)
        {
            throw new ArgumentException($"{index.Length} indexes were given for the shape {Shape}, which needs {Rank}.", nameof(index));
        }

        long position = 0;
        for (int axis = 0; axis < index.Length; axis++)
        {
            if ((ulong)index[axis] >= (ulong)_lengths[axis])
            {
                throw Throw.IndexOutOfRange(axis, index[axis], _lengths[axis]);
            }

            position = (position * _lengths[axis]) + index[axis];
        }

        return position;
    }
}
