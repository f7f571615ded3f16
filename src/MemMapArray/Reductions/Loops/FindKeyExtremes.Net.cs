using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <summary>Both extremes, as integers: floats and doubles as those that have their order (<see cref="OrderedBits"/>). NaN comes before or
/// behind all numbers, so that it is found in the end. Few processors have an instruction for the extremes that NumPy and IEEE 754
/// mean.</summary>
/// <typeparam name="T">An integer type, <see langword="float"/> or <see langword="double"/>.</typeparam>
/// <typeparam name="TBits">The integers: <typeparamref name="T"/>, or the one with a sign of its size.</typeparam>
internal static unsafe class FindKeyExtremes<T, TBits>
    where T : unmanaged
    where TBits : unmanaged
{
    private const int RowsAtATime = 8;

    /// <summary>Those of a block of two vectors or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static FoundExtremes<T> Block(T* elements, int count)
    {
        // Twice the first and the last elements do no harm: the last vectors overlap those before them.
        int width = Vector512<T>.Count;
        Vector512<TBits> min = Turn(Vector512.Load((TBits*)elements)), max = min, otherMin = min, otherMax = min;
        for (int i = 0; ; i += 2 * width)
        {
            i = i > count - (2 * width) ? count - (2 * width) : i;
            Vector512<TBits> x = Turn(Vector512.Load((TBits*)elements + i));
            Vector512<TBits> y = Turn(Vector512.Load((TBits*)elements + i + width));
            min = Vector512.Min(min, x);
            max = Vector512.Max(max, x);
            otherMin = Vector512.Min(otherMin, y);
            otherMax = Vector512.Max(otherMax, y);
            if (i == count - (2 * width))
            {
                break;
            }
        }

        (min, max) = (Vector512.Min(min, otherMin), Vector512.Max(max, otherMax));
        if (AreNaN(min, max) != default)
        {
            return new(Element.NaN<T>(), Element.NaN<T>());
        }

        T least = FindExtreme<T, Smallest>.Fold(Turn(min).As<TBits, T>());
        return new(least, FindExtreme<T, Largest>.Fold(Turn(max).As<TBits, T>()));
    }

    /// <summary>Those of columns, of which there is a vector or more, and those of the first row are known.</summary>
    public static void Rows(T** rows, int rowCount, int columns, T* mins, T* maxs) =>
        WalkColumns.Of(rows, rowCount, columns, RowsAtATime, new Step(mins, maxs));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<TBits> Turn(Vector512<TBits> bits) => Element.IsFloatingPoint<T>() ? OrderedBits.Turn(bits) : bits;

    // Only NaN is beyond the infinities.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<TBits> AreNaN(Vector512<TBits> min, Vector512<TBits> max)
    {
        if (!Element.IsFloatingPoint<T>())
        {
            return default;
        }

        Vector512<TBits> infinity = sizeof(T) == sizeof(int)
            ? Vector512.Create((uint)Element.InfinityBits<T>()).As<uint, TBits>()
            : Vector512.Create(Element.InfinityBits<T>()).As<ulong, TBits>();
        return Vector512.GreaterThan(max, infinity) | Vector512.LessThan(min, ~infinity);
    }

    private readonly struct Step(T* mins, T* maxs) : IColumnStep<T>
    {
        public int Width => Vector512<T>.Count;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take(T** rows, int some, int column, bool isFirst, bool isLast)
        {
            Vector512<TBits> min = Turn(Vector512.Load((TBits*)mins + column));
            Vector512<TBits> max = Turn(Vector512.Load((TBits*)maxs + column));
            for (T** from = rows; from < rows + some; from++)
            {
                Prefetch.Step(from[RowsAtATime] + column, 1);
                Vector512<TBits> x = Turn(Vector512.Load((TBits*)*from + column));
                min = Vector512.Min(min, x);
                max = Vector512.Max(max, x);
            }

            // Both are NaN where one is.
            Vector512<TBits> areNaN = AreNaN(min, max), nan = Vector512.Create(Element.NaN<T>()).As<T, TBits>();
            Vector512.ConditionalSelect(areNaN, nan, Turn(min)).Store((TBits*)mins + column);
            Vector512.ConditionalSelect(areNaN, nan, Turn(max)).Store((TBits*)maxs + column);
        }
    }
}
