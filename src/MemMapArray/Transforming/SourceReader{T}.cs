using System;
using MemMap.Reductions.Engine;

namespace MemMap.Transforming;

/// <summary>Reads pieces: in place where one lies side by side in the source, gathered into memory where not.</summary>
internal sealed unsafe class SourceReader<T> : SourceReader
    where T : unmanaged
{
    private readonly ByteReader _bytes;
    private readonly TransformPlan _plan;
    private readonly OperandAxes _axes;
    private readonly BoxGather<T> _gather;
    private readonly long[] _box;
    private readonly bool _isInPlace;
    private AlignedMemory _memory;
    private long _gathered = -1;
    private long _gatheredRows;

    /// <param name="bytes">The bytes of the source, which this disposes.</param>
    /// <param name="plan">What lies where.</param>
    /// <param name="axes">Where the source has it.</param>
    public SourceReader(ByteReader bytes, TransformPlan plan, OperandAxes axes)
    {
        int inner = plan.PieceAxis + 1;
        _bytes = bytes;
        _plan = plan;
        _axes = axes;
        Repeats = plan.RowsPerPiece > 1 && axes.Strides[plan.PieceAxis] == 0;
        _isInPlace = Repeats ? plan.RowsPerBlock == 1 && axes.IsContiguousFrom(inner, plan.Lengths)
            : axes.IsContiguousFrom(plan.RowsPerPiece == 1 ? inner : plan.PieceAxis, plan.Lengths);
        _gather = new(bytes, axes.Strides.Slice(plan.PieceAxis));
        _box = plan.Lengths.Slice(plan.PieceAxis).ToArray();
    }

    public override int ElementSize => sizeof(T);

    public override bool Repeats { get; }

    public override void BeforeUnit(long firstPiece, long endPiece)
    {
        long start = long.MaxValue, end = 0, wanted = 0;
        for (long piece = firstPiece; piece < endPiece; piece++)
        {
            long offset = _plan.OffsetOf(piece, _axes), rows = _plan.RowsOf(piece), last = offset;
            for (int axis = _plan.PieceAxis; axis < _plan.Lengths.Length; axis++)
            {
                long reach = ((axis == _plan.PieceAxis ? rows : _plan.Lengths[axis]) - 1) * _axes.Strides[axis];
                offset += Math.Min(0, reach);
                last += Math.Max(0, reach);
            }

            start = Math.Min(start, offset);
            end = Math.Max(end, last + sizeof(T));
            wanted += rows * _plan.RowElements * sizeof(T);
        }

        _bytes.BeforeUnit(new UnitBytes(start, end, wanted));
    }

    public override byte* Read(long piece)
    {
        long offset = _plan.OffsetOf(piece, _axes), rows = _plan.RowsOf(piece);
        rows = Repeats ? Math.Min(rows, _plan.RowsPerBlock) : rows;
        long bytes = rows * _plan.RowElements * sizeof(T);
        if (_isInPlace)
        {
            byte* elements = _bytes.Origin != null ? _bytes.Origin + offset : _bytes.ReadNear(offset, bytes, long.MaxValue);
            if ((nint)elements % AlignmentOf(sizeof(T)) == 0)
            {
                return elements;
            }

            // The offset of an array need not be a multiple of its elements, but spans begin where a T may.
            byte* aligned = Room(bytes);
            Buffer.MemoryCopy(elements, aligned, bytes, bytes);
            return aligned;
        }

        // What repeats in the next piece, too, is there already.
        if (offset != _gathered || rows > _gatheredRows)
        {
            _gathered = -1;
            _box[0] = rows;
            _gather.Copy(offset, _box, Room(bytes));
            (_gathered, _gatheredRows) = (offset, rows);
        }

        return _memory.Origin;
    }

    public override void Dispose()
    {
        _memory.Dispose();
        _bytes.Dispose();
    }

    private static int AlignmentOf(int size) => Math.Min(size & -size, sizeof(long));

    private byte* Room(long bytes)
    {
        if (_memory.Origin == null || _memory.Bytes < bytes)
        {
            _memory.Dispose();
            _memory = new(bytes);
        }

        return _memory.Origin;
    }
}
