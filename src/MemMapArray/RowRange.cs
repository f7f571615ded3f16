using System;

namespace MemMap;

/// <summary>A range of rows, the indexes along axis 0: the part of an array that one thread, process or machine reduces.</summary>
/// <example><code>
/// var firstRow = new RowRange(start: 0, count: 1);
/// ReductionPartial&lt;float, double&gt; partial = array.ReducePartial(mean, firstRow);
/// </code></example>
public readonly struct RowRange : IEquatable<RowRange>
{
    /// <summary>Makes the range of <paramref name="count"/> rows from <paramref name="start"/> on.</summary>
    /// <param name="start">The first row, from 0.</param>
    /// <param name="count">The number of rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is negative, or their sum is above
    /// <see cref="long.MaxValue"/>.</exception>
    public RowRange(long start, long count)
    {
        if (start < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(start), start, "The first row is at least 0.");
        }

        if (count < 0 || count > long.MaxValue - start)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, "A range has at least 0 rows, and ends before the largest long.");
        }

        Start = start;
        Count = count;
    }

    /// <summary>The first row.</summary>
    public long Start { get; }

    /// <summary>The number of rows.</summary>
    public long Count { get; }

    /// <summary>The row after the last.</summary>
    public long End => Start + Count;

    /// <summary>Whether both ranges have the same rows.</summary>
    /// <param name="left">The first range.</param>
    /// <param name="right">The second.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool operator ==(RowRange left, RowRange right) => left.Equals(right);

    /// <summary>Whether the ranges differ.</summary>
    /// <param name="left">The first range.</param>
    /// <param name="right">The second.</param>
    /// <returns>Whether they are not equal.</returns>
    public static bool operator !=(RowRange left, RowRange right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(RowRange other) => (Start, Count) == (other.Start, other.Count);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RowRange other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (Start, Count).GetHashCode();

    /// <summary>The range as <c>100..200</c>: the first row, and the row after the last.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Start}..{End}";
}
