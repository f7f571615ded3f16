using System.Collections.Generic;

namespace MemMap.Embeddings;

/// <summary>A row and its cosine similarity with a query.</summary>
internal readonly record struct Match(long Row, float Similarity)
{
    /// <summary>The better one is the larger; of two equal ones that of the lower row, so that the order of the threads decides
    /// nothing.</summary>
    public static IComparer<Match> Worse { get; } = Comparer<Match>.Create(static (left, right) =>
        left.Similarity == right.Similarity ? right.Row.CompareTo(left.Row) : left.Similarity.CompareTo(right.Similarity));
}
