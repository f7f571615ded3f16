using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Elements;

/// <summary>A signed integer of 128 bits: the sum of any integers that fit a file, exactly. Int128 where the framework has none.</summary>
internal readonly unsafe struct WideInteger(long high, ulong low)
{
    public WideInteger(long value)
        : this(value >> 63, unchecked((ulong)value))
    {
    }

    /// <summary>Integers of so many bits and a sign are doubles.</summary>
    public const int DoubleBits = 53;

    public long High { get; } = high;

    public ulong Low { get; } = low;

    public static WideInteger operator +(WideInteger left, WideInteger right) => Add(left, right);

    /// <summary>high * 2^32 + low, for sums of the halves of 64-bit integers.</summary>
    public static WideInteger FromHalves(long high, long low) =>
        new WideInteger(high >> 32, unchecked((ulong)high << 32)) + new WideInteger(low);

    /// <summary>The one of a column in planes of low and of high halves.</summary>
    public static WideInteger Load(byte* planes, int column, int columns) =>
        new(((long*)planes)[columns + column], ((ulong*)planes)[column]);

    /// <summary>Stores integers that doubles hold exactly.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void StoreAll(double* integers, int columns, byte* planes)
    {
        for (int column = 0; column < columns; column++)
        {
            new WideInteger((long)integers[column]).Store(planes, column, columns);
        }
    }

    /// <summary>Into the planes.</summary>
    public void Store(byte* planes, int column, int columns) => (((ulong*)planes)[column], ((long*)planes)[columns + column]) = (Low, High);

    /// <summary>The nearest double, ties to even.</summary>
    public double ToDouble() => DividedBy(1);

    /// <summary>The double nearest to the quotient by a count, ties to even.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double DividedBy(long count)
    {
        // Most are numbers that doubles hold, and dividing doubles rounds once.
        long value = unchecked((long)Low);
        return High == value >> 63 && unchecked((ulong)(value + (1L << DoubleBits))) <= 1UL << (DoubleBits + 1) && count >> DoubleBits == 0
            ? (double)value / count
            : DividedByDigits(count);
    }

    private static WideInteger Add(WideInteger left, WideInteger right)
    {
        ulong low = unchecked(left.Low + right.Low);
        return new(unchecked(left.High + right.High + (low < left.Low ? 1 : 0)), low);
    }

    private double DividedByDigits(long count)
    {
        bool isNegative = High < 0;
        (ulong high, ulong low) = isNegative
            ? unchecked(((ulong)~High + (Low == 0 ? 1UL : 0UL), 0UL - Low))
            : ((ulong)High, Low);
        uint* digits = stackalloc uint[Rounding.DigitsBelow + 4];
        new Span<uint>(digits, Rounding.DigitsBelow).Clear();
        digits += Rounding.DigitsBelow;
        (digits[0], digits[1], digits[2], digits[3]) = (unchecked((uint)low), (uint)(low >> 32), unchecked((uint)high), (uint)(high >> 32));
        double magnitude = Rounding.Quotient(digits, 4, 0, count);
        return isNegative ? -magnitude : magnitude;
    }
}
