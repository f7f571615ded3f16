using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MemMap.Reductions.Elements;

namespace MemMap.Reductions.Loops;

/// <summary>The smallest and the largest of a block or of columns, with vectors where the element type has them.</summary>
internal static unsafe class FindExtremes
{
    private const int RowsAtATime = 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static FoundExtremes<T> Block<T>(T* elements, int count)
        where T : unmanaged
    {
        if (!Vector512<T>.IsSupported || count < 2 * Vector512<T>.Count)
        {
            return ScalarFindExtremes.Block(elements, count);
        }

        // Twice the first and the last elements do no harm: the last vectors overlap those before them.
        int width = Vector512<T>.Count;
        Vector512<T> min = Vector512.Load(elements), otherMin = Vector512.Load(elements + width), max = min, otherMax = otherMin;
        for (int i = 2 * width; ; i += 2 * width)
        {
            i = i > count - (2 * width) ? count - (2 * width) : i;
            Prefetch.Ahead(elements + i, 2 * 64);
            Vector512<T> x = Vector512.Load(elements + i), y = Vector512.Load(elements + i + width);
            min = Vector512.Min(min, x);
            max = Vector512.Max(max, x);
            otherMin = Vector512.Min(otherMin, y);
            otherMax = Vector512.Max(otherMax, y);
            if (i == count - (2 * width))
            {
                break;
            }
        }

        return new(FindExtreme.Fold<T, Smallest>(Vector512.Min(min, otherMin)), FindExtreme.Fold<T, Largest>(Vector512.Max(max, otherMax)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows<T>(T** rows, int rowCount, int columns, T* mins, T* maxs)
        where T : unmanaged
    {
        Unsafe.CopyBlockUnaligned(mins, rows[0], (uint)(columns * sizeof(T)));
        Unsafe.CopyBlockUnaligned(maxs, rows[0], (uint)(columns * sizeof(T)));
        if (!Vector512<T>.IsSupported || columns < Vector512<T>.Count)
        {
            ScalarFindExtremes.Rows(rows, rowCount, 0, columns, mins, maxs);
            return;
        }

        WalkColumns.Of(rows, rowCount, columns, RowsAtATime, new ExtremesStep<T>(mins, maxs));
    }

    /// <summary>The smaller and the larger of each column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Merge<T>(T* mins, T* maxs, T* otherMins, T* otherMaxs, int columns)
        where T : unmanaged
    {
        int column = 0;
        if (Vector512<T>.IsSupported)
        {
            for (; column <= columns - Vector512<T>.Count; column += Vector512<T>.Count)
            {
                Vector512.Min(Vector512.Load(mins + column), Vector512.Load(otherMins + column)).Store(mins + column);
                Vector512.Max(Vector512.Load(maxs + column), Vector512.Load(otherMaxs + column)).Store(maxs + column);
            }
        }

        ScalarFindExtremes.Merge(mins, maxs, otherMins, otherMaxs, column, columns);
    }

    private readonly struct ExtremesStep<T>(T* mins, T* maxs) : IColumnStep<T>
        where T : unmanaged
    {
        public int Width => Vector512<T>.Count;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take(T** rows, int some, int column, bool isFirst, bool isLast)
        {
            Vector512<T> min = Vector512.Load(mins + column), max = Vector512.Load(maxs + column);
            for (T** from = rows; from < rows + some; from++)
            {
                Prefetch.Step(from[RowsAtATime] + column, 1);
                Vector512<T> x = Vector512.Load(*from + column);
                min = Vector512.Min(min, x);
                max = Vector512.Max(max, x);
            }

            min.Store(mins + column);
            max.Store(maxs + column);
        }
    }
}
