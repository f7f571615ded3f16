using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMap.Reductions.Plans;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Engine;

/// <summary>One thread's way to the elements of a mask, in the order of the elements that it selects: bytes of which any but 0 is
/// true.</summary>
/// <param name="bytes">Its bytes.</param>
/// <param name="plan">Where they lie.</param>
/// <param name="most">How many are asked for at a time, at most.</param>
internal sealed unsafe class MaskReader(ByteReader bytes, MaskPlan plan, int most) : IDisposable
{
    // Elements farther apart than this are read one by one, where they are not in memory; others in pieces of this many bytes at most.
    private const long PageBytes = 4096;
    private const long PieceBytes = 1 << 18;

    private readonly byte* _gathered = (byte*)Marshal.AllocHGlobal(most);
    private MaskWalk _reduced = new(plan.ReducedLengths, plan.ReducedStrides);
    private MaskWalk _kept = new(plan.KeptLengths, plan.KeptStrides);
    private long _result;

    /// <summary>To be called before each unit of work.</summary>
    public void BeforeUnit(in UnitBytes unit) => bytes.BeforeUnit(unit.Of(plan));

    /// <summary>Begins a group of results.</summary>
    /// <param name="result">The first of them, by its number in the order of the plan.</param>
    /// <param name="position">The position from which on elements are asked for.</param>
    [MethodImpl(HotPath.Optimized)]
    public void Start(long result, long position)
    {
        _result = result;
        _kept.MoveTo(result);
        _reduced.MoveTo(position);
    }

    /// <summary>Leaves out what the mask leaves out, of the elements of one result that come next.</summary>
    [MethodImpl(HotPath.Optimized)]
    public void NarrowBlock(int count, ulong* truths) =>
        Narrow(ref _reduced, plan.Offset + _kept.Offset, count, truths);

    /// <summary>The same of some columns, at the position that comes next.</summary>
    [MethodImpl(HotPath.Optimized)]
    public void NarrowRow(int columns, ulong* truths)
    {
        long offset = plan.Offset + _reduced.Offset;
        if (_kept.Left >= columns)
        {
            NarrowRun(offset + _kept.Offset, _kept.Stride, columns, truths);
        }
        else
        {
            Narrow(ref _kept, offset, columns, truths);
            _kept.MoveTo(_result);
        }

        _reduced.Use(1);
    }

    public void Dispose()
    {
        bytes.Dispose();
        Marshal.FreeHGlobal((nint)_gathered);
    }

    [MethodImpl(HotPath.Optimized)]
    private void Narrow(ref MaskWalk walk, long offset, int count, ulong* truths)
    {
        if (walk.Left >= count)
        {
            NarrowRun(offset + walk.Offset, walk.Stride, count, truths);
            walk.Use(count);
            return;
        }

        for (int gathered = 0; gathered < count;)
        {
            int run = (int)Math.Min(count - gathered, walk.Left);
            Gather(offset + walk.Offset, walk.Stride, run, _gathered + gathered);
            gathered += run;
            walk.Use(run);
        }

        Truths.Narrow(_gathered, count, truths);
    }

    [MethodImpl(HotPath.Optimized)]
    private void NarrowRun(long start, long stride, int count, ulong* truths)
    {
        if (stride == 1)
        {
            Truths.Narrow(bytes.Origin != null ? bytes.Origin + start : bytes.ReadNear(start, count, long.MaxValue), count, truths);
        }
        else if (stride != 0)
        {
            Gather(start, stride, count, _gathered);
            Truths.Narrow(_gathered, count, truths);
        }
        else if (*Read(start, 1, 0) == 0)
        {
            Truths.Clear(truths, count);
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private void Gather(long start, long stride, int count, byte* to)
    {
        if (stride == 0)
        {
            new Span<byte>(to, count).Fill(*Read(start, 1, 0));
            return;
        }

        long distance = Math.Abs(stride);
        int piece = bytes.Origin != null ? count : (int)(distance > PageBytes ? 1 : Math.Min(count, PieceBytes / distance));
        for (int done = 0; done < count; done += piece)
        {
            int some = Math.Min(piece, count - done);
            long first = start + (done * stride), span = (some - 1) * distance;
            byte* element = stride > 0
                ? Read(first, span + 1, distance > PageBytes ? 0 : long.MaxValue)
                : Read(first - span, span + 1, 0) + span;
            Engine.Gather.Elements(element, stride, some, to + done, isReversed: false);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* Read(long start, long length, long ahead) =>
        bytes.Origin != null ? bytes.Origin + start : bytes.ReadNear(start, length, ahead);
}
