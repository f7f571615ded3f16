using System;
using System.Numerics.Tensors;
using System.Threading;
using System.Threading.Tasks;

namespace MemMap.Embeddings;

/// <summary>Vectors that look like embeddings: random directions, lengths near 1. Each element is a function of its place alone, so that
/// the file is the same however many threads write it.</summary>
internal static class RandomVectors
{
    public const int Dimensions = 384;

    // Uniform elements of [-1, 1) have the mean square 1/3.
    private static readonly float s_scale = MathF.Sqrt(3f / Dimensions);

    /// <summary>Writes the vectors and their norms, several threads at a time, each to rows of its own.</summary>
    public static void Fill(MemMapArray<float> vectors, MemMapArray<float> norms, CancellationToken cancellation)
    {
        ParallelOptions options = new() { CancellationToken = cancellation };
        Parallel.ForEach(RowBatches.Of(vectors), options, batch =>
        {
            Span<float> elements = vectors[Slice.Range(batch.Start, batch.End)].AsSpan();
            Span<float> lengths = norms[Slice.Range(batch.Start, batch.End)].AsSpan();
            for (int i = 0; i < lengths.Length; i++)
            {
                Span<float> row = elements.Slice(i * Dimensions, Dimensions);
                Fill(row, batch.Start + i);
                lengths[i] = TensorPrimitives.Norm<float>(row);
            }
        });
    }

    /// <summary>A vector that is near one row and, beside it, near none.</summary>
    public static float[] Near(MemMapView<float> vectors, long row, int query)
    {
        float[] noise = new float[Dimensions];
        Fill(noise, vectors.Shape[0] + query);
        TensorPrimitives.MultiplyAdd(noise, 0.5f, vectors.GetReadOnlyRowSpan(row), noise);
        return noise;
    }

    private static void Fill(Span<float> row, long number)
    {
        ulong place = (ulong)number * Dimensions;
        for (int i = 0; i < row.Length; i++)
        {
            // The upper 24 bits are what a float holds exactly.
            row[i] = (((Mix(place + (ulong)i) >> 40) * (2f / (1 << 24))) - 1f) * s_scale;
        }
    }

    // The output function of SplitMix64: neighbouring numbers become unrelated ones.
    private static ulong Mix(ulong number)
    {
        number = unchecked((number + 1) * 0x9E3779B97F4A7C15);
        number = unchecked((number ^ (number >> 30)) * 0xBF58476D1CE4E5B9);
        number = unchecked((number ^ (number >> 27)) * 0x94D049BB133111EB);
        return number ^ (number >> 31);
    }
}
