namespace MemMap.Reductions.States;

/// <summary>What a reduction knows of some elements, and how what it knows of two neighbouring parts becomes one.</summary>
/// <remarks>
/// The states of some columns are planes: for each quantity of a state, its value for each column, side by side, so that merging is a loop
/// over vectors. A block has one column.
/// <code>
///   2 planes of 3 columns:   sum 0  sum 1  sum 2 | count 0  count 1  count 2
/// </code>
/// </remarks>
internal unsafe interface IState
{
    /// <summary>The bytes of one column's state, over all planes.</summary>
    int Bytes { get; }

    /// <summary>How many planes there are.</summary>
    int Planes { get; }

    /// <summary>The bytes of one column in a plane.</summary>
    int BytesOf(int plane);

    /// <summary>Any two states merge, of parts that are no neighbours as well, and always to the same: nothing is known of order, so no
    /// tree of merges has to be kept to.</summary>
    bool IsOrderless { get; }

    /// <summary>Elements lead to the same state in whatever order they come, and however they are grouped. What is known of leaves is kept by
    /// itself all the same, unless it is <see cref="IsOrderless"/>.</summary>
    bool IsCommutative { get; }

    /// <summary>Makes the states' bytes those that all equal states have.</summary>
    /// <returns><see langword="false"/> if they cannot be states: bytes may come from anywhere.</returns>
    bool Settle(byte* states, int columns);

    /// <summary>Makes <paramref name="left"/> the states of both parts. Its elements come first. <paramref name="right"/> is of no use
    /// after that.</summary>
    void Merge(byte* left, byte* right, int columns);
}
