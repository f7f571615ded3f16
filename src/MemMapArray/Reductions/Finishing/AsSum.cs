namespace MemMap.Reductions.Finishing;

/// <summary>The sum, as the double nearest to that of the state.</summary>
internal readonly unsafe struct AsSum<TState> : IFinish<TState, double>, IColumnsFinish<TState, double>
    where TState : struct, ISumState
{
    public double Finish(TState state, byte* states, int column, int columns, long count) =>
        Doubles.Canonical(state.SumOf(states, column, columns));

    public int FinishFirst(TState state, byte* states, int columns, long count, double* results) =>
        state.DivideFirst(states, columns, 1, results);

    public double FinishEmpty() => 0;
}
