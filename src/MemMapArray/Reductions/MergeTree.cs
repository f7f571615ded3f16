using System;

namespace MemMap.Reductions;

/// <summary>
/// Merges states in the one order that defines a result: node (k, j) covers leaves [j 2^k, (j + 1) 2^k), only siblings merge, and
/// the roots left at the end fold from right to left. Each node is a state for each of some columns; a whole-view reduction has one column.
/// </summary>
/// <remarks>A tree over leaves [j 2^k, j 2^k + n) can be built apart and appended to the tree of all leaves before them: that is what threads do.</remarks>
internal sealed class MergeTree<T, TState, TResult, TKernel>(TKernel kernel, int width)
    where T : unmanaged
    where TKernel : struct, IReductionKernel<T, TState, TResult>
{
    // Slot k holds a node of 2^k leaves when bit k of the count is set.
    private readonly TState[]?[] _nodes = new TState[]?[sizeof(long) * 8];
    private readonly TState[] _carry = new TState[width];
    private ulong _leaves;

    /// <summary>Adds the first <paramref name="columns"/> states of a leaf.</summary>
    public void Push(TState[] leaf, int columns) => Push(0, leaf, columns);

    /// <summary>Adds the leaves of another tree, which come next; this tree's count is a multiple of the other's largest node.</summary>
    public void Append(MergeTree<T, TState, TResult, TKernel> next, int columns)
    {
        for (int level = _nodes.Length - 1; level >= 0; level--)
        {
            if (next.Has(level))
            {
                Push(level, next._nodes[level]!, columns);
            }
        }
    }

    /// <summary>The states of all leaves, the default where there was none.</summary>
    public TState[] Fold(int columns)
    {
        Array.Clear(_carry, 0, columns);
        bool any = false;
        for (int level = 0; level < _nodes.Length && _leaves >> level != 0; level++)
        {
            if (!Has(level))
            {
                continue;
            }

            if (any)
            {
                MergeIntoCarry(_nodes[level]!, columns);
            }
            else
            {
                Array.Copy(_nodes[level]!, _carry, columns);
            }

            any = true;
        }

        return _carry;
    }

    public void Clear() => _leaves = 0;

    private bool Has(int level) => (_leaves >> level & 1) != 0;

    private void Push(int level, TState[] node, int columns)
    {
        _leaves += 1UL << level;
        if (_nodes[level] is { } free && Has(level))
        {
            Array.Copy(node, free, columns);
            return;
        }

        Array.Copy(node, _carry, columns);
        for (; !Has(level); level++)
        {
            MergeIntoCarry(_nodes[level]!, columns);
        }

        Array.Copy(_carry, _nodes[level] ??= new TState[width], columns);
    }

    private void MergeIntoCarry(TState[] left, int columns)
    {
        for (int column = 0; column < columns; column++)
        {
            _carry[column] = kernel.Merge(left[column], _carry[column]);
        }
    }
}
