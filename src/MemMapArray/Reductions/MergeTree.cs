namespace MemMap.Reductions;

/// <summary>
/// Merges states in the one order that defines the result: node (k, j) covers leaves [j 2^k, (j + 1) 2^k), only siblings merge, and
/// the roots left at the end fold from right to left.
/// </summary>
internal struct MergeTree<T, TState, TKernel>(TKernel kernel)
    where T : unmanaged
    where TKernel : struct, IReductionKernel<T, TState>
{
    // Slot k holds a node of 2^k leaves when bit k of the count is set.
    private readonly TState[] _nodes = new TState[sizeof(long) * 8];
    private ulong _leaves;

    public void Push(TState leaf)
    {
        int level = 0;
        for (; (_leaves >> level & 1) != 0; level++)
        {
            leaf = kernel.Merge(_nodes[level], leaf);
        }

        _nodes[level] = leaf;
        _leaves++;
    }

    /// <summary>The state of all leaves, the default when there was none; the tree is empty again.</summary>
    public TState Take()
    {
        TState state = default!;
        bool any = false;
        for (int level = 0; level < _nodes.Length && _leaves >> level != 0; level++)
        {
            if ((_leaves >> level & 1) != 0)
            {
                state = any ? kernel.Merge(_nodes[level], state) : _nodes[level];
                any = true;
            }
        }

        _leaves = 0;
        return state;
    }
}
