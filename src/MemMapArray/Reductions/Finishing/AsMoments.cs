using MemMap.Reductions.Elements;
using MemMap.Reductions.States;

namespace MemMap.Reductions.Finishing;

/// <summary>All that <c>Describe</c> says.</summary>
internal readonly unsafe struct AsMoments<T, TSum> : IFinish<DescribeState<T, TSum>, Moments>
    where T : unmanaged
    where TSum : struct, ISumState
{
    public Moments Finish(DescribeState<T, TSum> state, byte* states, int column, int columns, long count)
    {
        T* mins = state.Mins(states, columns);
        double mean = state.Sum.MeanOf(states, column, columns, count);
        return new(FourthMoments.Load(state.Moments(states, columns), column, columns), mean, Nearest(mins[column]), Nearest(mins[columns + column]));
    }

    public Moments FinishEmpty() => default;

    private static double Nearest(T element) => Element.ToNearestDouble(element);
}
