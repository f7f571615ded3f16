namespace MemMap.Formatting;

/// <summary>An element type that says itself how its elements print.</summary>
internal interface IFormattedElement
{
    /// <summary>Creates the <see cref="IElementFormat{T}"/> of the type.</summary>
    object CreateFormat();
}
