using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Scalar;

/// <summary>Squares of elements as doubles, and what is left of them: the sum of both is the square, exactly.</summary>
/// <typeparam name="T">float, whose squares are doubles, or double.</typeparam>
internal static unsafe class SquareElements<T>
    where T : unmanaged
{
    /// <summary>The squares, rounded; NaN where the square is too small for two doubles.</summary>
    public static void Rounded(T* elements, int count, double* squares)
    {
        for (int i = 0; i < count; i++)
        {
            double element = Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i));
            squares[i] = typeof(T) == typeof(double) && Math.Abs(element) < Squares.Least && element != 0
                ? double.NaN
                : element * element;
        }
    }

    /// <summary>What rounding left of the squares of doubles, where it did not leave NaN.</summary>
    public static void Rests(double* elements, int count, double* rests)
    {
        for (int i = 0; i < count; i++)
        {
            double element = Unsafe.ReadUnaligned<double>(elements + i);
            rests[i] = Doubles.TwoProduct(element, element).Error;
        }
    }
}
