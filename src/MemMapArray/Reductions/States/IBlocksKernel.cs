namespace MemMap.Reductions.States;

/// <summary>A kernel that makes the states of many blocks of one size sooner together than one by one.</summary>
/// <typeparam name="T">The element type.</typeparam>
internal unsafe interface IBlocksKernel<T>
    where T : unmanaged
{
    /// <summary>How many blocks of so many elements it takes at once; 1 where that is no better.</summary>
    int BlocksAtOnce(int count);

    /// <summary>The states of blocks, as planes of so many columns.</summary>
    /// <param name="first">The first block.</param>
    /// <param name="stride">From a block to the next, in bytes.</param>
    /// <param name="count">How many elements each has.</param>
    /// <param name="blocks">How many there are.</param>
    /// <param name="states">Takes the states.</param>
    void ReduceBlocks(T* first, long stride, int count, int blocks, byte* states);
}
