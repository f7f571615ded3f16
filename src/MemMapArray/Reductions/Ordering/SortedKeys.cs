using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemMap.Reductions.Ordering;

/// <summary>The keys of some numbers in their order.</summary>
internal sealed unsafe class SortedKeys<T> : IDisposable
    where T : unmanaged
{
    // By so many bits at a time: the counters stay in the first cache.
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;

    private readonly int _room;
    private long* _memory;
    private long* _keys;
    private long* _spare;

    /// <param name="room">How many there are at most.</param>
    public SortedKeys(int room)
    {
        _room = room;
        _memory = (long*)Marshal.AllocHGlobal((nint)(2L * room * sizeof(long)));
        _keys = _memory;
        _spare = _memory + room;
    }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>A key, by its rank.</summary>
    public long this[long rank] => _keys[rank];

    /// <summary>Forgets them.</summary>
    public void Clear() => Count = 0;

    /// <summary>Takes those of elements that are numbers.</summary>
    /// <returns>How many are.</returns>
    [MethodImpl(HotPath.Optimized)]
    public int Add(ElementPiece<T> piece)
    {
        (long least, long largest) = (OrderKey.LeastNumber<T>(), OrderKey.LargestNumber<T>());
        long* next = _keys + Count;
        int before = Count;
        if (piece.Count > _room - before)
        {
            throw new ArgumentOutOfRangeException(nameof(piece), piece.Count, $"There is room for {_room - before}.");
        }

        for (int i = 0; i < piece.Count; i++)
        {
            long key = OrderKey.Of(piece.Elements[i]);
            *next = key;
            next += key >= least && key <= largest ? 1 : 0;
        }

        Count = (int)(next - _keys);
        return Count - before;
    }

    /// <summary>Sorts them, from the last digit to the first; digits that are the same in all keys are left out.</summary>
    [MethodImpl(HotPath.Optimized)]
    public void Sort()
    {
        int* starts = stackalloc int[Digits];
        long* from = _keys, to = _spare;
        int keys = Count;
        for (int shift = 0; shift < OrderKey.Bits<T>() && keys > 0; shift += DigitBits)
        {
            new Span<int>(starts, Digits).Clear();
            for (int i = 0; i < keys; i++)
            {
                starts[DigitOf(from[i], shift)]++;
            }

            if (starts[DigitOf(from[0], shift)] == keys)
            {
                continue;
            }

            int start = 0;
            for (int digit = 0; digit < Digits; digit++)
            {
                int count = starts[digit];
                starts[digit] = start;
                start += count;
            }

            for (int i = 0; i < keys; i++)
            {
                to[starts[DigitOf(from[i], shift)]++] = from[i];
            }

            long* sorted = to;
            to = from;
            from = sorted;
        }

        _keys = from;
        _spare = to;
    }

    /// <summary>How many are from one key to another.</summary>
    public int CountOf(long low, long high) => Through(high) - Through(low, isIncluded: false);

    /// <summary>The ranks of those from one key to another: the first, and behind the last.</summary>
    public (int First, int End) RanksOf(long low, long high) => (Through(low, isIncluded: false), Through(high));

    public void Dispose()
    {
        Marshal.FreeHGlobal((nint)_memory);
        _memory = null;
    }

    // How many have no higher key; or, where it is not included, a lower one.
    private int Through(long key, bool isIncluded = true)
    {
        (int low, int high) = (0, Count);
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = _keys[middle] < key || (isIncluded && _keys[middle] == key) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    // Signed keys in the order of digits without sign.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int DigitOf(long key, int shift)
    {
        int unused = 64 - OrderKey.Bits<T>();
        ulong bits = (ulong)(key ^ OrderKey.Least<T>()) << unused >> unused;
        return (int)(bits >> shift) & (Digits - 1);
    }
}
