using System;

namespace MemMap;

/// <summary>How far a reduction is.</summary>
/// <param name="bytesDone">The bytes that have been reduced.</param>
/// <param name="bytesTotal">The bytes there are to reduce.</param>
public readonly struct ReductionProgress(long bytesDone, long bytesTotal) : IEquatable<ReductionProgress>
{
    /// <summary>The bytes that have been reduced.</summary>
    public long BytesDone { get; } = bytesDone;

    /// <summary>The bytes there are to reduce.</summary>
    public long BytesTotal { get; } = bytesTotal;

    /// <summary>The part that is done, from 0 to 1.</summary>
    public double Fraction => BytesTotal == 0 ? 1 : (double)BytesDone / BytesTotal;

    /// <summary>Whether both say the same.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(ReductionProgress left, ReductionProgress right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(ReductionProgress left, ReductionProgress right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(ReductionProgress other) => BytesDone == other.BytesDone && BytesTotal == other.BytesTotal;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ReductionProgress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (BytesDone, BytesTotal).GetHashCode();
}
