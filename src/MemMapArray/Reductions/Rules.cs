namespace MemMap.Reductions;

/// <summary>
/// The constants that, with the elements and their order, define the value of a reduction to its last bit. Scheduling may change;
/// these may not without saying so.
/// </summary>
/// <remarks>
/// <code>
///   block: 4096 elements in traversal order         whole-view rule: element i of a block
///   +---------+---------+-- ... --+---------+         is in group i / 512, lane i % 32.
///   | group 0 | group 1 |         | group 7 |         A lane adds its 16 elements of a group in order,
///   +---------+---------+-- ... --+---------+         groups merge as a tree, then lanes by halves.
///   16 rows of 32 lanes each
/// </code>
/// Short chains keep the error of a sum of equal values near 5e-16; one chain of 128 elements a lane would make it 3.6e-15.
/// </remarks>
internal static class Rules
{
    public const int Lanes = 32;

    public const int GroupElements = 16 * Lanes;

    public const int GroupsPerBlock = 8;

    public const int BlockElements = GroupsPerBlock * GroupElements;

    /// <summary>When the contiguous axis is kept: how many rows one accumulator of a sum takes in order.</summary>
    public const int RowsPerSumGroup = 16;

    /// <summary>Groups merge as a tree, and so do leaves: how many groups a leaf has is a matter of speed only.</summary>
    public const int RowsPerSumLeaf = 8 * RowsPerSumGroup;

    /// <summary>How many rows one accumulator of moments takes, which are sums of differences and so need no shorter chains.</summary>
    public const int RowsPerMomentsLeaf = 128;

    /// <summary>A second pass is taken when the sum of squares around the pivot is more than this many times the one around the mean.</summary>
    public const double CancellationLimit = 16;
}
