using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace MemMap.Reductions.Ordering;

/// <summary>What a pass over some columns is to find, and finds: how many elements there are, how many are numbers, and how many lie below and
/// inside of each interval, and of each of its parts where it is divided. All are counts that are added. Elements may be kept, too. All
/// memory is the pass's, that of threads as well, and no more than it was given: what the runtime collects when it likes to would
/// add up from pass to pass.</summary>
internal sealed unsafe partial class IntervalPass<T> : IDisposable
    where T : unmanaged
{
    // Few keys are this part of all, or fewer.
    private const int Few = 8;

    // To count more, one after the other, takes as long as to look where each element is.
    private const int MostKeys = 12;

    private readonly List<nint> _blocks = [];
    private readonly Stack<nint> _free = new();
    private byte* _memory;

    /// <param name="first">Which interval is the first of each column, and behind the last one how many there are.</param>
    /// <param name="asked">For each column, intervals that do not overlap, in ascending order.</param>
    /// <param name="countsNumbers">Whether it matters which are numbers.</param>
    /// <param name="threads">How many threads there are at most.</param>
    /// <param name="bytes">How much memory there is.</param>
    /// <param name="knowsBelow">It is known how many elements are below each interval: <see cref="Below"/> is not counted.</param>
    /// <param name="hasMost">Most elements are inside of intervals, which need not be those that are open.</param>
    public IntervalPass(
        int[] first, List<AskedInterval> asked, bool countsNumbers, int threads, long bytes, bool knowsBelow = false, bool hasMost = false)
    {
        (First, Length) = (first, asked.Count);
        CountsNumbers = countsNumbers && Element.IsFloatingPoint<T>();
        Counts = new long[first.Length - 1];
        Numbers = new long[Counts.Length];
        Lower = new long[Counts.Length];
        int kept = 0;
        double keys = 0, all = 0;
        bool areKeys = sizeof(T) == sizeof(byte) && Counts.Length == 1;
        foreach (AskedInterval interval in asked)
        {
            Counters += interval.Parts;
            keys += interval.Parts > 0 ? (double)interval.High - interval.Low + 1 : 0;
            kept += interval.Shift == AskedInterval.Kept ? 1 : 0;
            all += (double)interval.High - interval.Low + 1;
            areKeys &= interval.Shift == 0 || interval.Low == interval.High;
        }

        CountsEach = sizeof(T) <= sizeof(short) && Counts.Length == 1
            && (Length > KeyClasses.Intervals || keys > (1 << OrderKey.Bits<T>()) / Few);
        CountsKeys = areKeys && all <= MostKeys && !CountsEach;
        HasMost = hasMost;
        hasMost |= Length > 0 && asked[0].Low <= OrderKey.LeastNumber<T>() && asked[Length - 1].High >= OrderKey.LargestNumber<T>();
        long ofCells = Length <= KeyCells.MostIntervals ? BytesOfCells(Counts.Length, bytes) : 0;
        CountsCells = ofCells > 0 && hasMost && KeyCells.AreParts(asked);
        ofCells = CountsCells || Length > KeyClasses.Intervals ? ofCells : 0;
        KnowsBelow = knowsBelow && ofCells > 0;
        long shared = ((long)Length * PassBudget.Shared) + ((long)Counters * PassBudget.SharedCounter) + ofCells + sizeof(int);
        ThreadBytes = CountsEach ? KeyCounts<T>.Bytes : ((long)Length * PassBudget.Threads) + ((Counters + 1L) * PassBudget.ThreadsCounter);
        Threads = (int)Math.Max(1, Math.Min(threads, (bytes - shared) / Math.Max(1, ThreadBytes)));
        Bytes = shared + (Threads * ThreadBytes);
        _memory = (byte*)Marshal.AllocHGlobal((nint)shared);
        new Span<byte>(_memory, (int)shared).Clear();
        Lows = (long*)_memory;
        Highs = Lows + Length;
        Below = Highs + Length;
        Inside = Below + Length;
        Parts = Inside + Length;
        byte* cells = (byte*)(Parts + Counters);
        FirstPart = (int*)(cells + ofCells);
        Shifts = (byte*)(FirstPart + Length + 1);
        for (int i = 0; i < Length; i++)
        {
            (Lows[i], Highs[i], Shifts[i], FirstPart[i + 1]) = (asked[i].Low, asked[i].High, asked[i].Shift, FirstPart[i] + asked[i].Parts);
        }

        if (ofCells > 0)
        {
            Cells = new(cells, Lows, Highs, Length, CountsCells);
            if (CountsCells)
            {
                Cells.SetParts(Lows, Shifts, FirstPart, Length);
            }
            else
            {
                Cells.SetBits(Lows, Highs, Length);
            }
        }

        if (kept > 0)
        {
            Arena = new(Math.Max(0, bytes - Bytes), Length, kept, Threads);
        }
    }

    /// <summary>How many intervals there are.</summary>
    public int Length { get; }

    /// <summary>How many parts of intervals are counted.</summary>
    public int Counters { get; }

    /// <summary>By how many threads elements are visited at most.</summary>
    public int Threads { get; }

    /// <summary>How much memory is taken, besides what is left for elements that are kept.</summary>
    public long Bytes { get; }

    /// <summary>How much of it a thread has.</summary>
    public long ThreadBytes { get; }

    /// <summary>Elements of 8 and 16 bits are counted each by itself, of one column, unless few are looked for.</summary>
    public bool CountsEach { get; }

    /// <summary>Elements of 8 bits are counted key by key, of one column, where few keys are asked for.</summary>
    public bool CountsKeys { get; }

    /// <summary>Many intervals of one column, as a table; otherwise none.</summary>
    public KeyCells? Cells { get; }

    /// <summary>The intervals adjoin, and all are divided: parts alone are counted, and the rest follows.</summary>
    public bool CountsCells { get; }

    /// <summary>Most elements are inside of intervals, which need not be those that are open.</summary>
    public bool HasMost { get; }

    /// <summary>How many are below each interval is known, and not counted.</summary>
    public bool KnowsBelow { get; }

    /// <summary>Which interval is the first of each column.</summary>
    public int[] First { get; }

    /// <summary>Whether NaN is to be told from numbers.</summary>
    public bool CountsNumbers { get; }

    /// <summary>Where elements are kept.</summary>
    public KeyArena<T>? Arena { get; }

    /// <summary>How many elements each column has.</summary>
    public long[] Counts { get; }

    /// <summary>How many of them are numbers.</summary>
    public long[] Numbers { get; }

    /// <summary>How many of them are below all numbers.</summary>
    public long[] Lower { get; }

    /// <summary>The first key of each interval.</summary>
    public long* Lows { get; }

    /// <summary>The last key of each.</summary>
    public long* Highs { get; }

    /// <summary>How many elements are below each.</summary>
    public long* Below { get; }

    /// <summary>How many are inside of each.</summary>
    public long* Inside { get; }

    /// <summary>How many are in each part, those of one interval after those of another.</summary>
    public long* Parts { get; }

    /// <summary>Which part is the first of each.</summary>
    public int* FirstPart { get; }

    /// <summary>What is asked of each.</summary>
    public byte* Shifts { get; }

    /// <summary>An interval and what was counted.</summary>
    public KeyInterval this[int i] => new(Lows[i], Highs[i], Below[i], Inside[i]);

    /// <summary>How many are in each part of an interval.</summary>
    public Span<long> PartsOf(int i) => new(Parts + FirstPart[i], FirstPart[i + 1] - FirstPart[i]);

    /// <summary>How much memory a table of many intervals takes: where there is little, there is none.</summary>
    public static long BytesOfCells(int columns, long bytes) =>
        columns == 1 && sizeof(T) > sizeof(short) && bytes / 8 > KeyCells.Bytes ? KeyCells.Bytes : 0;

    /// <summary>How much memory a pass takes besides that of its intervals and their counters.</summary>
    public static long BytesBesides(int columns, int threads, long bytes) =>
        BytesOfCells(columns, bytes) + sizeof(int) + ((long)threads * PassBudget.ThreadsCounter);

    /// <summary>Memory for a thread, all 0.</summary>
    public byte* Rent()
    {
        nint block;
        lock (_blocks)
        {
            block = _free.Count > 0 ? _free.Pop() : 0;
            if (block == 0)
            {
                block = Marshal.AllocHGlobal((nint)ThreadBytes);
                _blocks.Add(block);
            }
        }

        new Span<byte>((void*)block, (int)ThreadBytes).Clear();
        return (byte*)block;
    }

    /// <summary>Takes it back for another thread.</summary>
    public void Return(byte* block)
    {
        lock (_blocks)
        {
            _free.Push((nint)block);
        }
    }

    public void Dispose()
    {
        Arena?.Dispose();
        _blocks.ForEach(Marshal.FreeHGlobal);
        _blocks.Clear();
        _free.Clear();
        Marshal.FreeHGlobal((nint)_memory);
        _memory = null;
    }
}
