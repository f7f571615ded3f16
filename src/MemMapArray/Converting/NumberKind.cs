namespace MemMap.Converting;

/// <summary>The numbers that are converted, whatever the order of their bytes.</summary>
internal enum NumberKind
{
    /// <summary>What is no number.</summary>
    None,
    Bool,
    SByte,
    Byte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Half,
    BFloat16,
    Single,
    Double,
}
