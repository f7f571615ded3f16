using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Ordering;

/// <summary>Where keys lie among many intervals, without a search: a table of buckets, all of the same width, says of each which interval it
/// begins in, and how wide the cells are that it is cut into.</summary>
/// <remarks>
/// Cells are numbered through all buckets. What they are is the pass's: parts that are counted, or bits that say where an interval is.
/// <code>
///   buckets  |               |               |               |               |
///   cells    |       0       | 1 | 2 | 3 | 4 | 5 |6|7|8|9|...|      13       |
/// </code>
/// </remarks>
internal sealed unsafe class KeyCells
{
    /// <summary>So many buckets there are at most.</summary>
    public const int MostBuckets = 1 << 12;

    /// <summary>So many intervals there are at most.</summary>
    public const int MostIntervals = ushort.MaxValue;

    // As bits, these stay in the first cache.
    private const int MostBits = 1 << 18;

    // Where ends are counted, while cells are made.
    private const int EndsShift = 8;

    private const int Words = ((MostBits + MostBuckets) / Truths.PerWord) + 1;

    private readonly ulong* _cells;
    private readonly ulong* _bits;
    private readonly ulong* _starts;
    private readonly ushort* _before;

    /// <param name="memory">Of <see cref="Bytes"/>, all 0.</param>
    /// <param name="lows">The first key of each interval, ascending.</param>
    /// <param name="highs">The last key of each.</param>
    /// <param name="intervals">How many there are.</param>
    /// <param name="areParts">They are as <see cref="AreParts"/> says.</param>
    public KeyCells(byte* memory, long* lows, long* highs, int intervals, bool areParts)
    {
        _cells = (ulong*)memory;
        _bits = _cells + MostBuckets + 1;
        _starts = _bits + Words;
        _before = (ushort*)(_starts + Words);
        (long low, long high) = (lows[0], highs[intervals - 1]);
        Shift = areParts ? KeyParts.ShiftOf(unchecked((ulong)high - (ulong)low), MostBuckets) : ShiftOf(low, high);
        Origin = areParts ? low : low >> Shift << Shift;
        Distance = unchecked((ulong)high - (ulong)Origin);
        Buckets = (int)(Distance >> Shift) + 1;
    }

    /// <summary>How much memory it takes: whole words.</summary>
    public static int Bytes => (MostBuckets + 1 + (2 * Words) + ((Words + 3) / 4)) * sizeof(ulong);

    /// <summary>Where the first bucket begins.</summary>
    public long Origin { get; }

    /// <summary>How far the last key of all intervals lies behind it.</summary>
    public ulong Distance { get; }

    /// <summary>A bucket has 2 to the power of this many keys.</summary>
    public int Shift { get; }

    /// <summary>How many buckets there are.</summary>
    public int Buckets { get; }

    /// <summary>For each bucket, which number its first cell has, less what the place of its first key has in cells; and in the upper half, the shift of its cells.</summary>
    public ulong* Cells => _cells;

    /// <summary>For each cell, whether some key of it is in an interval.</summary>
    public ulong* Bits => _bits;

