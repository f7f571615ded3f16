namespace MemMap.Benchmarks.Peers;

/// <summary>A row of the table.</summary>
/// <param name="Operation">What is computed.</param>
/// <param name="Axis">The axis that disappears; null for all.</param>
/// <param name="Type">The type of the elements.</param>
/// <param name="Layout">How they become an array.</param>
internal sealed record CaseName(string Operation, int? Axis, string Type, string Layout)
{
    /// <summary>As a call, such as <c>mean(0)</c>.</summary>
    public string Call => $"{Operation}({Axis})";
}
