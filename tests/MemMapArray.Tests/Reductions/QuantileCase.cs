namespace MemMap.Tests.Reductions;

/// <summary>A question and NumPy's answer, by <c>tests/corpora/make_quantile_corpus.py</c>.</summary>
internal sealed record QuantileCase
{
    public required string Kind { get; init; }

    public required string Type { get; init; }

    public required long[] Shape { get; init; }

    public required byte[] Data { get; init; }

    public int[]? Axis { get; init; }

    public bool KeepDims { get; init; }

    public bool SkipNaN { get; init; }

    public bool Zeros { get; init; }

    public string Method { get; init; } = string.Empty;

    public double[] Q { get; init; } = [];

    public long[] ResultShape { get; init; } = [];

    public byte[] Result { get; init; } = [];

    public int? Bins { get; init; }

    public double[]? Range { get; init; }

    public double[]? Edges { get; init; }

    public long[] Counts { get; init; } = [];

    public byte[] ResultEdges { get; init; } = [];
}
