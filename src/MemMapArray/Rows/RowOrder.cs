namespace MemMap.Rows;

/// <summary>
/// The order of rows in one epoch: as they are, or a permutation that a seed and the epoch's number choose. Each place is computed by
/// itself, so an order of billions of rows takes no memory, and can be entered anywhere.
/// </summary>
/// <remarks>
/// A Feistel network over the least power of two that holds all rows (2^10 at least): the number is cut in a higher and a lower half; in
/// each of eight rounds the one half is changed by a hash of the other. That permutes all numbers of so many bits; a number that is no row
/// goes through it again, until it is one. The keys of the rounds and the hashes are those of SplitMix64. This is a promise: the guide has
/// it, and tests compare it with another implementation.
/// </remarks>
internal readonly struct RowOrder
{
    private const int Rounds = 8, LeastBits = 10;
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private readonly long _count;
    private readonly ulong _firstKey;
    private readonly int _lowBits;
    private readonly int _highBits;
    private readonly bool _isShuffled;

    public RowOrder(long count, ulong? seed, long epoch)
    {
        _count = count;
        _isShuffled = seed is not null;
        int bits = LeastBits;
        while (bits < 63 && 1L << bits < count)
        {
            bits++;
        }

        (_lowBits, _highBits) = (bits / 2, bits - (bits / 2));
        _firstKey = Mix(Mix((seed ?? 0) + Golden) + (ulong)epoch + Golden);
    }

    /// <summary>Whether rows come as they are.</summary>
    public bool IsSequential => !_isShuffled;

    /// <summary>The row at a place.</summary>
    public long this[long place] => _isShuffled ? Permuted((ulong)place) : place;

    private long Permuted(ulong number)
    {
        ulong low = (1UL << _lowBits) - 1, high = (1UL << _highBits) - 1;
        do
        {
            ulong left = number >> _lowBits, right = number & low, key = _firstKey;
            for (int round = 0; round < Rounds; round += 2)
            {
                left ^= Mix(right + (key += Golden)) & high;
                right ^= Mix(left + (key += Golden)) & low;
            }

            number = (left << _lowBits) | right;
        }
        while (number >= (ulong)_count);

        return (long)number;
    }

    // The output function of SplitMix64.
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
