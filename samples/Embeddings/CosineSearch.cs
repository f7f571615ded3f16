using System;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using System.Threading.Tasks;

namespace MemMap.Embeddings;

/// <summary>Finds the rows with the largest cosine similarity: dot(row, query) / (|row| |query|).</summary>
internal static class CosineSearch
{
    /// <summary>Answers all queries in one pass: a row that is in the processor's cache is compared with each of them.</summary>
    /// <returns>For each query its matches, the best first.</returns>
    public static Match[][] FindTop(
        MemMapView<float> vectors, MemMapView<float> norms, float[][] queries, int count, CancellationToken cancellation)
    {
        float[] queryNorms = [.. queries.Select(query => TensorPrimitives.Norm<float>(query))];
        TopMatches[] Empty() => [.. queries.Select(_ => new TopMatches(count))];

        TopMatches[] all = Empty();
        Parallel.ForEach(
            RowBatches.Of(vectors),
            new ParallelOptions { CancellationToken = cancellation },
            Empty,
            (batch, _, found) =>
            {
                ReadOnlySpan<float> elements = vectors[Slice.Range(batch.Start, batch.End)].AsReadOnlySpan();
                ReadOnlySpan<float> lengths = norms[Slice.Range(batch.Start, batch.End)].AsReadOnlySpan();
                for (int i = 0; i < lengths.Length; i++)
                {
                    ReadOnlySpan<float> row = elements.Slice(i * RandomVectors.Dimensions, RandomVectors.Dimensions);
                    for (int q = 0; q < queries.Length; q++)
                    {
                        found[q].Add(new Match(batch.Start + i, TensorPrimitives.Dot(row, queries[q]) / (lengths[i] * queryNorms[q])));
                    }
                }

                return found;
            },
            found =>
            {
                lock (all)
                {
                    for (int q = 0; q < all.Length; q++)
                    {
                        all[q].Merge(found[q]);
                    }
                }
            });
        return [.. all.Select(matches => matches.ToArray())];
    }

    /// <summary>The same for one query by the definition: element by element, in double precision, in one thread.</summary>
    public static Match[] FindTopSlowly(MemMapView<float> vectors, float[] query, int count, CancellationToken cancellation)
    {
        TopMatches best = new(count);
        for (long i = 0; i < vectors.Shape[0]; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            best.Add(new Match(i, (float)Similarity(vectors, i, query)));
        }

        return best.ToArray();
    }

    /// <summary>The similarity of one row by the definition.</summary>
    public static double Similarity(MemMapView<float> vectors, long row, float[] query)
    {
        double dot = 0, rowSquares = 0, querySquares = 0;
        for (int j = 0; j < query.Length; j++)
        {
            double x = vectors[row, j], y = query[j];
            dot += x * y;
            rowSquares += x * x;
            querySquares += y * y;
        }

        return dot / Math.Sqrt(rowSquares * querySquares);
    }
}
