using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Partials;

/// <summary>What a partial knows of some positions: the states of a node of the tree, or the elements of a part of a leaf.</summary>
/// <param name="positions">Which positions; of every result the same.</param>
/// <param name="level">The node's level, below 0 for elements.</param>
/// <param name="data">The states of every group of results, one group after the other, or the elements likewise.</param>
internal sealed class PartialPiece(PositionRange positions, int level, byte[] data)
{
    /// <summary>The level of elements.</summary>
    public const int Elements = -1;

    public PositionRange Positions => positions;

    public int Level => level;

    public bool IsElements => level == Elements;

    public byte[] Data => data;
}
