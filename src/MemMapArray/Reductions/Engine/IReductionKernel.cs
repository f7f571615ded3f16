namespace MemMap.Reductions;

/// <summary>What one reduction does: elements to states, two states to one, and the last state to a result.</summary>
/// <remarks>
/// The states of some columns are planes: for each quantity of a state, one value for each column, side by side, so that merging is a
/// loop over vectors. <c>plane k</c> of 8-byte quantities begins at byte <c>8 * k * columns</c>. A block has one column.
/// </remarks>
internal unsafe interface IReductionKernel<T, TResult>
    where T : unmanaged
    where TResult : unmanaged
{
    /// <summary>The bytes of one column's state, over all planes.</summary>
    int StateBytes { get; }

    /// <summary>The state of up to <see cref="Rules.BlockElements"/> elements that follow each other in traversal order, the first at <paramref name="position"/>.</summary>
    void ReduceBlock(T* elements, int count, long position, byte* state);

    /// <summary>A state for each of up to <see cref="Rules.ColumnsPerTile"/> columns, over up to <see cref="Rules.RowsPerLeaf"/> rows in their order,
    /// the first at <paramref name="position"/>. Behind the last row follow <see cref="Rules.RowsAhead"/> more that are worth a prefetch.</summary>
    void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states);

    /// <summary>Makes <paramref name="left"/> the states of both; its elements come first. <paramref name="right"/> is of no use after that.</summary>
    void Merge(byte* left, byte* right, int columns);

    /// <summary>The result of one column over <paramref name="count"/> elements, at least one.</summary>
    TResult Finish(byte* states, int column, int columns, long count);

    /// <summary>The result where there are no elements.</summary>
    /// <exception cref="System.InvalidOperationException">There is none.</exception>
    TResult FinishEmpty();
}
