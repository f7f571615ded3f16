using System;
using System.Threading;

namespace MemMap.Cluster;

/// <summary>Shards that are asked for together: the same silos have all of them.</summary>
/// <param name="shards">Which, in the order of their rows.</param>
/// <param name="labels">Their labels, in the order in which they are asked; an empty one where any silo has them.</param>
internal sealed class ShardUnit(int[] shards, string[] labels)
{
    private int _isTaken;

    public int[] Shards => shards;

    public string[] Labels => labels;

    /// <summary>Those of its shards that pass a test, to be taken anew.</summary>
    public ShardUnit Only(Predicate<int> test) => new(Array.FindAll(shards, test), labels);

    /// <summary>Of all who try, one may scan them.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _isTaken, 1) == 0;
}
