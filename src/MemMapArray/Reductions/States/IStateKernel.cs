namespace MemMap.Reductions.States;

/// <summary>Reduces elements to states: a block of them, or some rows.</summary>
/// <typeparam name="T">The element type, with its bytes in the order of this machine.</typeparam>
/// <typeparam name="TState">What they become.</typeparam>
internal unsafe interface IStateKernel<T, TState>
    where T : unmanaged
    where TState : struct, IState
{
    TState State { get; }

    /// <summary>A block and a column of the same elements come to the same result.</summary>
    bool BlocksAreRows { get; }

    /// <summary>The state of up to <see cref="Rules.BlockElements"/> elements that follow each other in traversal order, the first at
    /// <paramref name="position"/>.</summary>
    void ReduceBlock(T* elements, int count, long position, byte* state);

    /// <summary>A state for each of up to <see cref="Rules.ColumnsPerTile"/> columns, over up to <see cref="Rules.RowsPerLeaf"/> rows in
    /// their order, the first at <paramref name="position"/>. Behind the last row follow <see cref="Rules.RowsAhead"/> more that are worth
    /// a prefetch.</summary>
    void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states);
}
