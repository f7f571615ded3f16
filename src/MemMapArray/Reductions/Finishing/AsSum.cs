namespace MemMap.Reductions.Finishing;

/// <summary>The sum, as the nearest double of what the state has.</summary>
internal readonly unsafe struct AsSum : IFinish<SumState, double>, IFinish<IntegerSumState, double>
{
    public double Finish(SumState state, byte* states, int column, int columns, long count) =>
        Doubles.Canonical(state.SumOf(states, column, columns));

    public double Finish(IntegerSumState state, byte* states, int column, int columns, long count) => state.SumOf(states, column, columns);

    public double FinishEmpty() => 0;
}
