using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Loops;

/// <summary><see cref="Scalar.SquareElements{T}"/> with vectors. A fused multiply-add is exact here, as all of this is.</summary>
internal static unsafe class SquareElements<T>
    where T : unmanaged
{
    private const int Lanes16 = 16;

    /// <summary>The squares, rounded; NaN where the square is too small for two doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rounded(T* elements, int count, double* squares)
    {
        Vector512<double> least = Vector512.Create(Squares.Least), nan = Vector512.Create(double.NaN);
        int i = 0;
        for (; i <= count - Lanes16; i += Lanes16)
        {
            Lanes.LoadHalf(elements + i, out Vector512<double> x, out Vector512<double> y);
            Vector512<double> ofX = x * x, ofY = y * y;
            if (typeof(T) == typeof(double))
            {
                ofX = Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(x), least) & ~Vector512.Equals(x, default), nan, ofX);
                ofY = Vector512.ConditionalSelect(Vector512.LessThan(Vector512.Abs(y), least) & ~Vector512.Equals(y, default), nan, ofY);
            }

            ofX.Store(squares + i);
            ofY.Store(squares + i + 8);
        }

        Scalar.SquareElements<T>.Rounded(elements + i, count - i, squares + i);
    }

    /// <summary>What rounding left of the squares of doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rests(double* elements, int count, double* rests)
    {
        int i = 0;
        for (; i <= count - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            Vector512<double> x = Vector512.Load(elements + i);
            Vector512.FusedMultiplyAdd(x, x, -(x * x)).Store(rests + i);
        }

        Scalar.SquareElements<T>.Rests(elements + i, count - i, rests + i);
    }
}
