using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Scalar;

/// <summary>Squares of elements as doubles, and what is left of them: the sum of both is the square, exactly.</summary>
/// <typeparam name="T">float, whose squares are doubles, or double.</typeparam>
internal static unsafe class SquareElements<T>
    where T : unmanaged
{
    // Splits a double into halves of 26 bits.
    private const double Splitter = (1 << 27) + 1;

    /// <summary>The squares, rounded; NaN where the square is too small for two doubles.</summary>
    public static void Rounded(T* elements, int count, double* squares)
    {
        for (int i = 0; i < count; i++)
        {
            double element = Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i));
            squares[i] = typeof(T) == typeof(double) && System.Math.Abs(element) < Squares.Least && element != 0
                ? double.NaN
                : element * element;
        }
    }

    /// <summary>What rounding left of the squares of doubles, where it did not leave NaN (Dekker, "A floating-point technique for extending
    /// the available precision", 1971).</summary>
    public static void Rests(double* elements, int count, double* rests)
    {
        for (int i = 0; i < count; i++)
        {
            double element = Unsafe.ReadUnaligned<double>(elements + i), wide = element * Splitter;
            double upper = wide - (wide - element), lower = element - upper;
            rests[i] = ((upper * upper) - (element * element)) + (2 * upper * lower) + (lower * lower);
        }
    }
}
