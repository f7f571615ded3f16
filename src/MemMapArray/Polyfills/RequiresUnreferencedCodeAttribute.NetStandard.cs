namespace System.Diagnostics.CodeAnalysis;

/// <summary>The attribute that netstandard2.0 lacks, for readers and analyzers of newer frameworks.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresUnreferencedCodeAttribute(string message) : Attribute
{
    public string Message { get; } = message;
}
