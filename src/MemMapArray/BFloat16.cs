using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace MemMap;

/// <summary>
/// A floating-point number of 16 bits with the exponent of a <see cref="float"/>: 1 bit of sign, 8 of exponent, 7 of fraction. It is the
/// upper half of the float of the same value, and reaches as far, with 2 to 3 decimal digits. PyTorch's <c>torch.bfloat16</c>, safetensors'
/// BF16.
/// </summary>
/// <remarks>
/// <para>As an element type it opens, slices and prints, has every reduction and conversion that <c>Half</c> has, and is there on .NET
/// Standard 2.0 too. NumPy has no such type, so it is not written to <c>.npy</c> files: convert it to float there, or view it as
/// <see cref="ushort"/> with <see cref="MemMapView{T}.Cast{TTo}"/>.</para>
/// <para>It has no arithmetic: convert to <see cref="float"/>, which is exact, and back.</para>
/// </remarks>
/// <example><code>
/// BFloat16 third = (BFloat16)(1f / 3);
/// Console.WriteLine($"{third} is {(float)third} by {third.Bits:X4}");    // 0.334 is 0.33398438 by 3EAB
/// </code></example>
[StructLayout(LayoutKind.Sequential)]
public readonly partial struct BFloat16 : IEquatable<BFloat16>, IComparable<BFloat16>, IComparable, IFormattable
{
    private const ushort InfinityBits = 0x7F80, SignBit = 0x8000;

    private readonly ushort _bits;

    private BFloat16(ushort bits) => _bits = bits;

    /// <summary>The smallest number above 0: 2^-133, about 9.2e-41.</summary>
    public static BFloat16 Epsilon => new(1);

    /// <summary>The largest finite number: about 3.39e38.</summary>
    public static BFloat16 MaxValue => new(InfinityBits - 1);

    /// <summary>The least finite number: about -3.39e38.</summary>
    public static BFloat16 MinValue => new(SignBit | (InfinityBits - 1));

    /// <summary>What is no number.</summary>
    public static BFloat16 NaN => new(SignBit | InfinityBits | 0x40);

    /// <summary>Infinity.</summary>
    public static BFloat16 PositiveInfinity => new(InfinityBits);

    /// <summary>Negative infinity.</summary>
    public static BFloat16 NegativeInfinity => new(SignBit | InfinityBits);

    /// <summary>The 16 bits, in the byte order of this machine.</summary>
    public ushort Bits => _bits;

    /// <summary>The number of 16 bits.</summary>
    /// <param name="bits">The bits: sign, exponent, fraction.</param>
    /// <returns>The number with these <see cref="Bits"/>.</returns>
    public static BFloat16 FromBits(ushort bits) => new(bits);

    /// <summary>Whether a number is NaN.</summary>
    /// <param name="value">The number.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsNaN(BFloat16 value) => (value._bits & ~SignBit) > InfinityBits;

    /// <summary>Whether two numbers are equal: -0 equals 0, and NaN equals nothing.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <returns>Whether they are.</returns>
    public static bool operator ==(BFloat16 left, BFloat16 right) => (float)left == (float)right;

    /// <summary>Whether two numbers are not equal.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <returns>Whether they are not.</returns>
    public static bool operator !=(BFloat16 left, BFloat16 right) => (float)left != (float)right;

    /// <summary>Whether a number is below another. NaN is not.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <returns>Whether it is.</returns>
    public static bool operator <(BFloat16 left, BFloat16 right) => (float)left < (float)right;

    /// <summary>Whether a number is above another. NaN is not.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <returns>Whether it is.</returns>
    public static bool operator >(BFloat16 left, BFloat16 right) => (float)left > (float)right;

    /// <summary>Whether a number is below another or equal. NaN is not.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <returns>Whether it is.</returns>
    public static bool operator <=(BFloat16 left, BFloat16 right) => (float)left <= (float)right;

    /// <summary>Whether a number is above another or equal. NaN is not.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another.</param>
    /// <returns>Whether it is.</returns>
    public static bool operator >=(BFloat16 left, BFloat16 right) => (float)left >= (float)right;

    /// <summary>As <see cref="float.Equals(float)"/>: NaN equals NaN, and -0 equals 0.</summary>
    /// <param name="other">The other number.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(BFloat16 other) => ((float)this).Equals((float)other);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is BFloat16 other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ((float)this).GetHashCode();

    /// <summary>As <see cref="float.CompareTo(float)"/>: NaN is below every number.</summary>
    /// <param name="other">The other number.</param>
    /// <returns>Below 0, 0 or above 0, as this number comes before the other, at the same place, or after it.</returns>
    public int CompareTo(BFloat16 other) => ((float)this).CompareTo((float)other);

    /// <summary>The order of the numbers; <see langword="null"/> comes before every number.</summary>
    /// <param name="obj">Another number of this type, or <see langword="null"/>.</param>
    /// <returns>As <see cref="CompareTo(BFloat16)"/>.</returns>
    /// <exception cref="ArgumentException">It is of another type.</exception>
    public int CompareTo(object? obj) =>
        obj is null ? 1
        : obj is BFloat16 other ? CompareTo(other)
        : throw new ArgumentException($"A {obj.GetType().Name} is compared with a BFloat16.", nameof(obj));
}
