using System.Text.Json.Nodes;

namespace MemMap.Tool.Comparing;

/// <summary>How two arrays differ.</summary>
internal sealed class Difference
{
    /// <summary>How many elements do.</summary>
    public long Count { get; set; }

    /// <summary>The first of them in C order: its place there, and both elements.</summary>
    public (long Place, JsonNode Left, JsonNode Right)? First { get; set; }

    /// <summary>At how many indexes one of the two is NaN and the other is not. They have no distance.</summary>
    public long OneIsNaN { get; set; }

    /// <summary>The largest |x - y|.</summary>
    public double LargestAbsolute { get; set; }

    /// <summary>The largest |x - y| / |y|, as <c>np.testing.assert_allclose</c> has it.</summary>
    public double LargestRelative { get; set; }
}
