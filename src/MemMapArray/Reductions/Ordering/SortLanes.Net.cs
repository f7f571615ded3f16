using System.Numerics;
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

    /// <summary>Makes keys of elements of 32 or 64 bits.</summary>
    /// <param name="rows">Rows of elements.</param>
    /// <param name="first">Which element of each row is that of the first lane.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="keys">Takes the keys; the largest one for what is no number.</param>
    /// <param name="numbers">Takes how many numbers there are of each lane.</param>
    public static void Load<T>(T** rows, int first, int count, byte* keys, int* numbers)
        where T : unmanaged
    {
        if (sizeof(T) == sizeof(int))
        {
            Load(rows, first, count, (int*)keys, numbers, (int)OrderKey.LeastNumber<T>(), (int)OrderKey.LargestNumber<T>());
        }
        else
        {
            Load(rows, first, count, (long*)keys, numbers, OrderKey.LeastNumber<T>(), OrderKey.LargestNumber<T>());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Load<T, TKey>(T** rows, int first, int count, TKey* keys, int* numbers, TKey least, TKey largest)
        where T : unmanaged
        where TKey : unmanaged, IBinaryInteger<TKey>, IMinMaxValue<TKey>
    {
        Vector512<TKey> low = Vector512.Create(least), high = Vector512.Create(largest), most = Vector512.Create(TKey.MaxValue), others = default;
        for (int i = 0; i < count; i++)
        {
            Vector512<TKey> key = KeyMasks.Turn<T, TKey>(Vector512.Load((TKey*)(rows[i] + first)));
            Vector512<TKey> isNone = Vector512.LessThan(key, low) | Vector512.GreaterThan(key, high);
            others += isNone;
            Vector512.ConditionalSelect(isNone, most, key).Store(keys + ((long)i * Vector512<TKey>.Count));
        }

        for (int lane = 0; lane < Vector512<TKey>.Count; lane++)
        {
            numbers[lane] = count + int.CreateTruncating(others[lane]);
        }
    }

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
