using System;
using System.Collections.Generic;

namespace MemMap.Transforming;

/// <summary>
/// The axes of a transform in the order of the destination's memory: those of length 1 dropped, negative strides of the destination undone,
/// axes sorted by stride, and merged where they are one run in all operands. And how they are cut.
/// </summary>
/// <remarks>
/// <code>
///   destination   [ unit                        ][ unit                        ]   a thread takes it, and looks at the files once
///                 [ piece       ][ piece        ]                                  some rows, in memory together: then written
///                 [block][block]                                                   up to 4,096 elements: what the caller's code gets
/// </code>
/// A piece is <see cref="RowsPerPiece"/> indexes of the axis <see cref="PieceAxis"/>, with all that is inside. Blocks are whole rows of it,
/// or parts of one, so that what repeats in every row is put together once.
/// </remarks>
internal sealed class TransformPlan
{
    // As many elements as a block of a reduction has; fewer where the blocks of all operands would not fit the first cache together.
    private const int MostBlockElements = 4096, LeastBlockElements = 256, BlockBytes = 1 << 15;

    private readonly int[] _axes;
    private readonly bool[] _turned;
    private readonly long[] _shape;
    private readonly long[] _lengths;
    private readonly long _piecesPerLine;

    /// <param name="target">The destination. It is not broadcast.</param>
    /// <param name="sources">The sources, broadcast to its shape.</param>
    /// <param name="pieceBytes">About how many bytes of an operand a piece has.</param>
    public TransformPlan(Layout target, Layout[] sources, int pieceBytes)
    {
        Layout[] operands = [target, .. sources];
        _shape = target.Lengths.ToArray();
        _axes = OrderOf(target);
        _turned = Array.ConvertAll(_axes, axis => operands[0].Strides[axis] < 0);
        var lengths = new List<long>();
        var strides = Array.ConvertAll(operands, _ => new List<long>());
        long[] offsets = Array.ConvertAll(operands, operand => operand.Offset);
        int largest = 1, together = 0;
        for (int i = 0; i < _axes.Length; i++)
        {
            long length = _shape[_axes[i]];
            long[] steps = Array.ConvertAll(operands, operand => operand.Strides[_axes[i]]);
            for (int operand = 0; _turned[i] && operand < operands.Length; operand++)
            {
                offsets[operand] += (length - 1) * steps[operand];
                steps[operand] = -steps[operand];
            }

            Add(lengths, strides, length, steps);
        }

        if (lengths.Count == 0)
        {
            Add(lengths, strides, 1, Array.ConvertAll(operands, operand => (long)operand.ElementSize));
        }

        _lengths = [.. lengths];
        Operands = new OperandAxes[operands.Length];
        for (int operand = 0; operand < operands.Length; operand++)
        {
            Operands[operand] = new(offsets[operand], [.. strides[operand]], operands[operand].ElementSize);
            largest = Math.Max(largest, operands[operand].ElementSize);
            together += operands[operand].ElementSize;
        }

        ElementCount = target.Length;
        BlockElements = Math.Max(LeastBlockElements, Math.Min(MostBlockElements, BlockBytes / together));
        PieceAxis = _lengths.Length - 1;
        RowElements = 1;
        long most = Math.Max(1, pieceBytes / largest);
        while (PieceAxis > 0 && RowElements * _lengths[PieceAxis] <= most)
        {
            RowElements *= _lengths[PieceAxis--];
        }

        RowsPerPiece = Math.Min(_lengths[PieceAxis], most / RowElements);
        RowsPerBlock = Math.Max(1, Math.Min(RowsPerPiece, BlockElements / RowElements));
        _piecesPerLine = (_lengths[PieceAxis] + RowsPerPiece - 1) / RowsPerPiece;
        PieceCount = ElementCount / (RowElements * _lengths[PieceAxis]) * _piecesPerLine;
    }

    /// <summary>The destination, then the sources.</summary>
    public OperandAxes[] Operands { get; }

    public ReadOnlySpan<long> Lengths => _lengths;

    public long ElementCount { get; }

    /// <summary>How many elements a block has at most.</summary>
    public int BlockElements { get; }

    /// <summary>The axis along which pieces are cut.</summary>
    public int PieceAxis { get; }

    /// <summary>How many elements are under one index of that axis.</summary>
    public long RowElements { get; }

    /// <summary>How many indexes of that axis a piece has, if it is not the last.</summary>
    public long RowsPerPiece { get; }

    /// <summary>How many indexes of that axis a block has; 1 where it has a part of one.</summary>
    public long RowsPerBlock { get; }

    public long PieceCount { get; }

    public long RowsOf(long piece) => Math.Min(RowsPerPiece, _lengths[PieceAxis] - FirstRowOf(piece));

    /// <summary>The first element of a piece in the order of the destination's memory.</summary>
    public long PositionOf(long piece) => ((piece / _piecesPerLine * _lengths[PieceAxis]) + FirstRowOf(piece)) * RowElements;

    /// <summary>Where a piece begins in an operand, in bytes.</summary>
    public long OffsetOf(long piece, OperandAxes operand)
    {
        long offset = operand.Offset + (FirstRowOf(piece) * operand.Strides[PieceAxis]), line = piece / _piecesPerLine;
        for (int axis = PieceAxis - 1; axis >= 0; axis--)
        {
            offset += line % _lengths[axis] * operand.Strides[axis];
            line /= _lengths[axis];
        }

        return offset;
    }

    /// <summary>The index of an element in the shape of the destination.</summary>
    /// <param name="position">Its number in the order of the destination's memory.</param>
    public long[] IndexOf(long position)
    {
        var index = new long[_shape.Length];
        for (int i = _axes.Length - 1; i >= 0; i--)
        {
            long length = _shape[_axes[i]], at = position % length;
            index[_axes[i]] = _turned[i] ? length - 1 - at : at;
            position /= length;
        }

        return index;
    }

    // Axes by descending |stride|, ties by axis, without those of length 1.
    private static int[] OrderOf(Layout target)
    {
        var order = new List<int>(target.Rank);
        for (int axis = 0; axis < target.Rank; axis++)
        {
            if (target.Lengths[axis] != 1)
            {
                int at = order.Count;
                while (at > 0 && Math.Abs(target.Strides[order[at - 1]]) < Math.Abs(target.Strides[axis]))
                {
                    at--;
                }

                order.Insert(at, axis);
            }
        }

        return [.. order];
    }

    private static void Add(List<long> lengths, List<long>[] strides, long length, long[] steps)
    {
        int last = lengths.Count - 1;
        bool joins = last >= 0;
        for (int operand = 0; joins && operand < strides.Length; operand++)
        {
            joins = strides[operand][last] == steps[operand] * length;
        }

        if (joins)
        {
            lengths[last] *= length;
        }
        else
        {
            lengths.Add(length);
        }

        for (int operand = 0; operand < strides.Length; operand++)
        {
            if (joins)
            {
                strides[operand][last] = steps[operand];
            }
            else
            {
                strides[operand].Add(steps[operand]);
            }
        }
    }

    private long FirstRowOf(long piece) => piece % _piecesPerLine * RowsPerPiece;
}
