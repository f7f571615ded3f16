using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <summary>
/// The smallest or the largest of floating-point numbers of 16 bits, of which there are no vectors: by their bits, whose order is that of
/// integers once those of negative numbers are turned around.
/// </summary>
internal static unsafe class FindShortExtremes<T>
    where T : unmanaged
{
    private const short Magnitude = short.MaxValue;

    /// <summary>Whether elements are such numbers.</summary>
    public static bool IsFor => sizeof(T) == sizeof(short) && Element.IsFloatingPoint<T>();

    /// <summary>Whether a block or a row is long enough.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsForSome(int count) => IsFor && count >= Vector512<short>.Count;

    /// <summary>Both of a block. The last vector overlaps the one before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static FoundExtremes<T> Block(T* elements, int count)
    {
        Vector512<short> min = OrderedBits.Turn(Vector512.Load((short*)elements)), max = min, magnitudes = default;
        for (int i = 0, width = Vector512<short>.Count; ; i += width)
        {
            i = i > count - width ? count - width : i;
            Vector512<short> bits = Vector512.Load((short*)elements + i), key = OrderedBits.Turn(bits);
            min = Vector512.Min(min, key);
            max = Vector512.Max(max, key);
            magnitudes = Vector512.Max(magnitudes, bits & Vector512.Create(Magnitude));
            if (i == count - width)
            {
                break;
            }
        }

        // Only NaN is above infinity. One is as good as another: results have theirs.
        if (Vector512.GreaterThanAny(magnitudes, Vector512.Create((short)Element.InfinityBits<T>())))
        {
            return new(Element.NaN<T>(), Element.NaN<T>());
        }

        short least = min[0], most = max[0];
        for (int lane = 1; lane < Vector512<short>.Count; lane++)
        {
            least = short.Min(least, min[lane]);
            most = short.Max(most, max[lane]);
        }

        return new(Number(least), Number(most));
    }

    /// <summary>That of two, for as many columns as vectors are good for.</summary>
    /// <returns>How many.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Merge<TSide>(T* found, T* other, int columns)
        where TSide : struct, ISide
    {
        int column = 0;
        for (; column <= columns - Vector512<short>.Count; column += Vector512<short>.Count)
        {
            Of<TSide>(Vector512.Load((short*)found + column), Vector512.Load((short*)other + column)).Store((short*)found + column);
        }

        return column;
    }

    // The left one where it is NaN or comes first.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Of<TSide>(Vector512<short> left, Vector512<short> right)
        where TSide : struct, ISide
    {
        Vector512<short> key = OrderedBits.Turn(left), otherKey = OrderedBits.Turn(right);
        Vector512<short> isFirst = default(TSide).IsMax ? Vector512.GreaterThan(key, otherKey) : Vector512.LessThan(key, otherKey);
        return Vector512.ConditionalSelect(IsNaN(left) | Vector512.AndNot(isFirst, IsNaN(right)), left, right);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> IsNaN(Vector512<short> bits) =>
        Vector512.GreaterThan(bits & Vector512.Create(Magnitude), Vector512.Create((short)Element.InfinityBits<T>()));

    // Turning around is its own inverse.
    private static T Number(short key)
    {
        short bits = (short)(key ^ ((key >> 15) & Magnitude));
        return *(T*)&bits;
    }
}
