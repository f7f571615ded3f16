using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <summary>Finds elements of a value, with vectors where the element type has them. NaN is found by NaN, and either zero by the
/// other.</summary>
internal static unsafe class FindMatches<T>
    where T : unmanaged
{
    /// <summary>The first from <paramref name="start"/> on; <paramref name="count"/> if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int First(T* elements, int start, int count, T value)
    {
        if (Vector512<T>.IsSupported && !Element.IsNaN(value))
        {
            Vector512<T> values = Vector512.Create(value);
            for (; start <= count - Vector512<T>.Count; start += Vector512<T>.Count)
            {
                ulong equal = Vector512.Equals(Vector512.Load(elements + start), values).ExtractMostSignificantBits();
                if (equal != 0)
                {
                    return start + BitOperations.TrailingZeroCount(equal);
                }
            }
        }

        return Scalar.FindMatches<T>.First(elements, start, count, value);
    }

    /// <summary>For each column the first row that has its value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FirstRows(T** rows, int rowCount, int columns, T* values, int* firstRows)
    {
        int done = !Vector512<T>.IsSupported ? 0 : sizeof(T) switch
        {
            sizeof(byte) => FirstRows<byte>(rows, rowCount, columns, values, firstRows),
            sizeof(ushort) => FirstRows<ushort>(rows, rowCount, columns, values, firstRows),
            sizeof(uint) => FirstRows<uint>(rows, rowCount, columns, values, firstRows),
            _ => FirstRows<ulong>(rows, rowCount, columns, values, firstRows),
        };
        for (int column = 0; column < columns; column++)
        {
            // NaN equals nothing, not even NaN.
            if (column >= done || Element.IsNaN(values[column]))
            {
                firstRows[column] = Scalar.FindMatches<T>.FirstRow(rows, rowCount, column, values[column]);
            }
        }
    }

    // From the last row to the first, so that the first has the last word. A leaf has so few rows that a byte holds the number of each.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FirstRows<TBits>(T** rows, int rowCount, int columns, T* values, int* firstRows)
        where TBits : unmanaged, INumberBase<TBits>
    {
        int done = columns - (columns % Vector512<T>.Count);
        TBits* found = stackalloc TBits[columns];
        new Span<TBits>(found, columns).Clear();
        for (int row = rowCount - 1; row >= 0; row--)
        {
            Vector512<TBits> number = Vector512.Create(TBits.CreateTruncating(row));
            for (int column = 0; column < done; column += Vector512<T>.Count)
            {
                Vector512<T> equal = Vector512.Equals(Vector512.Load(rows[row] + column), Vector512.Load(values + column));
                Vector512.ConditionalSelect(equal.As<T, TBits>(), number, Vector512.Load(found + column)).Store(found + column);
            }
        }

        for (int column = 0; column < done; column++)
        {
            firstRows[column] = int.CreateTruncating(found[column]);
        }

        return done;
    }
}
