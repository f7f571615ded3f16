using System;

namespace MemMap.Relations;

/// <summary>How the rows of matrices are cut for their relations. It depends on the numbers of rows and columns only: with the order of
/// additions it defines every bit.</summary>
/// <remarks>
/// <code>
///   panel   up to 64 rows, as doubles side by side         stays in the second cache
///   chunk   panels: 128 to 4,096 rows                      sums around a centre of its own; one thread's unit
///   leaf    chunks: twice as many rows as columns, or one  put together in their order; its rows are no more than its sums
///   tree    leaves, put together as siblings               so that neither errors nor parts grow with the number of leaves
/// </code>
/// </remarks>
internal readonly struct RelationPlan
{
    public const int PanelRows = 64, MostColumns = 4096;

    // Matrices of more columns are done by all threads together, chunk by chunk: the sums of one chunk are many MiB.
    private const int MostColumnsApart = 512;

    private const int LeastRows = 128, MostRows = 4096, ElementsPerChunk = 1 << 18, RowsPerColumn = 2;

    public RelationPlan(long rows, int left, int right)
    {
        (Rows, Left, Right) = (rows, left, right);
        RowsPerChunk = Math.Max(LeastRows, Math.Min(MostRows, ElementsPerChunk / Math.Max(1, Math.Max(left, right)) / PanelRows * PanelRows));
        ChunksPerLeaf = Math.Max(1, RowsPerColumn * Math.Max(left, right) / RowsPerChunk);
        LeafCount = left == 0 || right == 0 ? 0 : (rows + RowsPerLeaf - 1) / RowsPerLeaf;
        ChunkCount = left == 0 || right == 0 ? 0 : (rows + RowsPerChunk - 1) / RowsPerChunk;
        (LeftStride, RightStride) = (StrideOf(left), StrideOf(right));
    }

    public long Rows { get; }

    /// <summary>How many columns the first matrix has.</summary>
    public int Left { get; }

    /// <summary>How many the second has.</summary>
    public int Right { get; }

    public int RowsPerChunk { get; }

    public long ChunkCount { get; }

    public int ChunksPerLeaf { get; }

    /// <summary>How many rows a leaf has, but the last one, which may have fewer.</summary>
    public long RowsPerLeaf => (long)ChunksPerLeaf * RowsPerChunk;

    public long LeafCount { get; }

    /// <summary>The rows of a node of the tree.</summary>
    public RowRange RowsOf(long leaf, int level)
    {
        long start = leaf * RowsPerLeaf, end = (leaf + (1L << level)) * RowsPerLeaf;
        return new(start, Math.Min(Rows, end) - start);
    }

    /// <summary>From a row of the first matrix' panel to the next, in elements.</summary>
    public int LeftStride { get; }

    /// <summary>The same of the second, and of the sums.</summary>
    public int RightStride { get; }

    public bool IsApart => Math.Max(Left, Right) <= MostColumnsApart;

    // Whole cache lines, and an odd number of them, so that neighbouring rows do not crowd one set of the cache.
    private static int StrideOf(int columns) => ((((columns + Products.Padding - 1) / Products.Padding) | 1) * Products.Padding);
}
