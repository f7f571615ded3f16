using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Scalar;

/// <summary>Sums squares digit by digit.</summary>
/// <typeparam name="T">float, or double.</typeparam>
internal static unsafe class SumSquares<T>
    where T : unmanaged
{
    // So many are added before digits are carried.
    private const int ElementsPerCarry = 512;

    /// <summary>Makes the state of a block, whatever its elements are.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void ByDigits(T* elements, int count, byte* state)
    {
        long* digits = stackalloc long[Digits<SquareOf<T>>.Count];
        new Span<long>(digits, Digits<SquareOf<T>>.Count).Clear();
        Specials specials = Specials.None;
        for (int i = 0; i < count; i++)
        {
            double element = Element.ToDouble(Unsafe.ReadUnaligned<T>(elements + i));
            if (!Doubles.IsFinite(element))
            {
                specials |= Specials.NaN;
            }
            else if (typeof(T) == typeof(double))
            {
                Squares.Add(element, digits);
            }
            else
            {
                Digits<SquareOf<T>>.TryAdd(element * element, digits);
            }

            if (i % ElementsPerCarry == ElementsPerCarry - 1)
            {
                Digits<SquareOf<T>>.Carry(digits, Digits<SquareOf<T>>.Count);
            }
        }

        DigitPlanes<SquareOf<T>>.Store(digits, specials, state, 0, 1);
    }
}
