using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Ordering;

/// <summary>A short column whose ranks are found without sorting it: of elements of 32 and 64 bits, and few ranks.</summary>
internal sealed unsafe class ShortColumn<T>
    where T : unmanaged
{
    // Of fewer elements, and of more ranks, columns are sorted side by side; more elements are counted in parts.
    private const int Least = 96;
    private const int Most = 4096;
    private const int MostRules = 3;

    private readonly SelectKeys<int>? _ints = sizeof(T) == sizeof(int) ? new() : null;
    private readonly SelectKeys<long>? _longs = sizeof(T) == sizeof(long) ? new() : null;

    /// <summary>Whether this is the way for columns.</summary>
    public static bool IsFor(long length, int rules) =>
        sizeof(T) >= sizeof(int) && length is >= Least and <= Most && rules <= MostRules && Vector256.IsHardwareAccelerated;

    /// <summary>Takes a column, whose elements become keys.</summary>
    /// <returns>How many of them are numbers.</returns>
    public int Take(T* elements, int count)
    {
        if (_ints is not null)
        {
            (int Low, int High, int Numbers) ints =
                ToKeys((int*)elements, count, (int)OrderKey.LeastNumber<T>(), (int)OrderKey.LargestNumber<T>());
            _ints.Start((int*)elements, count, ints);
            return ints.Numbers;
        }

        (long Low, long High, int Numbers) longs = ToKeys((long*)elements, count, OrderKey.LeastNumber<T>(), OrderKey.LargestNumber<T>());
        _longs!.Start((long*)elements, count, longs);
        return longs.Numbers;
    }

    /// <summary>The element of a rank among the numbers.</summary>
    public T ElementAt(long rank) => OrderKey.ToElement<T>(_ints is not null ? _ints.KeyAt((int)rank) : _longs!.KeyAt((int)rank));

    // What is no number becomes the largest key.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (TKey Low, TKey High, int Numbers) ToKeys<TKey>(TKey* keys, int count, TKey least, TKey largest)
        where TKey : unmanaged, IBinaryInteger<TKey>, IMinMaxValue<TKey>
    {
        Vector512<TKey> low = Vector512.Create(least), high = Vector512.Create(largest), most = Vector512.Create(TKey.MaxValue);
        Vector512<TKey> lowest = high, highest = low, others = default;
        int at = 0;
        for (; at <= count - Vector512<TKey>.Count; at += Vector512<TKey>.Count)
        {
            Vector512<TKey> key = KeyMasks.Turn<T, TKey>(Vector512.Load(keys + at));
            Vector512<TKey> isNone = Vector512.LessThan(key, low) | Vector512.GreaterThan(key, high);
            Vector512<TKey> number = Vector512.ConditionalSelect(isNone, most, key);
            others -= isNone;
            lowest = Vector512.Min(lowest, number);
            highest = Vector512.Max(highest, Vector512.ConditionalSelect(isNone, low, key));
            number.Store(keys + at);
        }

        int numbers = count - int.CreateTruncating(Vector512.Sum(others));
        (TKey first, TKey last) = (largest, least);
        for (int lane = 0; lane < Vector512<TKey>.Count; lane++)
        {
            (first, last) = (TKey.Min(first, lowest[lane]), TKey.Max(last, highest[lane]));
        }

        for (; at < count; at++)
        {
            TKey key = TKey.CreateTruncating(OrderKey.Of(((T*)keys)[at]));
            bool isNumber = key >= least && key <= largest;
            keys[at] = isNumber ? key : TKey.MaxValue;
            numbers -= isNumber ? 0 : 1;
            (first, last) = isNumber ? (TKey.Min(first, key), TKey.Max(last, key)) : (first, last);
        }

        return (first, last, numbers);
    }
}
