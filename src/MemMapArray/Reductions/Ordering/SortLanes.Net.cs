using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Ordering;

/// <summary>Sorts as many columns at a time as a vector has lanes, by a sorting network: the same steps whatever the keys are.</summary>
/// <remarks>Batcher's merge exchange, for any count (Knuth, The Art of Computer Programming, volume 3, 5.2.2, algorithm M).</remarks>
internal static unsafe class SortLanes
{
    /// <summary>Whether it does.</summary>
    public static bool IsSupported => Vector256.IsHardwareAccelerated;

    /// <summary>Sorts 16 lanes.</summary>
    /// <param name="keys">Vectors of keys, one of each lane.</param>
    /// <param name="count">How many vectors.</param>
    public static void Sort(int* keys, int count) => Sort<int>(keys, count);

    /// <summary>Sorts eight lanes.</summary>
    /// <param name="keys">Vectors of keys, one of each lane.</param>
    /// <param name="count">How many vectors.</param>
    public static void Sort(long* keys, int count) => Sort<long>(keys, count);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sort<TKey>(TKey* keys, int count)
        where TKey : unmanaged
    {
        int top = 1;
        while (top < count)
        {
            top *= 2;
        }

        for (int p = top / 2; p > 0; p /= 2)
        {
            for (int q = top / 2, r = 0, d = p; ; d = q - p, q /= 2, r = p)
            {
                // Those whose bit p is that of r lie in runs.
                for (int start = r; start < count - d; start += 2 * p)
                {
                    int end = System.Math.Min(start + p, count - d);
                    for (int i = start; i < end; i++)
                    {
                        Exchange(keys + ((long)i * Vector512<TKey>.Count), keys + ((long)(i + d) * Vector512<TKey>.Count));
                    }
                }

                if (q == p)
                {
                    break;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Exchange<TKey>(TKey* low, TKey* high)
        where TKey : unmanaged
    {
        Vector512<TKey> a = Vector512.Load(low), b = Vector512.Load(high);
        Vector512.Min(a, b).Store(low);
        Vector512.Max(a, b).Store(high);
    }
}
