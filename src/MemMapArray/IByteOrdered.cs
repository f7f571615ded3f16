namespace MemMap;

/// <summary>What the library asks an element type of which it only knows that its bytes lie in a named order.</summary>
internal interface IByteOrdered
{
    /// <summary>The element with every bit set.</summary>
    object AllBits { get; }

    /// <summary>Throws when the type is made of one that has no byte order.</summary>
    void RequireNumber();

    /// <summary>The <see cref="Formatting.IElementFormat{T}"/> of the type: that of its numbers.</summary>
    object CreateFormat();
}
