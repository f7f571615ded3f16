using MemMap.Tool.Elements;

namespace MemMap.Tool.Containers;

/// <summary>What the command line says of a raw file, which says nothing itself.</summary>
internal sealed record RawLayout(ElementType? Element, Shape? Shape, long Offset, MemMapOrder Order)
{
    public static RawLayout None { get; } = new(null, null, 0, MemMapOrder.C);

    /// <summary>Whether the command line says anything.</summary>
    public bool IsGiven => this != None;
}
