using System;
using System.Numerics;
using System.Runtime.InteropServices;
using MemMap.Tool.Elements;

namespace MemMap.Tool.Comparing;

/// <summary>Compares elements that stand at the same index, and keeps what differs.</summary>
internal sealed class ElementPairs<TX, TY>(ElementType<TX> left, ElementType<TY> right, Tolerance tolerance)
    where TX : unmanaged
    where TY : unmanaged
{
    // Differences of 64-bit integers are exact before they are rounded.
    private readonly bool _areIntegers = !left.IsFloatingPoint && !right.IsFloatingPoint;

    public Difference Difference { get; } = new();

    /// <param name="xs">Elements of the first array.</param>
    /// <param name="ys">As many of the second.</param>
    /// <param name="place">The place of the first of them in C order.</param>
    public void Compare(ReadOnlySpan<TX> xs, ReadOnlySpan<TY> ys, long place)
    {
        if (typeof(TX) == typeof(TY) && MemoryMarshal.AsBytes(xs).SequenceEqual(MemoryMarshal.AsBytes(ys)))
        {
            return;
        }

        for (int i = 0; i < xs.Length; i++)
        {
            if (_areIntegers)
            {
                CompareIntegers(xs[i], ys[i], place + i);
            }
            else
            {
                CompareNumbers(xs[i], ys[i], place + i);
            }
        }
    }

    private void CompareIntegers(TX x, TY y, long place)
    {
        Int128 a = left.ToInteger(x), b = right.ToInteger(y);
        if (a != b)
        {
            Add(x, y, (double)Int128.Abs(a - b), (double)Int128.Abs(b), place);
        }
    }

    private void CompareNumbers(TX x, TY y, long place)
    {
        Complex a = left.ToComplex(x), b = right.ToComplex(y);
        if (!IsSame(a.Real, b.Real) || !IsSame(a.Imaginary, b.Imaginary))
        {
            Add(x, y, Complex.Abs(a - b), Complex.Abs(b), place);
        }
    }

    private void Add(TX x, TY y, double distance, double size, long place)
    {
        if (tolerance.Allows(distance, size))
        {
            return;
        }

        Difference.Count++;
        Difference.First ??= (place, left.ToJson(x), right.ToJson(y));
        if (double.IsNaN(distance))
        {
            Difference.OneIsNaN++;
            return;
        }

        Difference.LargestAbsolute = Math.Max(Difference.LargestAbsolute, distance);
        Difference.LargestRelative = Math.Max(Difference.LargestRelative, distance / size);
    }

    private static bool IsSame(double a, double b) => a == b || (double.IsNaN(a) && double.IsNaN(b));
}
