using System;

namespace MemMap;

/// <summary>The progress of a transform.</summary>
/// <param name="elementsDone">How many elements of the destination have been written, in the order of its memory.</param>
/// <param name="elementsTotal">How many it has.</param>
public readonly struct TransformProgress(long elementsDone, long elementsTotal) : IEquatable<TransformProgress>
{
    /// <summary>How many elements of the destination have been written, in the order of its memory: in C order where it is
    /// contiguous.</summary>
    public long ElementsDone { get; } = elementsDone;

    /// <summary>How many elements the destination has.</summary>
    public long ElementsTotal { get; } = elementsTotal;

    /// <summary>The fraction that is done, from 0 to 1.</summary>
    public double Fraction => ElementsTotal == 0 ? 1 : (double)ElementsDone / ElementsTotal;

    /// <summary>Whether both have the same values.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second.</param>
    public static bool operator ==(TransformProgress left, TransformProgress right) => left.Equals(right);

    /// <summary>Whether the values differ.</summary>
    /// <param name="left">The first.</param>
    /// <param name="right">The second.</param>
    public static bool operator !=(TransformProgress left, TransformProgress right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(TransformProgress other) => ElementsDone == other.ElementsDone && ElementsTotal == other.ElementsTotal;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TransformProgress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => (ElementsDone, ElementsTotal).GetHashCode();
}
