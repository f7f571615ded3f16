using System;
using System.Collections.Generic;
using System.Linq;

namespace MemMap.Relations;

/// <summary>Nodes of the binary tree over all leaves of a matrix. Only siblings are put together, so that what a node knows is the same
/// wherever its leaves come from, in whatever order.</summary>
/// <param name="join">Makes what both know of what the left one and the right one do.</param>
internal sealed class RelationTree<TNode>(Func<TNode, TNode, TNode> join)
{
    private readonly SortedDictionary<long, (int Level, TNode Node)> _nodes = [];

    /// <summary>The nodes, in the order of their leaves: the first leaf of each, and that it has 2^level of them.</summary>
    public IEnumerable<(long Leaf, int Level, TNode Node)> Nodes => _nodes.Select(node => (node.Key, node.Value.Level, node.Value.Node));

    /// <summary>Adds a node, and puts siblings together as far as that goes.</summary>
    public void Add(long leaf, int level, TNode node)
    {
        while (true)
        {
            long sibling = leaf ^ (1L << level);
            if (!_nodes.TryGetValue(sibling, out (int Level, TNode Node) other) || other.Level != level)
            {
                break;
            }

            _nodes.Remove(sibling);
            node = sibling < leaf ? join(other.Node, node) : join(node, other.Node);
            leaf = Math.Min(leaf, sibling);
            level++;
        }

        _nodes.Add(leaf, (level, node));
    }
}
