namespace MemMap.Reductions.States;

/// <summary>A finish that makes the results of many columns sooner together than one by one.</summary>
internal unsafe interface IColumnsFinish<TState, TResult>
    where TState : struct, IState
    where TResult : unmanaged
{
    /// <summary>Makes the results of the first columns, with the bits of <see cref="IFinish{TState, TResult}.Finish"/>.</summary>
    /// <param name="state">The state.</param>
    /// <param name="states">The states of the columns.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="count">How many elements each has, at least one.</param>
    /// <param name="results">Takes the results.</param>
    /// <returns>How many were made: up to the first that takes longer.</returns>
    int FinishFirst(TState state, byte* states, int columns, long count, TResult* results);
}
