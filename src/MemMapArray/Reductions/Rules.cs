using System;

namespace MemMap.Reductions;

/// <summary>
/// The constants that, with the elements and their order, define the value of a reduction to its last bit. Scheduling may change;
/// these may not without a new <see cref="Version"/>.
/// </summary>
/// <remarks>
/// <code>
///   block: 4096 elements in traversal order         where the contiguous axis is reduced: element i of a block
///   +---------+---------+-- ... --+---------+         is in group i / 512, lane i % 32.
///   | group 0 | group 1 |         | group 7 |         A lane adds its 16 elements of a group in order,
///   +---------+---------+-- ... --+---------+         groups merge as a tree, then lanes by halves.
///   16 rows of 32 lanes each
///
///   where it is kept, a leaf is 128 rows:           a column adds its 16 elements of a group in order,
///   8 groups of 16 rows, a lane for each column       groups merge as a tree.
/// </code>
/// Short chains keep the error of a sum of equal values near 5e-16; one chain of 128 elements a lane would make it 3.6e-15.
/// </remarks>
internal static class Rules
{
    /// <summary>Goes up with any change of a result's bits or of a partial's bytes: partials of different versions do not merge.</summary>
    public const int Version = 4;

    public const int Lanes = 32;

    public const int GroupElements = 16 * Lanes;

    public const int GroupsPerBlock = 8;

    public const int BlockElements = GroupsPerBlock * GroupElements;

    /// <summary>When the contiguous axis is kept: how many rows one accumulator takes in order.</summary>
    public const int RowsPerGroup = 16;

    public const int GroupsPerLeaf = 8;

    public const int RowsPerLeaf = GroupsPerLeaf * RowsPerGroup;

    /// <summary>So many columns at a time that their states stay in the cache, and enough that memory is read in long runs. Of partials'
    /// bytes, not of results.</summary>
    public const int ColumnsPerTile = 1024;

    /// <summary>Fewer columns at a time where their results, and so their states, are large.</summary>
    public const int ResultBytesPerTile = 1 << 20;

    /// <summary>Behind the rows of a leaf, kernels find pointers to so many of the next, to fetch them; at the end the last one again. No
    /// rule, but they are counted alike.</summary>
    public const int RowsAhead = 16;

    /// <summary>A second pass is taken when the sum of squares around the pivot is more than this many times the one around the
    /// mean.</summary>
    public const double CancellationLimit = 16;

    /// <summary>Where the lane of an element of a block is, in memory of 32 lanes a group.</summary>
    public static int LaneOf(int i) => (i / GroupElements * Lanes) + (i % Lanes);

    /// <summary>Of an array of this shape in C order, the fewest rows, a power of two, that are whole blocks and whole leaves of rows:
    /// what is cut at multiples of them has partials without edges.</summary>
    public static long RowsPerBorder(ReadOnlySpan<long> shape)
    {
        // Only the remainder matters, and it cannot overflow.
        long rowLength = 1;
        for (int axis = 1; axis < shape.Length; axis++)
        {
            rowLength = rowLength * (shape[axis] % BlockElements) % BlockElements;
        }

        long rows = RowsPerLeaf;
        while (rows < BlockElements && rows * rowLength % BlockElements != 0)
        {
            rows *= 2;
        }

        return rows;
    }
}
