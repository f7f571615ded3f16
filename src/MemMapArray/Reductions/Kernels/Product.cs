using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>Multiplies elements in double precision. Those that doubles do not hold exactly, or that may be left out, are converted
/// first.</summary>
/// <param name="skipNaN">NaN is left out.</param>
internal readonly unsafe struct Product<T>(bool skipNaN) : IStateKernel<T, ProductState>
    where T : unmanaged
{
    public ProductState State => default;

    public bool BlocksAreRows => false;

    private static Converted<T, double, ToFactor<T>, Product<double>, ProductState> OfFactors => default;

    private bool IsConverted => skipNaN || Element.IsWideInteger<T>();

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        if (IsConverted)
        {
            OfFactors.ReduceBlock(elements, count, position, state);
            return;
        }

        *(double*)state = Multiply<T>.Block(elements, count, out long exponent);
        ((long*)state)[1] = exponent;
    }

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        if (IsConverted)
        {
            OfFactors.ReduceRows(rows, rowCount, columns, position, states);
            return;
        }

        Multiply<T>.Rows(rows, rowCount, columns, (double*)states, (long*)states + columns);
    }
}
