using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MemMap.Reductions.Elements;

namespace MemMap.Reductions.Loops;

/// <summary>
/// The smallest or the largest of a block or of columns, with vectors where the element type has them. To look at an element twice does no
/// harm: the last
/// vectors overlap those before them.
/// </summary>
internal static unsafe class FindExtreme
{
    private const int RowsAtATime = 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Block<T, TSide>(T* elements, int count)
        where T : unmanaged
        where TSide : struct, ISide
    {
        if (!Vector512<T>.IsSupported || count < Vector128<T>.Count)
        {
            T one = Unsafe.ReadUnaligned<T>(elements);
            for (int element = 1; element < count; element++)
            {
                one = Of<T, TSide>(one, Unsafe.ReadUnaligned<T>(elements + element));
            }

            return one;
        }

        int width = Vector512<T>.Count, last = count - (2 * width);
        if (last < 0)
        {
            Vector128<T> narrow = Vector128.Load(elements + count - Vector128<T>.Count);
            for (int element = 0; element < count - Vector128<T>.Count; element += Vector128<T>.Count)
            {
                narrow = Of<T, TSide>(narrow, Vector128.Load(elements + element));
            }

            return Fold<T, TSide>(narrow);
        }

        Vector512<T> found = Vector512.Load(elements + last), other = Vector512.Load(elements + last + width);
        for (int i = 0; i < last; i += 2 * width)
        {
            Prefetch.Ahead(elements + i, 2 * 64);
            found = Of<T, TSide>(found, Vector512.Load(elements + i));
            other = Of<T, TSide>(other, Vector512.Load(elements + i + width));
        }

        return Fold<T, TSide>(Of<T, TSide>(found, other));
    }

    /// <summary>That of all lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Fold<T, TSide>(Vector512<T> lanes)
        where T : unmanaged
        where TSide : struct, ISide
    {
        Vector256<T> half = Of<T, TSide>(lanes.GetLower(), lanes.GetUpper());
        return Fold<T, TSide>(Of<T, TSide>(half.GetLower(), half.GetUpper()));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows<T, TSide>(T** rows, int rowCount, int columns, T* found)
        where T : unmanaged
        where TSide : struct, ISide
    {
        Unsafe.CopyBlockUnaligned(found, rows[0], (uint)(columns * sizeof(T)));
        if (!Vector512<T>.IsSupported || columns < Vector512<T>.Count)
        {
            for (int row = 1; row < rowCount; row++)
            {
                Merge<T, TSide>(found, rows[row], columns);
            }

            return;
        }

        WalkColumns.Of(rows, rowCount, columns, RowsAtATime, new ExtremeStep<T, TSide>(found));
    }

    /// <summary>That of two, for each column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Merge<T, TSide>(T* found, T* other, int columns)
        where T : unmanaged
        where TSide : struct, ISide
    {
        int column = 0;
        if (Vector512<T>.IsSupported)
        {
            for (; column <= columns - Vector512<T>.Count; column += Vector512<T>.Count)
            {
                Of<T, TSide>(Vector512.Load(found + column), Vector512.Load(other + column)).Store(found + column);
            }

            for (; column <= columns - Vector128<T>.Count; column += Vector128<T>.Count)
            {
                Of<T, TSide>(Vector128.Load(found + column), Vector128.Load(other + column)).Store(found + column);
            }
        }

        for (; column < columns; column++)
        {
            found[column] = Of<T, TSide>(found[column], Unsafe.ReadUnaligned<T>(other + column));
        }
    }

    // By halves: the upper ones are shifted onto the lower ones.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Fold<T, TSide>(Vector128<T> lanes)
        where T : unmanaged
        where TSide : struct, ISide
    {
        lanes = Of<T, TSide>(lanes, Vector128.Create(lanes.AsUInt64().GetElement(1)).As<ulong, T>());
        if (sizeof(T) < sizeof(long))
        {
            lanes = Of<T, TSide>(lanes, (lanes.AsUInt64() >> 32).As<ulong, T>());
        }

        if (sizeof(T) < sizeof(int))
        {
            lanes = Of<T, TSide>(lanes, (lanes.AsUInt64() >> 16).As<ulong, T>());
        }

        if (sizeof(T) < sizeof(short))
        {
            lanes = Of<T, TSide>(lanes, (lanes.AsUInt64() >> 8).As<ulong, T>());
        }

        return lanes.GetElement(0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Of<T, TSide>(T left, T right)
        where T : unmanaged
        where TSide : struct, ISide => default(TSide).IsMax ? Element.Max(left, right) : Element.Min(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Of<T, TSide>(Vector512<T> left, Vector512<T> right)
        where TSide : struct, ISide => default(TSide).IsMax ? Vector512.Max(left, right) : Vector512.Min(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Of<T, TSide>(Vector256<T> left, Vector256<T> right)
        where TSide : struct, ISide => default(TSide).IsMax ? Vector256.Max(left, right) : Vector256.Min(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Of<T, TSide>(Vector128<T> left, Vector128<T> right)
        where TSide : struct, ISide => default(TSide).IsMax ? Vector128.Max(left, right) : Vector128.Min(left, right);

    private readonly struct ExtremeStep<T, TSide>(T* found) : IColumnStep<T>
        where T : unmanaged
        where TSide : struct, ISide
    {
        public int Width => Vector512<T>.Count;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Take(T** rows, int some, int column, bool isFirst, bool isLast)
        {
            Vector512<T> one = Vector512.Load(found + column);
            for (T** from = rows; from < rows + some; from++)
            {
                Prefetch.Step(from[RowsAtATime] + column, 1);
                one = Of<T, TSide>(one, Vector512.Load(*from + column));
            }

            one.Store(found + column);
        }
    }
}
