namespace MemMap.ByteOrders;

/// <summary>What the library asks of an element type when it knows only that its bytes lie in a named order.</summary>
internal interface IByteOrdered
{
    /// <summary>The element with every bit set.</summary>
    object AllBits { get; }

    /// <summary>Throws when the type is made from one that has no byte order.</summary>
    void RequireNumber();
}
