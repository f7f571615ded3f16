namespace MemMap.Converting;

/// <summary>The bits of a number of half precision, which netstandard2.0 has no type for.</summary>
internal readonly struct HalfBits(ushort bits)
{
    public readonly ushort Bits = bits;
}

/// <summary>A <see langword="bool"/> as files have it: 0, or anything else.</summary>
internal readonly struct Truth(byte value)
{
    public readonly byte Value = value;
}
