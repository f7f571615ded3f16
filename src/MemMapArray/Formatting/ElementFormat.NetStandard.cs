namespace MemMap.Formatting;

/// <summary>Formats of the types that only newer frameworks have: none.</summary>
internal static partial class ElementFormat
{
    private static object? ForFrameworkType<T>() => null;
}
