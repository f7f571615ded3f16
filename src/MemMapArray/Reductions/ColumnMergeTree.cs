using System;

namespace MemMap.Reductions;

/// <summary><see cref="MergeTree{T, TState, TKernel}"/> for many columns at once.</summary>
internal sealed class ColumnMergeTree<T, TState, TKernel>(TKernel kernel)
    where T : unmanaged
    where TKernel : struct, IReductionKernel<T, TState>
{
    private readonly TState[]?[] _nodes = new TState[]?[sizeof(long) * 8];
    private ulong _leaves;

    /// <summary>Takes the first <paramref name="columns"/> states of a leaf, which are overwritten.</summary>
    public void Push(TState[] leaf, int columns)
    {
        int level = 0;
        for (; (_leaves >> level & 1) != 0; level++)
        {
            MergeInto(_nodes[level]!, leaf, columns);
        }

        TState[] node = _nodes[level] ??= new TState[leaf.Length];
        Array.Copy(leaf, node, columns);
        _leaves++;
    }

    /// <summary>Writes the states of all leaves, the default where there was none; the tree is empty again.</summary>
    public void Take(TState[] states, int columns)
    {
        Array.Clear(states, 0, columns);
        bool any = false;
        for (int level = 0; level < _nodes.Length && _leaves >> level != 0; level++)
        {
            if ((_leaves >> level & 1) == 0)
            {
                continue;
            }

            if (any)
            {
                MergeInto(_nodes[level]!, states, columns);
            }
            else
            {
                Array.Copy(_nodes[level]!, states, columns);
            }

            any = true;
        }

        _leaves = 0;
    }

    private void MergeInto(TState[] left, TState[] right, int columns)
    {
        for (int column = 0; column < columns; column++)
        {
            right[column] = kernel.Merge(left[column], right[column]);
        }
    }
}
