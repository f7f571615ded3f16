namespace MemMap;

/// <summary>What a <see cref="Slice"/> asks for.</summary>
internal enum SliceKind
{
    All = 0,
    Index,
    IndexFromEnd,
    NetRange,
    NumPyRange,
    Ellipsis,
    NewAxis,
}
