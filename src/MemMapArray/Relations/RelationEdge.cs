namespace MemMap.Relations;

/// <summary>Rows of a leaf that is there only in part.</summary>
/// <param name="Rows">Which.</param>
/// <param name="Numbers">Their numbers, of 8 bytes each.</param>
/// <param name="Kept">Which of them the mask leaves.</param>
internal sealed record RelationEdge(RowRange Rows, byte[] Numbers, bool[] Kept);
