namespace MemMap.Relations;

/// <summary>The panels of some rows whose products are added up.</summary>
/// <param name="Left">That of the first matrix.</param>
/// <param name="LeftStride">From one of its rows to the next, or, of few columns, from one column to the next; in elements.</param>
/// <param name="Right">That of the second; the first again for relations among its own.</param>
/// <param name="RightStride">The same of the second.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="LeftColumns">How many columns the first matrix has.</param>
/// <param name="RightColumns">How many the second has.</param>
/// <param name="IsSymmetric">Both are the same, and of each pair of sums that are alike one will do.</param>
/// <param name="Ahead">What is made a panel next, to be fetched meanwhile.</param>
/// <param name="AheadBytes">How many bytes that is.</param>
internal readonly unsafe record struct RelationOperands(
    nint Left, int LeftStride, nint Right, int RightStride, int Rows, int LeftColumns, int RightColumns, bool IsSymmetric, nint Ahead, int AheadBytes);
