namespace MemMap.Reductions.Finishing;

/// <summary>All that <c>Describe</c> says.</summary>
internal readonly unsafe struct AsMoments<T, TSum> : IFinish<DescribeState<T, TSum>, Moments>
    where T : unmanaged
    where TSum : struct, ISumState
{
    public Moments Finish(DescribeState<T, TSum> state, byte* states, int column, int columns, long count) =>
        Moments.From(state, states, column, columns, count);

    public Moments FinishEmpty() => default;
}
