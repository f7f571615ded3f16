using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>Sums elements and their squares, both exactly, for an exact variance.</summary>
/// <typeparam name="T">float, or double; others become one of these.</typeparam>
/// <param name="skipNaN">NaN is left out.</param>
internal readonly unsafe struct ExactVariance<T>(bool skipNaN) : IStateKernel<T, ExactVarianceState<T>>
    where T : unmanaged
{
    private readonly FloatingSum<T> _sum = new(skipNaN);
    private readonly SquareSum<T> _squares = new(skipNaN);

    public ExactVarianceState<T> State => new(countsSkipped: skipNaN);

    public bool BlocksAreRows => true;

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        _sum.ReduceBlock(elements, count, position, state);
        _squares.ReduceBlock(elements, count, position, State.Squares(state, 1));
    }

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        _sum.ReduceRows(rows, rowCount, columns, position, states);
        _squares.ReduceRows(rows, rowCount, columns, position, State.Squares(states, columns));
    }
}
