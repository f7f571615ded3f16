using System;

namespace MemMap;

/// <summary>Some indexes along axis 0: what one thread, process or machine reduces of an array.</summary>
public readonly struct RowRange : IEquatable<RowRange>
{
    /// <summary>Rows <paramref name="start"/> to <paramref name="start"/> + <paramref name="count"/> - 1.</summary>
    /// <param name="start">The first row, from 0.</param>
    /// <param name="count">How many rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">One is negative, or both together are beyond <see cref="long.MaxValue"/>.</exception>
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

    /// <summary>How many rows.</summary>
    public long Count { get; }

    /// <summary>The row after the last.</summary>
    public long End => Start + Count;

    /// <summary>Both have the same rows.</summary>
    /// <param name="left">One range.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool operator ==(RowRange left, RowRange right) => left.Equals(right);

    /// <summary>The rows differ.</summary>
    /// <param name="left">One range.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are not equal.</returns>
    public static bool operator !=(RowRange left, RowRange right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(RowRange other) => (Start, Count) == (other.Start, other.Count);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RowRange other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (Start, Count).GetHashCode();

    /// <summary>As <c>100..200</c>: the first row and the one after the last.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Start}..{End}";
}
