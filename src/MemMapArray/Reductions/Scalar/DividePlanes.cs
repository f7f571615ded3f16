using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Scalar;

/// <summary>Divides sums of many columns by one number, each rounded once.</summary>
internal static unsafe class DividePlanes
{
    /// <summary>Quotients of <see cref="SumPair"/>s, from a column on.</summary>
    /// <param name="states">Planes of <see cref="DigitPlanes{T}"/>.</param>
    /// <param name="columns">How many columns they have.</param>
    /// <param name="divisor">The divisor, at least 1.</param>
    /// <param name="quotients">Takes the quotients.</param>
    /// <param name="start">The first column.</param>
    /// <returns>How many columns are done: up to the first that has no pair, or whose rounding takes all digits.</returns>
    [MethodImpl(HotPath.Optimized)]
    public static int Pairs<T>(byte* states, int columns, long divisor, double* quotients, int start = 0)
        where T : unmanaged
    {
        for (int i = start; i < columns; i++)
        {
            if (!DigitPlanes<T>.Ranges(states)[i].IsPair || !DigitPlanes<T>.PairAt(states, i, columns).TryDivide(divisor, out quotients[i]))
            {
                return i;
            }
        }

        return columns;
    }

    /// <summary>Quotients of integers of 128 bits, from a column on.</summary>
    /// <param name="states">A plane of low halves, then one of high halves.</param>
    /// <param name="columns">How many columns they have.</param>
    /// <param name="divisor">The divisor, at least 1.</param>
    /// <param name="quotients">Takes the quotients.</param>
    /// <param name="start">The first column.</param>
    [MethodImpl(HotPath.Optimized)]
    public static void WideIntegers(byte* states, int columns, long divisor, double* quotients, int start = 0)
    {
        for (int i = start; i < columns; i++)
        {
            quotients[i] = WideInteger.Load(states, i, columns).DividedBy(divisor);
        }
    }
}
