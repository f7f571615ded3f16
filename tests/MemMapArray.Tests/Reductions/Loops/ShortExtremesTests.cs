using System;
using System.Linq;
using MemMap.Reductions;
using MemMap.Reductions.Elements;
using Xunit;
using Scalar = MemMap.Reductions.Scalar;

namespace MemMap.Tests.Reductions;

/// <summary>The extremes of floating-point numbers of 16 bits, which vectors find by their bits, against the plain loop: any bits, zeros of both signs, infinities and NaN of both.</summary>
public sealed unsafe class ShortExtremesTests
{
    [Fact]
    public void BlocksAndRows_AnyBits_AreThoseOfTheScalarRule()
    {
        Check<BFloat16>(0x7F80);
#if !NETSTANDARD_BUILD
        Check<Half>(0x7C00);
#endif
    }

    private static void Check<T>(ushort infinity)
        where T : unmanaged
    {
        var random = new Random(infinity);
        foreach (bool withNaN in new[] { false, true })
        {
            ushort[] special = withNaN ? [0, 0x8000, infinity, (ushort)(infinity | 0x8000), (ushort)(infinity + 1), 0x7FFF, 0xFFFF] : [0, 0x8000, 1, 0x8001, infinity, (ushort)(infinity | 0x8000)];
            for (int count = 1; count <= 300; count++)
            {
                T[] elements = [.. Enumerable.Range(0, 3 * count).Select(_ => Of(random.Next(count % 5 == 0 ? 2 : 40) == 0 ? special[random.Next(special.Length)] : Number(random.Next(1 << 16))))];
                fixed (T* first = elements)
                {
                    FoundExtremes<T> expected = Scalar.FindExtremes<T>.Block(first, count), found = FindExtremes<T>.Block(first, count);
                    Same(expected.Min, found.Min);
                    Same(expected.Max, found.Max);
                    Same(expected.Min, FindExtreme<T, Smallest>.Block(first, count));
                    Same(expected.Max, FindExtreme<T, Largest>.Block(first, count));
                    CheckRows(first, count);
                }
            }
        }

        ushort Number(int bits) => (bits & 0x7FFF) <= infinity ? (ushort)bits : (ushort)(bits & 0x8FFF);

        static T Of(ushort bits) => *(T*)&bits;
    }

    private static void CheckRows<T>(T* first, int columns)
        where T : unmanaged
    {
        const int Rows = 3;
        T** rows = stackalloc T*[Rows + Rules.RowsAhead];
        for (int row = 0; row < Rows + Rules.RowsAhead; row++)
        {
            rows[row] = first + (Math.Min(row, Rows - 1) * columns);
        }

        RowsOfExtremes.AreThoseOfTheScalarRule(rows, Rows, columns);
    }

    // Any NaN is as good as another.
    private static void Same<T>(T expected, T found)
        where T : unmanaged
    {
        T one = Element.Canonical(expected), other = Element.Canonical(found);
        Assert.Equal(*(ushort*)&one, *(ushort*)&other);
    }
}