    /// <summary>Whether each bucket is of one interval, and cut into parts of it.</summary>
    /// <param name="intervals">The intervals of which it is made, and what is asked of each.</param>
    public static bool AreParts(List<AskedInterval> intervals)
    {
        ulong origin = unchecked((ulong)intervals[0].Low);
        int shift = KeyParts.ShiftOf(unchecked((ulong)intervals[intervals.Count - 1].High - origin), MostBuckets);
        for (int i = 0; i < intervals.Count; i++)
        {
            AskedInterval asked = intervals[i];
            if (asked.Shift >= AskedInterval.Whole || (i > 0 && asked.Low != intervals[i - 1].High + 1)
                || (unchecked((ulong)asked.Low - origin) & ((1UL << Math.Max(shift, (int)asked.Shift)) - 1)) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Makes the cells those parts that are counted.</summary>
    /// <param name="lows">The first key of each interval.</param>
    /// <param name="shifts">A part has 2 to the power of this many keys.</param>
    /// <param name="firstParts">The number of the first part of each, and behind the last one how many there are.</param>
    /// <param name="intervals">How many intervals there are.</param>
    public void SetParts(long* lows, byte* shifts, int* firstParts, int intervals)
    {
        for (int bucket = 0, interval = 0; bucket < Buckets; bucket++)
        {
            while (interval + 1 < intervals && Place(lows[interval + 1]) <= (ulong)bucket << Shift)
            {
                interval++;
            }

            _cells[bucket] = CellsFrom((uint)firstParts[interval], Place(lows[interval]), shifts[interval]);
        }

        _cells[Buckets] = (uint)firstParts[intervals];
    }

    /// <summary>Makes the cells as narrow as the ends of intervals need, as far as there are enough, and sets a bit for each in which an
    /// interval is.</summary>
    /// <param name="lows">The first key of each interval.</param>
    /// <param name="highs">The last key of each.</param>
    /// <param name="intervals">How many there are.</param>
    public void SetBits(long* lows, long* highs, int intervals)
    {
        // What each bucket needs, and for how many ends of intervals.
        for (int i = 0; i < Buckets; i++)
        {
            _cells[i] = (ulong)Shift;
        }

        for (int i = 0; i < intervals; i++)
        {
            Cut(Place(lows[i]));
            if (i + 1 < intervals)
            {
                Cut(Place(highs[i]) + 1);
            }
        }

        uint cells = 0;
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            (int needed, ulong ends) = ((int)_cells[bucket] & byte.MaxValue, _cells[bucket] >> EndsShift);
            int shift = Shift;
            for (ulong most = MostBits * ends / (2 * (ulong)intervals); shift > needed && most > 1; most >>= 1)
            {
                shift--;
            }

            _cells[bucket] = CellsFrom(cells, (ulong)bucket << Shift, shift);
            cells += 1U << (Shift - shift);
        }

        _cells[Buckets] = cells;

        for (int i = 0; i < intervals; i++)
        {
            (ulong place, ulong end) = (Place(lows[i]), Place(highs[i]));
            while (true)
            {
                ulong last = Math.Min(end, place | ((1UL << Shift) - 1));
                for (uint cell = CellOf(place); cell <= CellOf(last); cell++)
                {
                    _bits[cell / Truths.PerWord] |= 1UL << (int)(cell % Truths.PerWord);
                }

                if (last == end)
                {
                    break;
                }

                place = last + 1;
            }
        }

        SetStarts(lows, intervals);
    }

    /// <summary>The interval that a key is in or behind, nearly: where several begin in one cell it may be one of those before it, or the one
    /// behind.</summary>
    /// <param name="key">A key from the first of all to the last.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Near(long key)
    {
        uint cell = CellOf(Place(key)), word = cell / Truths.PerWord;
        ulong through = _starts[word] & (ulong.MaxValue >> (int)(Truths.PerWord - 1 - (cell % Truths.PerWord)));
        return _before[word] + Truths.PopCount(through) - 1;
    }

    /// <summary>The shift of buckets of which keys from one to another need no more than there may be.</summary>
    public static int ShiftOf(long low, long high)
    {
        int shift = 0;
        while (unchecked((ulong)(high >> shift) - (ulong)(low >> shift)) >= MostBuckets)
        {
            shift++;
        }

        return shift;
    }

    private static ulong CellsFrom(uint first, ulong place, int shift) => ((ulong)shift << 32) | unchecked(first - (uint)(place >> shift));

    // How many intervals begin before each word of cells, and in which of its cells they do.
    private void SetStarts(long* lows, int intervals)
    {
        int next = 0;
        for (int i = 0; i < intervals; i++)
        {
            uint cell = CellOf(Place(lows[i]));
            for (; next <= cell / Truths.PerWord; next++)
            {
                _before[next] = (ushort)i;
            }

            _starts[cell / Truths.PerWord] |= 1UL << (int)(cell % Truths.PerWord);
        }

        for (; next < Words; next++)
        {
            _before[next] = (ushort)intervals;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint CellOf(ulong place)
    {
        ulong cells = _cells[(int)(place >> Shift)];
        return unchecked((uint)cells + (uint)(place >> (int)(cells >> 32)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Place(long key) => unchecked((ulong)key - (ulong)Origin);

    // A bucket in which an interval begins, or has ended, needs cells that do, too.
    private void Cut(ulong place)
    {
        int bucket = (int)(place >> Shift);
        ulong needed = _cells[bucket] & byte.MaxValue;
        while ((place & ((1UL << (int)needed) - 1)) != 0)
        {
            needed--;
        }

        _cells[bucket] = (needed | (_cells[bucket] & ~(ulong)byte.MaxValue)) + (1 << EndsShift);
    }
}
