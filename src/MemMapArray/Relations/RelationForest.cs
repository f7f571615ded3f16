using System;
using System.Collections.Generic;
using System.Linq;

namespace MemMap.Relations;

/// <summary>What is known of some leaves, as states in memory of their own.</summary>
internal sealed class RelationForest : IDisposable
{
    private readonly Func<RelationState> _create;
    private readonly RelationTree<RelationState> _tree;
    private readonly List<RelationState> _all = [];
    private readonly Stack<RelationState> _free = [];

    /// <param name="create">Makes an empty state.</param>
    public RelationForest(Func<RelationState> create) => (_create, _tree) = (create, new(Join));

    public IEnumerable<(long Leaf, int Level, RelationState Node)> Nodes => _tree.Nodes;

    /// <summary>An empty state, which is this one's.</summary>
    public RelationState Take()
    {
        if (_free.Count > 0)
        {
            RelationState used = _free.Pop();
            used.Clear();
            return used;
        }

        RelationState state = _create();
        _all.Add(state);
        return state;
    }

    /// <summary>Adds a node, of <see cref="Take"/>.</summary>
    public void Add(long leaf, int level, RelationState state) => _tree.Add(leaf, level, state);

    /// <summary>What is known of all leaves: nodes that are no siblings are put together from right to left. They stay as they
    /// are.</summary>
    public RelationState Fold()
    {
        RelationState following = Take();
        foreach ((long _, int _, RelationState node) in Nodes.Reverse())
        {
            RelationState both = Take();
            both.Append(node);
            both.Append(following);
            _free.Push(following);
            following = both;
        }

        return following;
    }

    public void Dispose() => _all.ForEach(state => state.Dispose());

    private RelationState Join(RelationState left, RelationState right)
    {
        left.Append(right);
        _free.Push(right);
        return left;
    }
}
