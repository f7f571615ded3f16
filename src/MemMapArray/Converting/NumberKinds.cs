using System;

namespace MemMap.Converting;

/// <summary>Which number an element type is.</summary>
internal static partial class NumberKinds
{
    /// <summary>The number that a type is, in either order of bytes; <see cref="NumberKind.None"/> where it is none.</summary>
    public static NumberKind Of<T>()
        where T : unmanaged => typeof(T) == typeof(bool) ? NumberKind.Bool : Element.AsNumber(Visitor<T>.Instance);

    /// <exception cref="NotSupportedException">The type is no number.</exception>
    public static NumberKind Require<T>()
        where T : unmanaged =>
        Of<T>() is not NumberKind.None and var kind ? kind : throw new NotSupportedException(
            $"{typeof(T).Name} is not converted: the types are {Names}, " +
            "and BigEndian<T> and LittleEndian<T> of those with a byte order. Cast or Field give a view of such elements.");

    /// <summary>What C# calls it.</summary>
    public static string NameOf(NumberKind kind) => kind switch
    {
        NumberKind.Int16 => "short",
        NumberKind.UInt16 => "ushort",
        NumberKind.Int32 => "int",
        NumberKind.UInt32 => "uint",
        NumberKind.Int64 => "long",
        NumberKind.UInt64 => "ulong",
        NumberKind.Single => "float",
        NumberKind.Half => "Half",
        NumberKind.BFloat16 => "BFloat16",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>Whether a conversion can meet a number that does not fit.</summary>
    public static bool MayOverflow(NumberKind from, NumberKind to)
    {
        if (!IsInteger(to) || from == NumberKind.Bool)
        {
            return false;
        }

        bool isSigned = IsSigned(from), becomesSigned = IsSigned(to);
        return !IsInteger(from) || (isSigned == becomesSigned ? BitsOf(from) > BitsOf(to) : isSigned || BitsOf(from) >= BitsOf(to));
    }

    /// <summary>Whether a type has fractions, infinities and NaN.</summary>
    public static bool IsFloatingPoint(NumberKind kind) => kind is >= NumberKind.Half and <= NumberKind.Double;

    private static bool IsInteger(NumberKind kind) => kind is >= NumberKind.SByte and <= NumberKind.UInt64;

    private static bool IsSigned(NumberKind kind) => kind is NumberKind.SByte or NumberKind.Int16 or NumberKind.Int32 or NumberKind.Int64;

    private static int BitsOf(NumberKind kind) => kind switch
    {
        NumberKind.SByte or NumberKind.Byte => 8,
        NumberKind.Int16 or NumberKind.UInt16 => 16,
        NumberKind.Int32 or NumberKind.UInt32 => 32,
        _ => 64,
    };

    private sealed class Visitor<TStored> : INumberVisitor<TStored, NumberKind>
        where TStored : unmanaged
    {
        public static readonly Visitor<TStored> Instance = new();

        public NumberKind Visit<T>()
            where T : unmanaged =>
            typeof(T) == typeof(sbyte) ? NumberKind.SByte
            : typeof(T) == typeof(byte) ? NumberKind.Byte
            : typeof(T) == typeof(short) ? NumberKind.Int16
            : typeof(T) == typeof(ushort) ? NumberKind.UInt16
            : typeof(T) == typeof(int) ? NumberKind.Int32
            : typeof(T) == typeof(uint) ? NumberKind.UInt32
            : typeof(T) == typeof(long) ? NumberKind.Int64
            : typeof(T) == typeof(ulong) ? NumberKind.UInt64
            : typeof(T) == typeof(BFloat16) ? NumberKind.BFloat16
            : typeof(T) == typeof(float) ? NumberKind.Single
            : typeof(T) == typeof(double) ? NumberKind.Double
            : typeof(T) == typeof(nint) ? (IntPtr.Size == sizeof(long) ? NumberKind.Int64 : NumberKind.Int32)
            : typeof(T) == typeof(nuint) ? (IntPtr.Size == sizeof(long) ? NumberKind.UInt64 : NumberKind.UInt32)
            : IsHalf<T>() ? NumberKind.Half
            : NumberKind.None;
    }
}
