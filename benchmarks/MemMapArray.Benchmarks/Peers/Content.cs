namespace MemMap.Benchmarks.Peers;

/// <summary>What the elements of a file are: so that the right answers are known exactly, and none before the last element.</summary>
internal enum Content
{
    /// <summary>Element i is i modulo <see cref="ElementType.Modulus"/>.</summary>
    Counting,

    /// <summary>All are 0: whether any is something else shows at the end.</summary>
    Zeros,

    /// <summary>
    /// None is 0, and products are 1: most elements are, and every hundredth column and the one after it are 2 and 0.5, for eight rows, then
    /// 0.5 and 2. So products of some elements are near 1, too, in whatever order they are taken. All are 1 where the type has no fractions.
    /// </summary>
    Units,
}
