namespace MemMap.Reductions.Finishing;

/// <summary>The arithmetic mean: the sum divided by the count, never a pivot plus a shifted mean, which infinities and large numbers would
/// spoil.</summary>
internal readonly unsafe struct AsMean<TState> : IFinish<TState, double>, IColumnsFinish<TState, double>
    where TState : struct, ISumState
{
    public double Finish(TState state, byte* states, int column, int columns, long count) =>
        state.MeanOf(states, column, columns, count);

    public int FinishFirst(TState state, byte* states, int columns, long count, double* results) =>
        state.DivideFirst(states, columns, count, results);

    public double FinishEmpty() => double.NaN;
}
