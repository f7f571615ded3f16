using System;

namespace MemMap;

/// <summary>The progress of a reduction.</summary>
/// <param name="bytesDone">The bytes that have been reduced.</param>
/// <param name="bytesTotal">The bytes to reduce.</param>
public readonly struct ReductionProgress(long bytesDone, long bytesTotal) : IEquatable<ReductionProgress>
{
    /// <summary>The bytes that have been reduced.</summary>
    public long BytesDone { get; } = bytesDone;

    /// <summary>The bytes to reduce.</summary>
    public long BytesTotal { get; } = bytesTotal;

    /// <summary>The fraction that is done, from 0 to 1.</summary>
    public double Fraction => BytesTotal == 0 ? 1 : (double)BytesDone / BytesTotal;

    /// <summary>Whether both have the same values.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second.</param>
    public static bool operator ==(ReductionProgress left, ReductionProgress right) => left.Equals(right);

    /// <summary>Whether the values differ.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second.</param>
    public static bool operator !=(ReductionProgress left, ReductionProgress right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(ReductionProgress other) => BytesDone == other.BytesDone && BytesTotal == other.BytesTotal;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ReductionProgress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (BytesDone, BytesTotal).GetHashCode();
}
