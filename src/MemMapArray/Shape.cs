using System;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace MemMap;

/// <summary>
/// The lengths of an array's axes, NumPy's <c>shape</c>: <c>(10000, 1000)</c>. Immutable, compared by value.
/// Made from a number, a tuple of up to seven, or, for any rank, a collection expression or a <c>long[]</c>: <c>100</c>,
/// <c>(10000, 1000)</c>, <c>[60000, 28, 28]</c>.
/// </summary>
/// <remarks>
/// A shape is only a list of numbers. They are checked when an array is made: no length may be negative, except one -1 where a length can
/// be inferred, and the size must not overflow. <c>default</c> has rank 0, the shape of a single element.
/// </remarks>
/// <example><code>
/// Shape shape = (60000, 28, 28);
/// Shape same = [60000, 28, 28];
/// </code></example>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly partial struct Shape : IEquatable<Shape>
{
    private readonly long[]? _lengths;

    private Shape(long[] lengths) => _lengths = lengths;

    /// <summary>Makes a shape from the lengths of its axes, outermost first. The lengths are copied.</summary>
    /// <param name="lengths">The length of each axis, in elements.</param>
    /// <returns>The shape. O(rank).</returns>
    /// <example><code>Shape image = Shape.Create(shape.ToArray().AsSpan(1));</code></example>
    public static Shape Create(ReadOnlySpan<long> lengths) => new(lengths.ToArray());

    /// <summary>The number of axes; 0 for a single element. NumPy's <c>ndim</c>.</summary>
    public int Rank => Lengths.Length;

    /// <summary>The number of elements, the product of the lengths; 1 for rank 0. NumPy's <c>size</c>.</summary>
    /// <exception cref="InvalidOperationException">A length is negative: the shape has yet to be inferred.</exception>
    /// <exception cref="OverflowException">The product is above <see cref="long.MaxValue"/>.</exception>
    public long Length
    {
        get
        {
            long length = 1;
            foreach (long axisLength in Lengths)
            {
                if (axisLength < 0)
                {
                    throw new InvalidOperationException($"The shape {this} has a negative length, so it has no number of elements.");
                }

                length = checked(length * axisLength);
            }

            return length;
        }
    }

    /// <summary>The length of an axis, in elements. A negative axis counts from the end, as in NumPy.</summary>
    /// <param name="axis">The axis, from <c>-Rank</c> to <c>Rank - 1</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public long this[int axis] => Lengths[Axis.Normalize(axis, Rank, nameof(axis))];

    /// <summary>The length of an axis, in elements, counted from either end: <c>shape[^1]</c> is that of the last axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <example><code>long lastAxis = shape[^1];</code></example>
    public long this[Index axis] =>
        Lengths[Axis.Normalize(axis.IsFromEnd && axis.Value != 0 ? -axis.Value : axis.GetOffset(Rank), Rank, nameof(axis))];

    internal ReadOnlySpan<long> Span => Lengths;

    private long[] Lengths => _lengths ?? [];

    /// <summary>The lengths in a new array. O(rank).</summary>
    /// <returns>A copy of the lengths.</returns>
    public long[] ToArray() => Lengths.AsSpan().ToArray();

    /// <summary>Enumerates the lengths, outermost axis first.</summary>
    /// <returns>An enumerator over the lengths.</returns>
    public Enumerator GetEnumerator() => new(Lengths);

    /// <summary>Whether both shapes have the same rank and the same lengths.</summary>
    /// <param name="other">The shape to compare with.</param>
    /// <returns><see langword="true"/> when they are equal.</returns>
    public bool Equals(Shape other) => Span.SequenceEqual(other.Span);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        int hash = Rank;
        foreach (long length in Lengths)
        {
            hash = unchecked((hash * 31) + length.GetHashCode());
        }

        return hash;
    }

    /// <summary>The shape as NumPy prints it: <c>(10000, 1000)</c>, <c>(5,)</c>, <c>()</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        var text = new StringBuilder("(");
        for (int axis = 0; axis < Rank; axis++)
        {
            text.Append(axis == 0 ? string.Empty : ", ").Append(Lengths[axis].ToString(CultureInfo.InvariantCulture));
        }

        return text.Append(Rank == 1 ? ",)" : ")").ToString();
    }

    /// <summary>Takes a shape of rank 2 apart: <c>var (rows, columns) = array.Shape;</c></summary>
    /// <param name="length0">The length of axis 0.</param>
    /// <param name="length1">The length of axis 1.</param>
    /// <exception cref="InvalidOperationException">The rank is not 2.</exception>
    /// <example><code>var (rows, columns) = array.Shape;</code></example>
    public void Deconstruct(out long length0, out long length1)
    {
        RequireRank(2);
        (length0, length1) = (Lengths[0], Lengths[1]);
    }

    /// <summary>Takes a shape of rank 3 apart.</summary>
    /// <param name="length0">The length of axis 0.</param>
    /// <param name="length1">The length of axis 1.</param>
    /// <param name="length2">The length of axis 2.</param>
    /// <exception cref="InvalidOperationException">The rank is not 3.</exception>
    public void Deconstruct(out long length0, out long length1, out long length2)
    {
        RequireRank(3);
        (length0, length1, length2) = (Lengths[0], Lengths[1], Lengths[2]);
    }

    /// <summary>Takes a shape of rank 4 apart.</summary>
    /// <param name="length0">The length of axis 0.</param>
    /// <param name="length1">The length of axis 1.</param>
    /// <param name="length2">The length of axis 2.</param>
    /// <param name="length3">The length of axis 3.</param>
    /// <exception cref="InvalidOperationException">The rank is not 4.</exception>
    public void Deconstruct(out long length0, out long length1, out long length2, out long length3)
    {
        RequireRank(4);
        (length0, length1, length2, length3) = (Lengths[0], Lengths[1], Lengths[2], Lengths[3]);
    }

    /// <summary>Whether both shapes have the same rank and the same lengths.</summary>
    /// <param name="left">The first shape.</param>
    /// <param name="right">The second.</param>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether the shapes differ in rank or in a length.</summary>
    /// <param name="left">The first shape.</param>
    /// <param name="right">The second.</param>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>The lengths, without a copy.</summary>
    /// <param name="shape">The shape.</param>
    public static implicit operator ReadOnlySpan<long>(Shape shape) => shape.Span;

    /// <summary>A shape of rank 1.</summary>
    /// <param name="length">The number of elements.</param>
    public static implicit operator Shape(long length) => new([length]);

    /// <summary>A shape of as many axes as the array has elements. The array is copied.</summary>
    /// <param name="lengths">The length of each axis.</param>
    public static implicit operator Shape(long[] lengths) => Create(lengths);

    /// <summary>A shape of rank 2.</summary>
    /// <param name="lengths">The length of each axis.</param>
    public static implicit operator Shape((long Length0, long Length1) lengths) => new([lengths.Length0, lengths.Length1]);

    /// <summary>A shape of rank 3.</summary>
    /// <param name="lengths">The length of each axis.</param>
    public static implicit operator Shape((long Length0, long Length1, long Length2) lengths) =>
        new([lengths.Length0, lengths.Length1, lengths.Length2]);

    /// <summary>A shape of rank 4.</summary>
    /// <param name="lengths">The length of each axis.</param>
    public static implicit operator Shape((long Length0, long Length1, long Length2, long Length3) lengths) =>
        new([lengths.Length0, lengths.Length1, lengths.Length2, lengths.Length3]);

    /// <summary>A shape of rank 5.</summary>
    /// <param name="lengths">The length of each axis.</param>
    public static implicit operator Shape((long Length0, long Length1, long Length2, long Length3, long Length4) lengths) =>
        new([lengths.Length0, lengths.Length1, lengths.Length2, lengths.Length3, lengths.Length4]);

    /// <summary>A shape of rank 6.</summary>
    /// <param name="lengths">The length of each axis.</param>
    public static implicit operator Shape(
        (long Length0, long Length1, long Length2, long Length3, long Length4, long Length5) lengths) =>
        new([lengths.Length0, lengths.Length1, lengths.Length2, lengths.Length3, lengths.Length4, lengths.Length5]);

    /// <summary>A shape of rank 7.</summary>
    /// <param name="lengths">The length of each axis.</param>
    public static implicit operator Shape(
        (long Length0, long Length1, long Length2, long Length3, long Length4, long Length5, long Length6) lengths) =>
        new([lengths.Length0, lengths.Length1, lengths.Length2, lengths.Length3, lengths.Length4, lengths.Length5, lengths.Length6]);

    private void RequireRank(int rank)
    {
        if (Rank != rank)
        {
            throw new InvalidOperationException($"The shape {this} has rank {Rank}; it cannot be taken apart into {rank} lengths.");
        }
    }

    /// <summary>Enumerates the lengths of a shape.</summary>
    /// <remarks>A type of our own, because that of a span is a ref struct with interfaces on .NET 10, which C# 12 cannot
    /// enumerate.</remarks>
    public struct Enumerator
    {
        private readonly long[] _lengths;
        private int _axis;

        internal Enumerator(long[] lengths)
        {
            _lengths = lengths;
            _axis = -1;
        }

        /// <summary>The length of the axis.</summary>
        public readonly long Current => _lengths[_axis];

        /// <summary>Moves to the next axis.</summary>
        /// <returns><see langword="false"/> when there is none.</returns>
        public bool MoveNext() => ++_axis < _lengths.Length;
    }
}
