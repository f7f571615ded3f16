using System;

namespace MemMap.Relations;

/// <summary>How the rows of matrices are cut for their relations. It depends on the numbers of rows and columns only: with the order of
/// additions it defines every bit.</summary>
/// <remarks>
/// <code>
///   panel   128 rows as doubles around their means; 256 of few columns,   its sums are made by themselves, and it stays in a cache
///           64 of very many
///   chunk   panels: 64 to 4,096 rows                                      put together in their order; one thread's unit
///   leaf    chunks: twice as many rows as columns, or one                 put together in their order; its rows are no more than its sums
///   tree    leaves, put together as siblings                              so that neither errors nor parts grow with the number of leaves
/// </code>
/// <para>Each sum of a panel takes the products of its rows in order. Few columns lie in memory one after the other: row i goes to lane
/// i modulo 8, and lanes are added up by halves. No sum is a chain of more than 400 additions, and nothing large is ever taken off one: the
/// error is below 5e-14 of the most that a sum could be, whatever the numbers.</para>
/// </remarks>
internal readonly struct RelationPlan
{
    public const int MostColumns = 4096;

    // Matrices of more columns are done by all threads together, panel by panel: the sums of one chunk are many MiB.
    private const int MostColumnsApart = 512;

    private const int FewColumns = 16, VeryManyColumns = 2049, RowsOfFewColumns = 256, RowsOfManyColumns = 128, RowsOfVeryManyColumns = 64;

    private const int MostRows = 4096, ElementsPerChunk = 1 << 18, RowsPerColumn = 2;

    public RelationPlan(long rows, int left, int right)
    {
        (Rows, Left, Right) = (rows, left, right);
        int columns = Math.Max(left, right);
        (HasFewColumns, IsApart) = (columns <= FewColumns, columns <= MostColumnsApart);
        PanelRows = HasFewColumns ? RowsOfFewColumns : columns < VeryManyColumns ? RowsOfManyColumns : RowsOfVeryManyColumns;
        RowsPerChunk = IsApart ? Math.Min(MostRows, ElementsPerChunk / Math.Max(1, columns) / PanelRows * PanelRows) : PanelRows;
        ChunksPerLeaf = Math.Max(1, RowsPerColumn * columns / RowsPerChunk);
        LeafCount = left == 0 || right == 0 ? 0 : (rows + RowsPerLeaf - 1) / RowsPerLeaf;
        ChunkCount = left == 0 || right == 0 ? 0 : (rows + RowsPerChunk - 1) / RowsPerChunk;
        (LeftStride, RightStride) = (StrideOf(left), StrideOf(right));
    }

    public long Rows { get; }

    /// <summary>How many columns the first matrix has.</summary>
    public int Left { get; }

    /// <summary>How many the second has.</summary>
    public int Right { get; }

    /// <summary>Panels have a column after the other, not a row.</summary>
    public bool HasFewColumns { get; }

    public int PanelRows { get; }

    public int RowsPerChunk { get; }

    public long ChunkCount { get; }

    public int ChunksPerLeaf { get; }

    /// <summary>How many rows a leaf has, but the last one, which may have fewer.</summary>
    public long RowsPerLeaf => (long)ChunksPerLeaf * RowsPerChunk;

    public long LeafCount { get; }

    /// <summary>From a column of the first matrix' sums to the next, in elements, and from a row of its panel.</summary>
    public int LeftStride { get; }

    /// <summary>The same of the second.</summary>
    public int RightStride { get; }

    /// <summary>Each thread has chunks of its own; otherwise a chunk is one panel, which all share.</summary>
    public bool IsApart { get; }

    /// <summary>The rows of a node of the tree.</summary>
    public RowRange RowsOf(long leaf, int level)
    {
        long start = leaf * RowsPerLeaf, end = (leaf + (1L << level)) * RowsPerLeaf;
        return new(start, Math.Min(Rows, end) - start);
    }

    /// <summary>From one row of so many columns to the next: whole cache lines, and an odd number of them, so that neighbouring rows do not
    /// crowd one set of the cache.</summary>
    public static int StrideOf(int columns) => ((((columns + Products.Padding - 1) / Products.Padding) | 1) * Products.Padding);
}
