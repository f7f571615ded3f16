using System;
using MemMap.Copying;

namespace MemMap.Transforming;

/// <summary>Where a transform writes: elements of a mapping, or of a new file that is not mapped.</summary>
internal abstract unsafe class TransformTarget
{
    /// <summary>Where the elements are. They are not broadcast.</summary>
    public abstract Layout Layout { get; }

    /// <summary>There are no pages to touch.</summary>
    public abstract bool IsFile { get; }

    /// <summary>Whether a source is at the same place, so that nothing may be written of a block before all of it was read.</summary>
    public abstract bool IsSource { get; }

    /// <summary>Whether that is the first source, so that what does not change need not be written.</summary>
    public abstract bool IsFirstSource { get; }

    /// <summary>Looks whether some pieces can be written where they are, and best so: see <see cref="StridedMemory.IsReadyToWrite"/>.
    /// Otherwise <see cref="Write"/> is the way.</summary>
    /// <exception cref="System.IO.IOException">The file was cut short.</exception>
    public abstract bool TryTouch(TransformPlan plan, long firstPiece, long endPiece);

    /// <summary>Where a piece is that can be touched.</summary>
    public abstract byte* AddressOf(TransformPlan plan, long piece);

    /// <summary>Writes a piece whose elements lie side by side in memory.</summary>
    /// <exception cref="System.IO.IOException">The file was cut short, or has no room.</exception>
    public abstract void Write(TransformPlan plan, long piece, byte* elements);
}

/// <summary>Where elements of a type are written.</summary>
/// <param name="memory">The place, under the caller's lease.</param>
/// <param name="isSource">A source is at the same place.</param>
/// <param name="isFirstSource">It is the first one.</param>
/// <param name="touchingThreads">How many threads may touch pages, rather than write by calls of the system; 0 if none may.</param>
internal sealed unsafe class TransformTarget<T>(StridedMemory memory, bool isSource, bool isFirstSource, int touchingThreads) : TransformTarget
    where T : unmanaged
{
    public override Layout Layout => memory.Layout;

    public override bool IsFile => memory.IsFile;

    public override bool IsSource => isSource;

    public override bool IsFirstSource => isFirstSource;

    public override bool TryTouch(TransformPlan plan, long firstPiece, long endPiece)
    {
        if (touchingThreads == 0 || memory.IsFile || !IsContiguous(plan, plan.RowsPerPiece))
        {
            return false;
        }

        byte* first = AddressOf(plan, firstPiece), last = AddressOf(plan, endPiece - 1);
        byte* end = last + (plan.RowsOf(endPiece - 1) * plan.RowElements * sizeof(T));
        bool isReady = memory.IsReadyToWrite(first, end, touchingThreads);
        if (isReady)
        {
            memory.RequirePages(first, end, end - first, toWrite: true);
        }

        return isReady;
    }

    public override byte* AddressOf(TransformPlan plan, long piece) => memory.Origin + plan.OffsetOf(piece, plan.Operands[0]);

    public override void Write(TransformPlan plan, long piece, byte* elements)
    {
        long rows = plan.RowsOf(piece);
        if (IsContiguous(plan, rows))
        {
            memory.WriteApart(AddressOf(plan, piece), elements, rows * plan.RowElements * sizeof(T));
            return;
        }

        Span<long> lengths = stackalloc long[plan.Lengths.Length - plan.PieceAxis];
        plan.Lengths.Slice(plan.PieceAxis).CopyTo(lengths);
        lengths[0] = rows;
        Layout box = memory.Layout.With(lengths, plan.Operands[0].Strides.Slice(plan.PieceAxis), plan.OffsetOf(piece, plan.Operands[0]));
        StridedCopy<T>.Copy(memory.At(box), StridedMemory.Contiguous(elements, lengths, sizeof(T)));
    }

    private static bool IsContiguous(TransformPlan plan, long rows) =>
        plan.Operands[0].IsContiguousFrom(rows == 1 ? plan.PieceAxis + 1 : plan.PieceAxis, plan.Lengths);
}
