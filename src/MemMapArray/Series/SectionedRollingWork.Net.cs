using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Series;

/// <summary>Which series are worth it.</summary>
internal static class SectionedRollingWork
{
    /// <summary>How many sections there are.</summary>
    public const int Lanes = 8;

    // Of fewer blocks, what is read twice is a large part.
    private const int LeastBlocks = 2 * Lanes;

    /// <summary>Whether a box has one series, and enough blocks of it.</summary>
    public static bool IsFor(SeriesPlan plan, in RollingWindows windows) =>
        Vector512.IsHardwareAccelerated && !windows.AreLong && plan.MostColumns == 1 && plan.RowsPerBox / windows.Length >= LeastBlocks;
}

/// <summary>The windows of one series: eight sections of it, whole blocks each, are laid side by side and done as eight series are. Blocks are
/// the same, and so is every bit.</summary>
/// <remarks>
/// <code>
///   series    |b|0 0 0|1 1 1|2 2 2| ... |7 7 7|rest          b: the block before, which has the beginnings of the first windows
///   columns   b 0 0 0                                        each section begins with the last block of the one before
///             0 1 1 1
/// </code>
/// </remarks>
internal sealed unsafe class SectionedRollingWork<TTarget, TState, TWindow, TStates, TWindows>(
    SeriesCall<TTarget> call, SeriesPlan plan, TWindow ofOne, TWindows ofEight, RollingWindows windows)
    : ShortRollingWork<TTarget, TState, TWindow>(call, plan, ofOne, windows)
    where TTarget : unmanaged
    where TState : unmanaged
    where TWindow : struct, IWindow<TState>
    where TStates : unmanaged
    where TWindows : struct, IWindow<TStates>
{
    private const int Lanes = SectionedRollingWork.Lanes;

    // Side by side, sections and their results stay in a cache.
    private const long RowsTogether = 1024, LeastBlocks = 4;

    private readonly TWindow _ofOne = ofOne;
    private readonly RollingWindows _windows = windows;

    private long MostRows => Math.Max(RowsTogether, (LeastBlocks + 1) * _windows.Length);

    // Whole cache lines, as the states of eight have them.
    private long StateBytes => Math.Max(
        RollingBlocks<TStates, TWindows>.BytesOf(ofEight, _windows, Lanes), RollingBlocks<TState, TWindow>.BytesOf(_ofOne, _windows, 1));

    protected override long BytesOf(int columns) => StateBytes + (2 * MostRows * Lanes * sizeof(double));

    [MethodImpl(HotPath.Optimized)]
    protected override void MakeLine(in SeriesBox box, long from, double* numbers, byte* memory, double* results)
    {
        long length = _windows.Length, first = box.FirstRow, end = first + box.Rows, next = from + length;
        double* sections = (double*)(memory + StateBytes), made = sections + (MostRows * Lanes);

        // The first block's windows begin before, or have no block before; the first one asked for may end in the second.
        next = Math.Min(end, next < first ? next + length : next);
        RollingBlocks<TState, TWindow>.Make(_ofOne, _windows, 1, from, first, next, numbers, (TState*)memory, results);
        for (long blocks; (blocks = Math.Min((end - next) / length / Lanes, (MostRows / length) - 1)) > 0; next += Lanes * blocks * length)
        {
            long rows = blocks * length;
            SideBySide(numbers + (next - length - from), rows, sections, rows + length);

            // As if it were somewhere behind the first block.
            RollingBlocks<TStates, TWindows>.Make(
                ofEight, _windows, Lanes, length, 2 * length, (2 * length) + rows, sections, (TStates*)memory, made);
            OneByOne(made, rows, results + (next - first));
        }

        if (next < end)
        {
            RollingBlocks<TState, TWindow>.Make(
                _ofOne, _windows, 1, next - length, next, end, numbers + (next - length - from), (TState*)memory, results + (next - first));
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private static void SideBySide(double* series, long step, double* sections, long rows)
    {
        double* second = series + step, third = second + step, fourth = third + step, fifth = fourth + step;
        double* sixth = fifth + step, seventh = sixth + step, eighth = seventh + step;
        for (long row = 0; row < rows; row++, sections += Lanes)
        {
            (sections[0], sections[1], sections[2], sections[3]) = (series[row], second[row], third[row], fourth[row]);
            (sections[4], sections[5], sections[6], sections[7]) = (fifth[row], sixth[row], seventh[row], eighth[row]);
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private static void OneByOne(double* sections, long rows, double* series)
    {
        double* second = series + rows, third = second + rows, fourth = third + rows, fifth = fourth + rows;
        double* sixth = fifth + rows, seventh = sixth + rows, eighth = seventh + rows;
        for (long row = 0; row < rows; row++, sections += Lanes)
        {
            (series[row], second[row], third[row], fourth[row]) = (sections[0], sections[1], sections[2], sections[3]);
            (fifth[row], sixth[row], seventh[row], eighth[row]) = (sections[4], sections[5], sections[6], sections[7]);
        }
    }
}
