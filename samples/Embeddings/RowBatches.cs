using System;
using System.Collections.Generic;

namespace MemMap.Embeddings;

/// <summary>Rows in batches: what a thread takes at a time. One span covers a batch, so that a view is made once for thousands of
/// rows.</summary>
internal static class RowBatches
{
    // 1.5 MB of vectors.
    private const long Rows = 1024;

    public static IEnumerable<RowRange> Of(MemMapView<float> vectors)
    {
        long rows = vectors.Shape[0];
        for (long start = 0; start < rows; start += Rows)
        {
            yield return new(start, Math.Min(Rows, rows - start));
        }
    }
}
