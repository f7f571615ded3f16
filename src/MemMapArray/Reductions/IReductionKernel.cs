namespace MemMap.Reductions;

/// <summary>What one reduction does: elements to states, states to one state, and the last state to a result.</summary>
internal unsafe interface IReductionKernel<T, TState, TResult>
    where T : unmanaged
{
    /// <summary>How many rows <see cref="ReduceRows"/> takes at most.</summary>
    int RowsPerLeaf { get; }

    /// <summary>The state of up to <see cref="Rules.BlockElements"/> elements that follow each other.</summary>
    TState ReduceBlock(T* elements, int count);

    /// <summary>A state for each of some columns, over rows in their order. At most <see cref="ReductionEngine.ColumnsPerTile"/> columns.</summary>
    void ReduceRows(T** rows, int rowCount, int columns, TState[] states);

    /// <summary>The state of both; the elements of <paramref name="left"/> come first.</summary>
    TState Merge(in TState left, in TState right);

    /// <summary>The result over <paramref name="count"/> elements, which may be 0; <paramref name="state"/> is then the default.</summary>
    /// <exception cref="System.InvalidOperationException">There is no result without elements.</exception>
    TResult Finish(in TState state, long count);
}
