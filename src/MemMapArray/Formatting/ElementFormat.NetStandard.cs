namespace MemMap.Formatting;

/// <content>netstandard2.0 has no types that need formats of their own.</content>
internal static partial class ElementFormat
{
    private static object? ForFrameworkType<T>() => null;
}
