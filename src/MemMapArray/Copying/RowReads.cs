using System;
using System.Collections.Generic;

namespace MemMap.Copying;

/// <summary>
/// Runs of a file that are not in memory: sorted by their places in it. While one is read the system is told of the next ones, so that it
/// reads several at a time, and those that lie close to each other at once.
/// </summary>
internal sealed unsafe class RowReads<T>
    where T : unmanaged
{
    /// <summary>Pages are asked for in blocks of 64 KiB: see <see cref="Mapping.PresentPages"/>.</summary>
    public const int BlockShift = 16;

    // Gaps that are read rather than skipped, and how much the system reads when it is told of a range.
    private const long MostGap = 1 << 16, HintBytes = 1 << 17;

    // How far a thread tells of before it reads.
    private const long AheadBytes = 4 << 20;
    private const int AheadRuns = 256;

    private readonly StridedMemory _target;
    private readonly StridedMemory _source;
    private readonly Run[] _runs;

    /// <param name="target">Where to.</param>
    /// <param name="source">Where from.</param>
    /// <param name="missing">The runs, in some lists.</param>
    public RowReads(StridedMemory target, StridedMemory source, List<Run>?[] missing)
    {
        (_target, _source) = (target, source);
        int count = 0;
        foreach (List<Run>? some in missing)
        {
            count += some?.Count ?? 0;
        }

        _runs = new Run[count];
        long[] places = new long[count];
        int next = 0;
        foreach (List<Run>? some in missing)
        {
            foreach (Run run in some ?? [])
            {
                places[next] = run.From - source.Origin;
                _runs[next++] = run;
            }
        }

        Array.Sort(places, _runs);
    }

    /// <summary>Reads all of them.</summary>
    /// <param name="threads">How many threads may work, each on neighbouring runs.</param>
    /// <exception cref="System.IO.IOException">The file was cut short, or cannot be read.</exception>
    public void Read(int threads)
    {
        int count = _runs.Length, each = Math.Max(AheadRuns / 4, (count + threads - 1) / threads);
        WorkOnUnits.Run((count + each - 1) / each, threads, unit => Read((int)unit * each, (int)Math.Min(count, (unit + 1) * each)));
    }

    /// <summary>Brings in some blocks of pages, so that they can be touched, unless they have been brought in before.</summary>
    /// <param name="source">Whose.</param>
    /// <param name="isWanted">Which of some neighbouring blocks.</param>
    /// <param name="firstBlock">The number of the first of them, counted from the first byte.</param>
    /// <param name="end">Behind the last byte of the source.</param>
    /// <param name="threads">How many threads may work.</param>
    public static void RequireBlocks(StridedMemory source, bool[] isWanted, long firstBlock, long end, int threads)
    {
        var ranges = new List<Run>();
        for (int i = 0; i < isWanted.Length;)
        {
            int first = i;
            for (; i < isWanted.Length && isWanted[i] && (i - first) << BlockShift < HintBytes && !IsPresent(i); i++)
            {
            }

            if (i > first)
            {
                byte* start = Start(first), stop = Start(i);
                ranges.Add(new Run(start, null, Math.Min(stop - start, source.Origin + end - start)));
            }
            else
            {
                i++;
            }
        }

        new RowReads<T>(default, source, [ranges]).Read(threads);

        byte* Start(int block) => source.Origin + ((firstBlock + block) << BlockShift);

        bool IsPresent(int block) => source.ArePresent(Start(block), Start(block) + 1);
    }

    private void Read(int first, int end)
    {
        int told = first;
        long ahead = 0;
        for (int i = first; i < end; i++)
        {
            while (told < end && (told <= i || (ahead < AheadBytes && told - i < AheadRuns)))
            {
                Tell(ref told, end, ref ahead);
            }

            Run run = _runs[i];
            ahead -= run.Bytes;
            if (run.To == null)
            {
                _source.RequirePages(run.From, run.From + run.Bytes, run.Bytes, toWrite: false);
            }
            else
            {
                _target.CopyRun(run.To, _source, run.From, run.Bytes);
            }
        }
    }

    private void Tell(ref int told, int end, ref long ahead)
    {
        byte* start = _runs[told].From, stop = start;
        do
        {
            byte* behind = _runs[told].From + _runs[told].Bytes;
            stop = behind > stop ? behind : stop;
            ahead += _runs[told].Bytes;
            told++;
        }
        while (told < end && _runs[told].From - stop <= MostGap && _runs[told].From + _runs[told].Bytes - start <= HintBytes);

        for (; start < stop; start += HintBytes)
        {
            _source.Prefetch(start, stop - start > HintBytes ? start + HintBytes : stop);
        }
    }
}
