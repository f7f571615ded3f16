using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <summary>
/// The smallest or the largest of a block or of columns, with vectors where the element type has them. To look at an element twice does no
/// harm: the last vectors overlap those before them.
/// </summary>
internal static unsafe class FindExtreme<T, TSide>
    where T : unmanaged
    where TSide : struct, ISide
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Block(T* elements, int count)
    {
        if (FindShortExtremes<T>.IsForSome(count))
        {
            return FindShortExtremes<T>.Block(elements, count).Of<TSide>();
        }

        if (!Vector512<T>.IsSupported || count < Vector128<T>.Count)
        {
            return Scalar.FindExtreme<T, TSide>.Block(elements, count);
        }

        int width = Vector512<T>.Count, last = count - (2 * width);
        if (last < 0)
        {
            Vector128<T> narrow = Vector128.Load(elements + count - Vector128<T>.Count);
            for (int element = 0; element < count - Vector128<T>.Count; element += Vector128<T>.Count)
            {
                narrow = Of(narrow, Vector128.Load(elements + element));
            }

            return Fold(narrow);
        }

        // The last vectors come last: to wait for them first, far from what is foreseen, cost a third of the speed of bytes.
        Vector512<T> found = Vector512.Load(elements), other = Vector512.Load(elements + width);
        for (int i = 2 * width; i < last; i += 2 * width)
        {
            found = Of(found, Vector512.Load(elements + i));
            other = Of(other, Vector512.Load(elements + i + width));
        }

        found = Of(found, Vector512.Load(elements + last));
        return Fold(Of(found, Of(other, Vector512.Load(elements + last + width))));
    }

    /// <summary>That of all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Fold(Vector512<T> lanes)
    {
        Vector256<T> half = Of(lanes.GetLower(), lanes.GetUpper());
        return Fold(Of(half.GetLower(), half.GetUpper()));
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(T** rows, int rowCount, int columns, T* found)
    {
        if (WideRows<T>.AreFor(columns))
        {
            OfFewColumns(rows, rowCount, columns, found);
        }
        else if (!Vector512<T>.IsSupported)
        {
            Unsafe.CopyBlockUnaligned(found, rows[0], (uint)(columns * sizeof(T)));
            for (int row = 1; row < rowCount; row++)
            {
                Merge(found, rows[row], columns);
            }
        }
        else
        {
            byte* memory = stackalloc byte[(columns * sizeof(T)) + CacheLine.Bytes];
            T* own = (T*)CacheLine.After(memory);
            Unsafe.CopyBlockUnaligned(own, rows[0], (uint)(columns * sizeof(T)));
            WalkColumns.OfLight(rows, rowCount, columns, new ExtremeStep(own));
            Unsafe.CopyBlockUnaligned(found, own, (uint)(columns * sizeof(T)));
        }
    }

    /// <summary>That of two, for each column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Merge(T* found, T* other, int columns)
    {
        int column = FindShortExtremes<T>.IsFor ? FindShortExtremes<T>.Merge<TSide>(found, other, columns) : 0;
        if (Vector512<T>.IsSupported)
        {
            for (; column <= columns - Vector512<T>.Count; column += Vector512<T>.Count)
            {
                Of(Vector512.Load(found + column), Vector512.Load(other + column)).Store(found + column);
            }

            for (; column <= columns - Vector128<T>.Count; column += Vector128<T>.Count)
            {
                Of(Vector128.Load(found + column), Vector128.Load(other + column)).Store(found + column);
            }
        }

        Scalar.FindExtreme<T, TSide>.Merge(found + column, other + column, columns - column);
    }

    /// <summary>That of each column of a wide row, by halves. Vectors reach beyond them, where nothing is wanted any more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fold(T* wide, int length, int columns)
    {
        int lanes = (FindShortExtremes<T>.IsFor ? CacheLine.Bytes : Vector128<byte>.Count) / sizeof(T);
        bool areLanes = FindShortExtremes<T>.IsFor || Vector512<T>.IsSupported;
        for (int half = length / 2; half >= columns; half /= 2)
        {
            Merge(wide, wide + half, areLanes ? (half + lanes - 1) / lanes * lanes : half);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OfFewColumns(T** rows, int rowCount, int columns, T* found)
    {
        byte* wideMemory = stackalloc byte[WideRows<T>.MemoryFor(columns)];
        T* own = stackalloc T[WideRows<T>.MostColumns];
        var wide = new WideRows<T>(rows, rowCount, columns, repeats: true, wideMemory);
        Rows(wide.Rows, wide.Count, wide.Length, own);
        Fold(own, wide.Length, columns);
        Unsafe.CopyBlockUnaligned(found, own, (uint)(columns * sizeof(T)));
    }

    // By halves: the upper ones are shifted onto the lower ones.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Fold(Vector128<T> lanes)
    {
        lanes = Of(lanes, Vector128.Create(lanes.AsUInt64().GetElement(1)).As<ulong, T>());
        if (sizeof(T) < sizeof(long))
        {
            lanes = Of(lanes, (lanes.AsUInt64() >> 32).As<ulong, T>());
        }

        if (sizeof(T) < sizeof(int))
        {
            lanes = Of(lanes, (lanes.AsUInt64() >> 16).As<ulong, T>());
        }

        if (sizeof(T) < sizeof(short))
        {
            lanes = Of(lanes, (lanes.AsUInt64() >> 8).As<ulong, T>());
        }

        return lanes.GetElement(0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Of(Vector512<T> left, Vector512<T> right) =>
        default(TSide).IsMax ? Vector512.Max(left, right) : Vector512.Min(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Of(Vector256<T> left, Vector256<T> right) =>
        default(TSide).IsMax ? Vector256.Max(left, right) : Vector256.Min(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Of(Vector128<T> left, Vector128<T> right) =>
        default(TSide).IsMax ? Vector128.Max(left, right) : Vector128.Min(left, right);

    private readonly struct ExtremeStep(T* found) : ILightStep<T>
    {
        public int Width => Vector512<T>.Count;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take(T** rows, int some, int column, bool isFirst, bool isLast)
        {
            Vector512<T> one = Vector512.Load(found + column);
            for (T** from = rows; from < rows + some; from++)
            {
                Prefetch.Step(from[Rules.RowsAhead] + column, 1);
                one = Of(one, Vector512.Load(*from + column));
            }

            one.Store(found + column);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void TakeOne(T* row, int column, bool isFirst, bool isLast) =>
            Of(Vector512.Load(found + column), Vector512.Load(row + column)).Store(found + column);
    }
}
