using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <summary>The smallest and the largest of a block or of columns, with vectors where the element type has them.</summary>
internal static unsafe class FindExtremes<T>
    where T : unmanaged
{
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

        return typeof(T) == typeof(float) ? FindKeyExtremes<T, int>.Block(elements, count)
            : typeof(T) == typeof(double) ? FindKeyExtremes<T, long>.Block(elements, count)
            : FindKeyExtremes<T, T>.Block(elements, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(T** rows, int rowCount, int columns, T* mins, T* maxs)
    {
        if (WideRows<T>.AreFor(columns))
        {
            OfFewColumns(rows, rowCount, columns, mins, maxs);
            return;
        }

        if (!FindShortExtremes<T>.IsFor && !Vector512<T>.IsSupported)
        {
            Scalar.FindExtremes<T>.Rows(rows, rowCount, columns, mins, maxs);
            return;
        }

        if (FindShortExtremes<T>.IsFor)
        {
            Unsafe.CopyBlockUnaligned(mins, rows[0], (uint)(columns * sizeof(T)));
            Unsafe.CopyBlockUnaligned(maxs, rows[0], (uint)(columns * sizeof(T)));
            for (int row = 1; row < rowCount; row++)
            {
                Merge(mins, maxs, rows[row], rows[row], columns);
            }

            return;
        }

        if (typeof(T) == typeof(float))
        {
            FindKeyExtremes<T, int>.Rows(rows, rowCount, columns, mins, maxs);
        }
        else if (typeof(T) == typeof(double))
        {
            FindKeyExtremes<T, long>.Rows(rows, rowCount, columns, mins, maxs);
        }
        else
        {
            FindKeyExtremes<T, T>.Rows(rows, rowCount, columns, mins, maxs);
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

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OfFewColumns(T** rows, int rowCount, int columns, T* mins, T* maxs)
    {
        byte* wideMemory = stackalloc byte[WideRows<T>.MemoryFor(columns)];
        T* ownMins = stackalloc T[WideRows<T>.MostColumns], ownMaxs = stackalloc T[WideRows<T>.MostColumns];
        var wide = new WideRows<T>(rows, rowCount, columns, repeats: true, wideMemory);
        Rows(wide.Rows, wide.Count, wide.Length, ownMins, ownMaxs);
        FindExtreme<T, Smallest>.Fold(ownMins, wide.Length, columns);
        FindExtreme<T, Largest>.Fold(ownMaxs, wide.Length, columns);
        Unsafe.CopyBlockUnaligned(mins, ownMins, (uint)(columns * sizeof(T)));
        Unsafe.CopyBlockUnaligned(maxs, ownMaxs, (uint)(columns * sizeof(T)));
    }
}
