using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Ordering;

/// <summary>Finds keys by their ranks among some hundred that lie side by side, without an order of all: vectors count how many are no
/// higher than a guess, until few are left.</summary>
/// <typeparam name="TKey">The keys: integers with a sign.</typeparam>
internal sealed unsafe class SelectKeys<TKey>
    where TKey : unmanaged, IBinaryInteger<TKey>, IMinMaxValue<TKey>
{
    // So many are sorted: fewer than that are not worth another look at all.
    private const int MostSorted = 16;

    private readonly TKey[] _sorted = new TKey[MostSorted];
    private TKey* _keys;
    private int _count;
    private (TKey Low, TKey High, int Numbers) _all;

    // What is known of the place that was looked at last: between which keys, and how many are below and through them.
    private TKey _low;
    private TKey _high;
    private int _below;
    private int _through;
    private bool _isSorted;

    /// <summary>Begins with other keys.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="all">Between which keys those are that count, and how many; others are higher.</param>
    public void Start(TKey* keys, int count, (TKey Low, TKey High, int Numbers) all)
    {
        _keys = keys;
        (_count, _all) = (count, all);
        Forget();
    }

    /// <summary>The key of a rank.</summary>
    public TKey KeyAt(int rank)
    {
        if (rank < _below || rank >= _through)
        {
            Forget();
        }

        bool interpolates = true;
        while (_low != _high && _through - _below > MostSorted)
        {
            TKey guess = Guess(rank, interpolates);
            interpolates = !interpolates;
            int through = CountThrough(guess);
            (_low, _below, _high, _through) = through > rank
                ? (_low, _below, guess, through)
                : (guess + TKey.One, through, _high, _through);
        }

        if (_low == _high)
        {
            return _low;
        }

        if (!_isSorted)
        {
            Collect();
            _isSorted = true;
        }

        return _sorted[rank - _below];
    }

    private void Forget() => (_low, _high, _below, _through, _isSorted) = (_all.Low, _all.High, 0, _all.Numbers, false);

    // In the middle between the keys, or where the rank would be if they lay evenly.
    private TKey Guess(int rank, bool interpolates)
    {
        ulong distance = unchecked(ulong.CreateTruncating(_high) - ulong.CreateTruncating(_low)) & Mask;
        ulong step = interpolates
            ? Math.Min(distance - 1, (ulong)(distance * ((rank - _below + 0.5) / (_through - _below))))
            : distance / 2;
        return unchecked(_low + TKey.CreateTruncating(step));
    }

    private static ulong Mask => ulong.MaxValue >> (64 - (8 * sizeof(TKey)));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int CountThrough(TKey key)
    {
        Vector512<TKey> most = Vector512.Create(key), above = default, other = default;
        int lanes = Vector512<TKey>.Count, at = 0;
        for (; at <= _count - (2 * lanes); at += 2 * lanes)
        {
            above -= Vector512.GreaterThan(Vector512.Load(_keys + at), most);
            other -= Vector512.GreaterThan(Vector512.Load(_keys + at + lanes), most);
        }

        int through = _count - int.CreateTruncating(Vector512.Sum(above + other));
        for (; at < _count; at++)
        {
            through -= _keys[at] > key ? 1 : 0;
        }

        return through;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Collect()
    {
        Vector512<TKey> low = Vector512.Create(_low), high = Vector512.Create(_high);
        int lanes = Vector512<TKey>.Count, at = 0, found = 0;
        for (; at <= _count - lanes; at += lanes)
        {
            Vector512<TKey> keys = Vector512.Load(_keys + at);
            ulong inside = (Vector512.GreaterThanOrEqual(keys, low) & Vector512.LessThanOrEqual(keys, high)).ExtractMostSignificantBits();
            for (; inside != 0; inside &= inside - 1)
            {
                found = Insert(_keys[at + BitOperations.TrailingZeroCount(inside)], found);
            }
        }

        for (; at < _count; at++)
        {
            found = _keys[at] >= _low && _keys[at] <= _high ? Insert(_keys[at], found) : found;
        }
    }

    private int Insert(TKey key, int found)
    {
        int at = found;
        for (; at > 0 && _sorted[at - 1] > key; at--)
        {
            _sorted[at] = _sorted[at - 1];
        }

        _sorted[at] = key;
        return found + 1;
    }
}
