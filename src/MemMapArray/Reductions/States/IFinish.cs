namespace MemMap.Reductions.States;

/// <summary>Makes a result of a state. Reductions that differ in this alone share the code of the engine: sum and mean, variance and
/// standard deviation.</summary>
internal unsafe interface IFinish<TState, TResult>
    where TState : struct, IState
    where TResult : unmanaged
{
    /// <summary>The result of one column over <paramref name="count"/> elements, at least one.</summary>
    TResult Finish(TState state, byte* states, int column, int columns, long count);

    /// <summary>The result where there are no elements.</summary>
    /// <exception cref="System.InvalidOperationException">There is none.</exception>
    TResult FinishEmpty();
}
