
namespace MemMap.Reductions.Finishing;

/// <summary>The result of selected elements: of as many as there are. Where none was selected, that of no elements.</summary>
/// <param name="finish">Makes it.</param>
internal readonly unsafe struct OfSelected<TState, TResult, TFinish>(TFinish finish) : IFinish<SelectedState<TState>, TResult>
    where TState : struct, IState
    where TResult : unmanaged
    where TFinish : struct, IFinish<TState, TResult>
{
    public TResult Finish(SelectedState<TState> state, byte* states, int column, int columns, long count)
    {
        long selected = SelectedState<TState>.Counts(states)[column];
        return selected > 0 ? finish.Finish(state.One, SelectedState<TState>.Made(states, columns), column, columns, selected)
            : finish is IFinishOfNone<TResult> none ? none.FinishNone()
            : finish.FinishEmpty();
    }

    public TResult FinishEmpty() => finish.FinishEmpty();
}
