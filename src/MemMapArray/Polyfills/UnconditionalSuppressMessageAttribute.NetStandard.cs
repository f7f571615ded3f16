namespace System.Diagnostics.CodeAnalysis;

/// <summary>The attribute that netstandard2.0 lacks, for the tools of newer frameworks.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class UnconditionalSuppressMessageAttribute(string category, string checkId) : Attribute
{
    public string Category { get; } = category;

    public string CheckId { get; } = checkId;

    public string? Justification { get; set; }
}
