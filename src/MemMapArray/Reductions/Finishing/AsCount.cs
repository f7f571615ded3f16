namespace MemMap.Reductions.Finishing;

/// <summary>How many elements are not zero. The state's sum is that of ones for those, NaN among them; NaN that is left out comes
/// off.</summary>
internal readonly unsafe struct AsCount : IFinish<SumState, long>
{
    public long Finish(SumState state, byte* states, int column, int columns, long count) =>
        (long)(state.SumOf(states, column, columns) - state.SkippedOf(states, column, columns));

    public long FinishEmpty() => 0;
}

/// <summary>Whether some element is not zero.</summary>
internal readonly unsafe struct AsAny : IFinish<SumState, bool>
{
    public bool Finish(SumState state, byte* states, int column, int columns, long count) =>
        default(AsCount).Finish(state, states, column, columns, count) > 0;

    public bool FinishEmpty() => false;
}

/// <summary>Whether no element is zero. NaN is not zero, whether it is left out or not.</summary>
internal readonly unsafe struct AsAll : IFinish<SumState, bool>
{
    public bool Finish(SumState state, byte* states, int column, int columns, long count) => state.SumOf(states, column, columns) == count;

    public bool FinishEmpty() => true;
}
