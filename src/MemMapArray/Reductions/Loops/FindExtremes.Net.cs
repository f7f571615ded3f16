using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <summary>The smallest and the largest of a block or of columns, with vectors where the element type has them.</summary>
internal static unsafe class FindExtremes<T>
    where T : unmanaged
{
    private const int RowsAtATime = 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static FoundExtremes<T> Block(T* elements, int count)
    {
        if (FindShortExtremes<T>.IsForSome(count))
        {
            return FindShortExtremes<T>.Block(elements, count);
        }

        if (!Vector512<T>.IsSupported || count < 2 * Vector512<T>.Count)
        {
            return Scalar.FindExtremes<T>.Block(elements, count);
        }

        if (typeof(T) == typeof(float))
        {
            return FindKeyExtremes<T, int>.Block(elements, count);
        }

        if (typeof(T) == typeof(double))
        {
            return FindKeyExtremes<T, long>.Block(elements, count);
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

        return new(FindExtreme<T, Smallest>.Fold(Vector512.Min(min, otherMin)), FindExtreme<T, Largest>.Fold(Vector512.Max(max, otherMax)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(T** rows, int rowCount, int columns, T* mins, T* maxs)
    {
        if (!FindShortExtremes<T>.IsForSome(columns) && (!Vector512<T>.IsSupported || columns < Vector512<T>.Count))
        {
            Scalar.FindExtremes<T>.Rows(rows, rowCount, columns, mins, maxs);
            return;
        }

        Unsafe.CopyBlockUnaligned(mins, rows[0], (uint)(columns * sizeof(T)));
        Unsafe.CopyBlockUnaligned(maxs, rows[0], (uint)(columns * sizeof(T)));
        if (FindShortExtremes<T>.IsFor)
        {
            for (int row = 1; row < rowCount; row++)
            {
                Merge(mins, maxs, rows[row], rows[row], columns);
            }

            return;
        }

        if (typeof(T) == typeof(float))
        {
            WalkColumns.Of(rows, rowCount, columns, FindKeyExtremes<T, int>.RowsAtATime, new FindKeyExtremes<T, int>.Step(mins, maxs));
        }
        else if (typeof(T) == typeof(double))
        {
            WalkColumns.Of(rows, rowCount, columns, FindKeyExtremes<T, long>.RowsAtATime, new FindKeyExtremes<T, long>.Step(mins, maxs));
        }
        else
        {
            WalkColumns.Of(rows, rowCount, columns, RowsAtATime, new ExtremesStep(mins, maxs));
        }
    }

    /// <summary>The smaller and the larger of each column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Merge(T* mins, T* maxs, T* otherMins, T* otherMaxs, int columns)
    {
        int column = 0;
        if (FindShortExtremes<T>.IsFor)
        {
            column = FindShortExtremes<T>.Merge<Smallest>(mins, otherMins, columns);
            _ = FindShortExtremes<T>.Merge<Largest>(maxs, otherMaxs, columns);
        }

        if (Vector512<T>.IsSupported)
        {
            for (; column <= columns - Vector512<T>.Count; column += Vector512<T>.Count)
            {
                Vector512.Min(Vector512.Load(mins + column), Vector512.Load(otherMins + column)).Store(mins + column);
                Vector512.Max(Vector512.Load(maxs + column), Vector512.Load(otherMaxs + column)).Store(maxs + column);
            }
        }

        Scalar.FindExtremes<T>.Merge(mins + column, maxs + column, otherMins + column, otherMaxs + column, columns - column);
    }

    private readonly struct ExtremesStep(T* mins, T* maxs) : IColumnStep<T>
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
