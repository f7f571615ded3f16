using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Threading;
using System.Threading.Tasks;

namespace MemMap.Embeddings;

/// <summary>The read limit: the same spans by the same threads, with vector loads and next to nothing besides. No search can be faster
/// than this.</summary>
internal static class PlainRead
{
    /// <returns>All bits of the file, combined, so that no load can be left out.</returns>
    public static int Run(MemMapView<float> vectors, CancellationToken cancellation)
    {
        int all = 0;
        Parallel.ForEach(
            RowBatches.Of(vectors),
            new ParallelOptions { CancellationToken = cancellation },
            () => 0,
            (batch, _, bits) =>
                bits ^ Combine(MemoryMarshal.Cast<float, int>(vectors[Slice.Range(batch.Start, batch.End)].AsReadOnlySpan())),
            bits => Interlocked.Add(ref all, bits));
        return all;
    }

    // Four chains, because a vector operation takes longer than a load.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Combine(ReadOnlySpan<int> elements)
    {
        Vector512<int> a = default, b = default, c = default, d = default;
        ref int first = ref MemoryMarshal.GetReference(elements);
        nuint length = (nuint)Vector512<int>.Count, end = (nuint)elements.Length;
        for (nuint i = 0; i + (4 * length) <= end; i += 4 * length)
        {
            a ^= Vector512.LoadUnsafe(ref first, i);
            b ^= Vector512.LoadUnsafe(ref first, i + length);
            c ^= Vector512.LoadUnsafe(ref first, i + (2 * length));
            d ^= Vector512.LoadUnsafe(ref first, i + (3 * length));
        }

        return Vector512.Sum(a ^ b ^ c ^ d);
    }
}
