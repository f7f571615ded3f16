namespace MemMap.Benchmarks.Peers;

/// <summary>What the elements of a file are: so that the right answers are known exactly, and none before the last element.</summary>
internal enum Content
{
    /// <summary>Element i is i modulo <see cref="ElementType.Modulus"/>.</summary>
    Counting,

    /// <summary>All are 0: whether any is something else shows at the end.</summary>
    Zeros,

    /// <summary>None is 0, and products are 1: 2 and 0.5 as on a chess board, or 1 where the type has no fractions.</summary>
    Units,
}
