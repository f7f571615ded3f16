using MemMap.Reductions.Elements;
using Scalar = MemMap.Reductions.Scalar;

namespace MemMap.Tests.Reductions;

/// <summary>The smallest and the largest of each column of a leaf.</summary>
internal static unsafe class RowsOfExtremes
{
    public static void AreThoseOfTheScalarRule<T>(T** rows, int rowCount, int columns)
        where T : unmanaged
    {
        T[] mins = new T[columns], maxs = new T[columns], foundMins = new T[columns], foundMaxs = new T[columns], ones = new T[columns];
        fixed (T* min = mins, max = maxs, foundMin = foundMins, foundMax = foundMaxs, one = ones)
        {
            Scalar.FindExtremes<T>.Rows(rows, rowCount, columns, min, max);
            FindExtremes<T>.Rows(rows, rowCount, columns, foundMin, foundMax);
            Same(mins, foundMins);
            Same(maxs, foundMaxs);
            FindExtreme<T, Smallest>.Rows(rows, rowCount, columns, one);
            Same(mins, ones);
            FindExtreme<T, Largest>.Rows(rows, rowCount, columns, one);
            Same(maxs, ones);
        }
    }

    // One NaN is as good as another.
    private static void Same<T>(T[] expected, T[] found)
        where T : unmanaged
    {
        for (int i = 0; i < expected.Length; i++)
        {
            if (!Element.IsNaN(expected[i]) || !Element.IsNaN(found[i]))
            {
                Assert.Equal(Bits(expected[i]), Bits(found[i]));
            }
        }

        static ulong Bits(T element)
        {
            ulong bits = 0;
            *(T*)&bits = element;
            return bits;
        }
    }
}
