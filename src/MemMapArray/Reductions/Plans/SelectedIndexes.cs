namespace MemMap.Reductions.Plans;

/// <summary>The indexes of the elements that are left of a leaf, by their rank among these: what a kernel that looks at positions is given
/// in place of all indexes.</summary>
/// <param name="all">The indexes of all positions.</param>
internal sealed class SelectedIndexes(TraversalIndexes all) : TraversalIndexes
{
    private readonly int[] _places = new int[Rules.BlockElements];
    private long _position;

    /// <summary>Some kernel looks at them.</summary>
    public bool AreTaken { get; private set; }

    /// <summary>Where in its leaf the element of each rank is, to be filled in.</summary>
    public int[] Places => _places;

    /// <summary>Begins with another leaf.</summary>
    /// <param name="position">The position of its first element.</param>
    public void Start(long position) => _position = position;

    /// <inheritdoc/>
    public override TraversalIndexes Take()
    {
        AreTaken = true;
        return this;
    }

    /// <inheritdoc/>
    public override long IndexOf(long rank, out long run, out long step)
    {
        // Where positions are indexes, they go up to the end of the leaf, though not evenly: the first of some is the least.
        (run, step) = (all.IsInOrder ? Rules.BlockElements : 1, 1);
        return all.IndexOf(_position + _places[rank]);
    }
}
