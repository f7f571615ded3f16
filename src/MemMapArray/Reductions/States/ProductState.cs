using System.Runtime.CompilerServices;

namespace MemMap.Reductions.States;

/// <summary>A product that neither overflows nor underflows: a mantissa, from 1 to below 2 (or zero, infinity, NaN), and an exponent of 64
/// bits.</summary>
internal readonly unsafe struct ProductState : IState
{
    public int Bytes => sizeof(double) + sizeof(long);

    public int Planes => 2;

    public bool IsOrderless => false;

    public bool IsCommutative => false;

    public int BytesOf(int plane) => sizeof(double);

    public bool Settle(byte* states, int columns) => true;

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns)
    {
        double* mantissas = (double*)left, nextMantissas = (double*)right;
        long* exponents = (long*)left + columns, nextExponents = (long*)right + columns;
        for (int column = 0; column < columns; column++)
        {
            exponents[column] += nextExponents[column];
            mantissas[column] = Mantissa.Split(mantissas[column] * nextMantissas[column], ref exponents[column]);
        }
    }
}
