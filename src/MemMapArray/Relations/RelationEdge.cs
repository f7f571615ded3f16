namespace MemMap.Relations;

/// <summary>Rows of a leaf that is there only in part.</summary>
/// <param name="Rows">Which.</param>
/// <param name="Numbers">Their numbers, of 8 bytes each.</param>
/// <param name="Others">Those of the second matrix, if there is one.</param>
/// <param name="Kept">Which of them the mask leaves.</param>
internal sealed record RelationEdge(RowRange Rows, byte[] Numbers, byte[] Others, bool[] Kept);
