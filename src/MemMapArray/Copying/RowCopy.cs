using System;

namespace MemMap.Copying;

/// <summary>
/// Copies some rows, the indexes of axis 0, from one layout to some rows of another that has rows of the same shape. The numbers of the
/// rows were looked at by the caller.
/// </summary>
/// <remarks>
/// <code>
///   row of the target    0   1   2   3        what is in memory is copied in the order asked for;
///   row of the source   17   3  18  90        what is not is read in the order of the file: 3, 17 and 18 at once, 90
/// </code>
/// </remarks>
internal sealed unsafe partial class RowCopy<T>
    where T : unmanaged
{
    /// <summary>How many rows one copy should be asked for: so far are reads sorted.</summary>
    public const int RowsAtOnce = 1 << 16;

    private const long UnitBytes = 1 << 20;

    private readonly StridedMemory _target;
    private readonly StridedMemory _source;
    private readonly long* _targetRows;
    private readonly long* _sourceRows;
    private readonly long _count;

    // The axes behind the first, in the order of the target's memory.
    private readonly long[] _lengths;
    private readonly long[] _targetStrides;
    private readonly long[] _sourceStrides;
    private readonly byte* _to;
    private readonly byte* _from;
    private readonly long _toStep;
    private readonly long _fromStep;
    private readonly long _rowBytes;
    private readonly int _threads;

    private RowCopy(StridedMemory target, long* targetRows, StridedMemory source, long* sourceRows, long count, int threads)
    {
        (_target, _source, _count, _threads) = (target, source, count, threads);
        _targetRows = targetRows;
        _sourceRows = sourceRows;
        ReadOnlySpan<long> axes = target.Layout.Lengths.Slice(1);
        Span<long> lengths = stackalloc long[axes.Length], targetStrides = stackalloc long[axes.Length],
            sourceStrides = stackalloc long[axes.Length];
        axes.CopyTo(lengths);
        target.Layout.Strides.Slice(1).CopyTo(targetStrides);
        source.Layout.Strides.Slice(1).CopyTo(sourceStrides);
        long to = target.Layout.Offset, from = source.Layout.Offset;
        int rank = Layout.PutInMemoryOrder(lengths, targetStrides, sourceStrides, ref to, ref from);
        _lengths = lengths.Slice(0, rank).ToArray();
        _targetStrides = targetStrides.Slice(0, rank).ToArray();
        _sourceStrides = sourceStrides.Slice(0, rank).ToArray();
        _to = target.Origin + to;
        _from = source.Origin + from;
        (_toStep, _fromStep) = (target.Layout.Strides[0], source.Layout.Strides[0]);
        _rowBytes = sizeof(T);
        foreach (long length in _lengths)
        {
            _rowBytes *= length;
        }
    }

    // Whether each row is one run on both sides.
    private bool AreRuns => _lengths.Length == 0 || (_lengths.Length == 1 && IsRun(0));

    /// <summary>Row <paramref name="sourceRows"/>[i] of the source becomes row <paramref name="targetRows"/>[i] of the target.</summary>
    /// <param name="target">Where to; memory or a mapping, of which no two rows asked for are the same, and which has nothing in common
    /// with the source.</param>
    /// <param name="targetRows">Rows of the target; <see langword="null"/> for 0, 1, 2, ...</param>
    /// <param name="source">Where from.</param>
    /// <param name="sourceRows">Rows of the source; <see langword="null"/> for 0, 1, 2, ...</param>
    /// <param name="count">How many; about <see cref="RowsAtOnce"/> at most.</param>
    /// <param name="threads">How many threads may work.</param>
    /// <exception cref="System.IO.IOException">A file was cut short, cannot be read, or has no room.</exception>
    public static void Copy(StridedMemory target, long* targetRows, StridedMemory source, long* sourceRows, long count, int threads)
    {
        if (count == 0 || target.Layout.Length == 0)
        {
            return;
        }

        var copy = new RowCopy<T>(target, targetRows, source, sourceRows, count, threads);
        if (copy.AreRuns)
        {
            copy.CopyRuns();
        }
        else
        {
            copy.CopyElements();
        }
    }

    private bool IsRun(int axis) => _targetStrides[axis] == sizeof(T) && _sourceStrides[axis] == sizeof(T);

    private byte* Target(long i) => _to + ((_targetRows == null ? i : _targetRows[i]) * _toStep);

    private byte* Source(long i) => _from + ((_sourceRows == null ? i : _sourceRows[i]) * _fromStep);

    // Units of rows, side by side where there are enough of them.
    private void InUnits(long rowsOfUnit, Action<long, long> copy)
    {
        long units = (_count + rowsOfUnit - 1) / rowsOfUnit;
        WorkOnUnits.Run(units, _threads, unit => copy(unit * rowsOfUnit, Math.Min(_count, (unit + 1) * rowsOfUnit)));
    }

    // Asks for the pages of a unit's rows. Those of a source are in any order, so this is about what lies between the first and the last.
    private void RequirePages(StridedMemory memory, byte* lowest, byte* highest, long rows, ReadOnlySpan<long> strides, bool toWrite)
    {
        byte* end = highest + sizeof(T);
        for (int axis = 0; axis < _lengths.Length; axis++)
        {
            long reach = (_lengths[axis] - 1) * strides[axis];
            lowest += Math.Min(0, reach);
            end += Math.Max(0, reach);
        }

        memory.RequirePages(lowest, end, rows * _rowBytes, toWrite);
    }

    private void RequireSource(long first, long end)
    {
        byte* lowest = Source(first), highest = lowest;
        for (long i = first + 1; i < end; i++)
        {
            byte* at = Source(i);
            lowest = at < lowest ? at : lowest;
            highest = at > highest ? at : highest;
        }

        RequirePages(_source, lowest, highest, end - first, _sourceStrides, toWrite: false);
    }

    // Pages that are only passed must not be marked as written to.
    private void RequireTarget(long first, long end)
    {
        byte* lowest = Target(first), highest = lowest;
        for (long i = _targetRows == null ? end - 1 : first + 1; i < end; i++)
        {
            byte* at = Target(i);
            lowest = at < lowest ? at : lowest;
            highest = at > highest ? at : highest;
        }

        bool hasGaps = _targetRows != null || Math.Abs(_toStep) - _rowBytes >= Environment.SystemPageSize;
        RequirePages(_target, lowest, highest, end - first, _targetStrides, toWrite: !hasGaps);
        if (hasGaps && _target.MayLackRoom(lowest, highest + _rowBytes, (end - first) * _rowBytes))
        {
            for (long i = first; i < end; i++)
            {
                RequirePages(_target, Target(i), Target(i), 1, _targetStrides, toWrite: true);
            }
        }
    }
}
