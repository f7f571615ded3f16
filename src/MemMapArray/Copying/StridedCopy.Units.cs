using System;
using MemMap.Mapping;

namespace MemMap.Copying;

/// <content>Units of work: long runs and boxes, each after a look at the file and its pages.</content>
internal unsafe ref partial struct StridedCopy<T>
{
    // From this length on, a run is worth a call to the system of its own.
    private const int LongRun = 1 << 16;

    // Descends to long runs, or else to boxes of at most MappedFile.BytesPerLook.
    private readonly void CopyUnits(int axis, byte* target, byte* source)
    {
        long inner = sizeof(T);
        for (int i = axis + 1; i < Rank; i++)
        {
            inner *= _lengths[i];
        }

        if (axis < Rank && (inner >= MappedFile.BytesPerLook || (axis == Rank - 2 && inner >= LongRun && IsRun && !_target.IsFile)))
        {
            for (long i = 0; i < _lengths[axis]; i++)
            {
                CopyUnits(axis + 1, target + (i * _targetStrides[axis]), source + (i * _sourceStrides[axis]));
            }

            return;
        }

        if (axis == Rank)
        {
            CopyUnit(axis, target, source);
            return;
        }

        long length = _lengths[axis], step = Math.Max(1, MappedFile.BytesPerLook / inner);
        for (long i = 0; i < length; i += step)
        {
            _lengths[axis] = Math.Min(step, length - i);
            CopyUnit(axis, target + (i * _targetStrides[axis]), source + (i * _sourceStrides[axis]));
        }

        _lengths[axis] = length;
    }

    // Whether the last axis is one run on both sides, so that its bytes can be moved as they are.
    private readonly bool IsRun => !_reverses && _overlap == Overlap.None
        && (Rank == 0 || (_targetStrides[Rank - 1] == sizeof(T) && _sourceStrides[Rank - 1] == sizeof(T)));

    private readonly void CopyUnit(int axis, byte* target, byte* source)
    {
        bool isRun = axis >= Rank - 1 && IsRun;
        long bytes = sizeof(T);
        for (int i = axis; i < Rank; i++)
        {
            bytes *= _lengths[i];
        }

        if (_target.IsFile)
        {
            // A file that is not mapped has its elements side by side, and so has a box of it.
            if (isRun)
            {
                _source.Read(source, _buffer, bytes);
            }
            else
            {
                RequirePages(_source, axis, source, _sourceStrides, toWrite: false);
                Gather(axis, source);
            }

            _target.Write(target, _buffer, bytes);
        }
        else if (isRun)
        {
            _target.CopyRun(target, _source, source, bytes);
        }
        else
        {
            RequirePages(_source, axis, source, _sourceStrides, toWrite: false);
            RequirePages(_target, axis, target, _targetStrides, toWrite: true);
            CopyBox(axis, target, source);
        }
    }

    // A box of the file, in its order, into the buffer. Within the box the axes may go in another order.
    private readonly void Gather(int axis, byte* source)
    {
        int rank = Rank - axis;
        Span<long> lengths = stackalloc long[rank], targetStrides = stackalloc long[rank], sourceStrides = stackalloc long[rank];
        _lengths.Slice(axis).CopyTo(lengths);
        _targetStrides.Slice(axis).CopyTo(targetStrides);
        _sourceStrides.Slice(axis).CopyTo(sourceStrides);
        BringTileAxesTogether(lengths, targetStrides, sourceStrides);
        new StridedCopy<T>(_target, _source, lengths, targetStrides, sourceStrides, _reverses).CopyBox(0, _buffer, source);
    }

    private readonly void RequirePages(StridedMemory memory, int axis, byte* box, ReadOnlySpan<long> strides, bool toWrite)
    {
        Span<int> axes = stackalloc int[Rank - axis];
        SortByStride(strides.Slice(axis), axes);
        RequirePages(memory, _lengths.Slice(axis), strides.Slice(axis), axes, box, toWrite);
    }

    // Pages in the gaps of a box are not written to and must not be marked as written: they are only looked at. Where the file has no room
    // yet for some of the others, those are asked for run by run.
    // The axes come in the order of memory, the fastest first.
    private static void RequirePages(
        StridedMemory memory, ReadOnlySpan<long> lengths, ReadOnlySpan<long> strides, ReadOnlySpan<int> axes, byte* box, bool toWrite)
    {
        long before = 0, behind = sizeof(T), wanted = sizeof(T);
        bool hasGaps = false;
        foreach (int axis in axes)
        {
            long reach = (lengths[axis] - 1) * strides[axis];
            hasGaps |= lengths[axis] > 1 && Math.Abs(strides[axis]) - (before + behind) >= Environment.SystemPageSize;
            before += Math.Max(0, -reach);
            behind += Math.Max(0, reach);
            wanted *= strides[axis] == 0 ? 1 : lengths[axis];
        }

        memory.RequirePages(box - before, box + behind, wanted, toWrite && !hasGaps);
        if (toWrite && hasGaps && memory.MayLackRoom(box - before, box + behind, wanted))
        {
            int slowest = axes[axes.Length - 1];
            for (long i = 0; i < lengths[slowest]; i++)
            {
                RequirePages(memory, lengths, strides, axes.Slice(0, axes.Length - 1), box + (i * strides[slowest]), toWrite);
            }
        }
    }
}
