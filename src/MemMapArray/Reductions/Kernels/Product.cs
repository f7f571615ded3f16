using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>The product of elements in double precision, which overflows and underflows only where the result does.</summary>
/// <remarks>Planes: the mantissa, from 1 to below 2 (or zero, infinity, NaN), and the exponent of 64 bits.</remarks>
/// <param name="skipNaN">NaN is left out.</param>
internal readonly unsafe struct Product<T>(bool skipNaN) : IReductionKernel<T, double>
    where T : unmanaged
{
    public int StateBytes => sizeof(double) + sizeof(long);

    private bool IsConverted => skipNaN || Element.IsWideInteger<T>();

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        long exponent;
        if (IsConverted)
        {
            double* factors = stackalloc double[Rules.BlockElements];
            Convert(elements, count, factors);
            *(double*)state = Products.OfBlock(factors, count, out exponent);
        }
        else
        {
            *(double*)state = Products.OfBlock(elements, count, out exponent);
        }

        ((long*)state)[1] = exponent;
    }

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        double* mantissas = (double*)states;
        long* exponents = (long*)states + columns;
        if (!IsConverted)
        {
            Products.OfRows(rows, rowCount, columns, mantissas, exponents);
            return;
        }

        for (int column = 0; column < columns; column += Rules.Lanes)
        {
            ReduceSome(rows, rowCount, column, Math.Min(Rules.Lanes, columns - column), mantissas + column, exponents + column);
        }
    }

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns)
    {
        double* mantissas = (double*)left, nextMantissas = (double*)right;
        long* exponents = (long*)left + columns, nextExponents = (long*)right + columns;
        for (int column = 0; column < columns; column++)
        {
            exponents[column] += nextExponents[column];
            mantissas[column] = ScalarProducts.Split(mantissas[column] * nextMantissas[column], ref exponents[column]);
        }
    }

    public double Finish(byte* states, int column, int columns, long count)
    {
        double mantissa = ((double*)states)[column];
        return mantissa == 0 || !MomentsState.IsFinite(mantissa)
            ? ReductionEngine.Canonical(mantissa)
            : ScalarProducts.Join(mantissa, ((long*)states)[columns + column]);
    }

    public double FinishEmpty() => 1;

    private static void Convert(T* elements, int count, double* factors)
    {
        for (int i = 0; i < count; i++)
        {
            T element = Unsafe.ReadUnaligned<T>(elements + i);
            factors[i] = Element.IsNaN(element) ? 1 : Element.ToNearestDouble(element);
        }
    }

    // The factors of some columns are rows of their own.
    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    private static void ReduceSome(T** rows, int rowCount, int first, int some, double* mantissas, long* exponents)
    {
        double* factors = stackalloc double[Rules.RowsPerLeaf * Rules.Lanes];
        double** factorRows = stackalloc double*[Rules.RowsPerLeaf + Rules.RowsAhead];
        for (int row = 0; row < rowCount + Rules.RowsAhead; row++)
        {
            factorRows[row] = factors + (Math.Min(row, rowCount - 1) * some);
        }

        for (int row = 0; row < rowCount; row++)
        {
            Convert(rows[row] + first, some, factorRows[row]);
        }

        Products.OfRows(factorRows, rowCount, some, mantissas, exponents);
    }
}
