using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using MemMap.ByteOrders;
using MemMap.Formatting;

namespace MemMap;

/// <summary>
/// A number whose lowest byte comes first, as an element of a file: the lowest byte is at the lowest address, whatever the machine. It has
/// the size of <typeparamref name="T"/>, is stored in the file as it is, and is converted when it is read or made. NumPy's <c>&lt;f4</c>
/// for <see cref="float"/>.
/// </summary>
/// <typeparam name="T">The number: <see cref="short"/>, <see cref="ushort"/>, <see cref="int"/>, <see cref="uint"/>, <see cref="long"/>,
/// <see cref="ulong"/>, <c>Half</c> (not on .NET Standard 2.0), <see cref="BFloat16"/>, <see cref="float"/> or <see cref="double"/>. With
/// any other type, opening an array and every member throw <see cref="NotSupportedException"/>.</typeparam>
/// <remarks>
/// <para>It converts to <typeparamref name="T"/> and back implicitly, so the operators of numbers apply: <c>x &lt; y</c>, <c>x == 1.5f</c>
/// and <c>x + y</c> are those of <typeparamref name="T"/>. An access costs an instruction or two more than that of a
/// <typeparamref name="T"/>, and nothing on machines with this byte order.</para>
/// <para>For whole arrays <see cref="MemMapByteOrder"/> converts many at a time.</para>
/// </remarks>
/// <seealso cref="BigEndian{T}"/>
[StructLayout(LayoutKind.Sequential)]
[SuppressMessage("Usage", "CA2231:Overload operator equals on overriding value type Equals",
    Justification = "By the conversion, == is that of the number, which differs from Equals for NaN.")]
[SuppressMessage("Design", "CA1036:Override methods on comparable types",
    Justification = "By the conversion, they are those of the number.")]
public readonly struct LittleEndian<T>
    : IEquatable<LittleEndian<T>>, IComparable<LittleEndian<T>>, IComparable, IFormattable, IByteOrdered, IFormattedElement
    where T : unmanaged
{
    // The bytes as they lie in the file. Only ByteOrder makes a number of them.
    private readonly T _stored;

    /// <summary>The element that has this value.</summary>
    /// <param name="value">The number. Every bit is kept, even of a NaN.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is not one of the numbers.</exception>
    public LittleEndian(T value) => _stored = ByteOrder.LittleEndian(value);

    /// <summary>The number, in the byte order of this machine.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is not one of the numbers.</exception>
    public T Value => ByteOrder.LittleEndian(_stored);

    /// <inheritdoc/>
    object IByteOrdered.AllBits
    {
        get
        {
            LittleEndian<T>[] one = new LittleEndian<T>[1];
            MemoryMarshal.AsBytes(one.AsSpan()).Fill(0xFF);
            return one[0];
        }
    }

    /// <summary>The number that an element stands for.</summary>
    /// <param name="element">The element.</param>
    /// <returns>Its <see cref="Value"/>.</returns>
    public static implicit operator T(LittleEndian<T> element) => element.Value;

    /// <summary>The element that stands for a number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The element with that <see cref="Value"/>.</returns>
    public static implicit operator LittleEndian<T>(T value) => new(value);

    /// <summary>Compares the values by <typeparamref name="T"/>'s <c>Equals</c>: NaN equals NaN, and -0 equals 0.</summary>
    /// <param name="other">The other element.</param>
    /// <returns>Whether they are.</returns>
    public bool Equals(LittleEndian<T> other) => EqualityComparer<T>.Default.Equals(Value, other.Value);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is LittleEndian<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>The order of the values as <typeparamref name="T"/>'s <c>CompareTo</c> says: NaN is below every number.</summary>
    /// <param name="other">The other element.</param>
    /// <returns>Below 0, 0 or above 0, as this element comes before the other, at the same place, or after it.</returns>
    public int CompareTo(LittleEndian<T> other) => Comparer<T>.Default.Compare(Value, other.Value);

    /// <summary>The order of the values; <see langword="null"/> comes before every element.</summary>
    /// <param name="obj">Another element of this type, or <see langword="null"/>.</param>
    /// <returns>As <see cref="CompareTo(LittleEndian{T})"/>.</returns>
    /// <exception cref="ArgumentException">It is of another type.</exception>
    public int CompareTo(object? obj) =>
        obj is null ? 1
        : obj is LittleEndian<T> other ? CompareTo(other)
        : throw new ArgumentException($"A {obj.GetType().Name} is compared with a LittleEndian<{typeof(T).Name}>.", nameof(obj));

    /// <summary>The number as text.</summary>
    /// <returns>The text of <typeparamref name="T"/>'s <c>ToString</c>.</returns>
    public override string ToString() => ToString(null, null);

    /// <summary>The number as text.</summary>
    /// <param name="format">A format of <typeparamref name="T"/>.</param>
    /// <param name="formatProvider">The culture; <see langword="null"/> is the current one.</param>
    /// <returns>The text of <typeparamref name="T"/>'s <c>ToString</c>.</returns>
    /// <exception cref="FormatException">There is no such format.</exception>
    public string ToString(string? format, IFormatProvider? formatProvider) => ((IFormattable)Value).ToString(format, formatProvider);

    /// <inheritdoc/>
    void IByteOrdered.RequireNumber() => ByteOrder.RequireNumber<T>();

    /// <inheritdoc/>
    object IFormattedElement.CreateFormat() => new ConvertedFormat<LittleEndian<T>, T>(element => element.Value);
}
