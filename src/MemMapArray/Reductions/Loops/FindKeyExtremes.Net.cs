using System;
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

    /// <summary>Those of columns, of which there is a vector or more.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(T** rows, int rowCount, int columns, T* mins, T* maxs)
    {
        int room = CacheLine.Fill<T>(columns);
        byte* memory = stackalloc byte[(2 * room * sizeof(T)) + CacheLine.Bytes];
        TBits* least = (TBits*)CacheLine.After(memory), most = least + room;
        WalkColumns.OfLight(rows, rowCount, columns, new Step(least, most));
        Vector512<TBits> nan = Vector512.Create(Element.NaN<T>()).As<T, TBits>();
        for (int next = 0; next < columns; next += Vector512<T>.Count)
        {
            int column = Math.Min(next, columns - Vector512<T>.Count);
            Vector512<TBits> min = Vector512.Load(least + column), max = Vector512.Load(most + column), areNaN = AreNaN(min, max);
            Vector512.ConditionalSelect(areNaN, nan, Turn(min)).Store((TBits*)mins + column);
            Vector512.ConditionalSelect(areNaN, nan, Turn(max)).Store((TBits*)maxs + column);
        }
    }

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

    private readonly struct Step(TBits* mins, TBits* maxs) : ILightStep<T>
    {
        public int Width => Vector512<T>.Count;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take(T** rows, int some, int column, bool isFirst, bool isLast)
        {
            Vector512<TBits> min = Turn(Vector512.Load((TBits*)*rows + column)), max = min;
            if (!isFirst)
            {
                min = Vector512.Min(min, Vector512.Load(mins + column));
                max = Vector512.Max(max, Vector512.Load(maxs + column));
            }

            Prefetch.Step(rows[Rules.RowsAhead] + column, 1);
            for (T** from = rows + 1; from < rows + some; from++)
            {
                Prefetch.Step(from[Rules.RowsAhead] + column, 1);
                Vector512<TBits> x = Turn(Vector512.Load((TBits*)*from + column));
                min = Vector512.Min(min, x);
                max = Vector512.Max(max, x);
            }

            min.Store(mins + column);
            max.Store(maxs + column);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void TakeOne(T* row, int column, bool isFirst, bool isLast)
        {
            Vector512<TBits> x = Turn(Vector512.Load((TBits*)row + column));
            (isFirst ? x : Vector512.Min(Vector512.Load(mins + column), x)).Store(mins + column);
            (isFirst ? x : Vector512.Max(Vector512.Load(maxs + column), x)).Store(maxs + column);
        }
    }
}
