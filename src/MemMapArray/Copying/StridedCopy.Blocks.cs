using System;
using System.Runtime.InteropServices;

namespace MemMap.Copying;

/// <content>
/// Transposed copies of more than the memory holds. Row by row of the target, each page of the source would be read once for each of its
/// elements, so they go by blocks whose pieces are long on both sides. A block of the source is read piece by piece into memory, brought
/// into the target's order there, and written piece by piece.
/// <code>
///   source, contiguous across      block in memory        target, contiguous across
///   . . . . . . . .                                       . . . . . .
///   . . [=====] . .   read rows    [=====]                . [###] . .
///   . . [=====] . .  ----------->  [=====]  ---------->   . [###] . .
///   . . . . . . . .                          in strips    . [###] . .
///                                                         . . . . . .
/// </code>
/// </content>
internal unsafe ref partial struct StridedCopy<T>
{
    private const int StripBytes = 1 << 19;

    private static bool IsLargerThanMemory(long length, ReadOnlySpan<long> lengths, ReadOnlySpan<long> sourceStrides, CopyMemory memory)
    {
        int last = lengths.Length - 1;
        if (last < 1
            || (Math.Abs(sourceStrides[last]) == sizeof(T) && lengths[last] * sizeof(T) >= LongRun)
            || !memory.IsLessThan(2 * length * sizeof(T)))
        {
            return false;
        }

        bool isTransposed = false;
        for (int axis = 0; axis <= last; axis++)
        {
            if (sourceStrides[axis] == 0)
            {
                // What repeats is small, or is read in order each time.
                return false;
            }

            isTransposed |= axis > 0 && Math.Abs(sourceStrides[axis]) > Math.Abs(sourceStrides[axis - 1]);
        }

        return isTransposed;
    }

    private readonly void CopyBlocks(byte* target, byte* source, int blockBytes)
    {
        Span<int> order = stackalloc int[Rank];
        Span<long> block = stackalloc long[Rank], start = stackalloc long[Rank], box = stackalloc long[Rank];
        SortByStride(_sourceStrides, order);
        ShapeOfBlock(order, Math.Max(1, blockBytes / sizeof(T)), block);
        long elements = 1;
        foreach (long length in block)
        {
            elements *= length;
        }

        nint memory = Marshal.AllocHGlobal((nint)(elements * sizeof(T)) + StripBytes + sizeof(T));
        try
        {
            start.Clear();
            do
            {
                byte* to = target, from = source;
                for (int axis = 0; axis < Rank; axis++)
                {
                    box[axis] = Math.Min(block[axis], _lengths[axis] - start[axis]);
                    to += start[axis] * _targetStrides[axis];
                    from += start[axis] * _sourceStrides[axis];
                }

                new StridedCopy<T>(_target, _source, box, _targetStrides, _sourceStrides, _reverses)
                    .CopyBlock(to, from, order, (byte*)memory, (byte*)memory + (elements * sizeof(T)));
            }
            while (Next(start, _lengths, block));
        }
        finally
        {
            Marshal.FreeHGlobal(memory);
        }
    }

    // The lengths of this copy are those of one block.
    private readonly void CopyBlock(byte* target, byte* source, ReadOnlySpan<int> order, byte* block, byte* strip)
    {
        Span<long> strides = stackalloc long[Rank];
        byte* first = block;
        long stride = sizeof(T);
        foreach (int axis in order)
        {
            // As in the source: an axis that goes backwards there goes backwards here.
            strides[axis] = _sourceStrides[axis] < 0 ? -stride : stride;
            first += _sourceStrides[axis] < 0 ? (_lengths[axis] - 1) * stride : 0;
            stride *= _lengths[axis];
        }

        Load(source, order, strides, first);
        var inMemory = new StridedCopy<T>(_target, default, _lengths, _targetStrides, strides, _reverses);
        if (_targetStrides[Rank - 1] == sizeof(T))
        {
            inMemory.Store(target, first, strip);
        }
        else
        {
            RequirePages(_target, 0, target, _targetStrides, toWrite: true);
            inMemory.CopyBox(0, target, first);
        }
    }

    private readonly void Load(byte* source, ReadOnlySpan<int> order, Span<long> strides, byte* first)
    {
        if (Math.Abs(_sourceStrides[order[0]]) != sizeof(T))
        {
            // Elements with gaps between them are gathered from their pages.
            RequirePages(_source, 0, source, _sourceStrides, toWrite: false);
            new StridedCopy<T>(default, default, _lengths, strides, _sourceStrides, reverses: false).CopyBox(0, first, source);
            return;
        }

        // A piece is as long as source and block go on alike.
        Span<long> index = stackalloc long[Rank], outer = stackalloc long[Rank], step = stackalloc long[Rank];
        index.Clear();
        step.Fill(1);
        _lengths.CopyTo(outer);
        long piece = sizeof(T), back = 0;
        foreach (int axis in order)
        {
            if (_sourceStrides[axis] != strides[axis])
            {
                break;
            }

            back += Math.Min(0, (_lengths[axis] - 1) * strides[axis]);
            piece *= _lengths[axis];
            outer[axis] = 1;
        }

        do
        {
            long from = back, to = back;
            for (int axis = 0; axis < Rank; axis++)
            {
                from += index[axis] * _sourceStrides[axis];
                to += index[axis] * strides[axis];
            }

            _source.Read(source + from, first + to, piece);
        }
        while (Next(index, outer, step));
    }

    // From the block, whose strides are the source's here, to the target: a few pieces at a time are put together in a strip.
    private readonly void Store(byte* target, byte* first, byte* strip)
    {
        Span<long> index = stackalloc long[Rank], step = stackalloc long[Rank];
        Span<long> stripStrides = stackalloc long[Rank], lengths = stackalloc long[Rank];
        Span<long> targetStrides = stackalloc long[Rank], sourceStrides = stackalloc long[Rank];
        index.Clear();
        step.Fill(1);

        // A piece is as long as the target has elements side by side, and fits the strip.
        int axis = Rank - 1;
        long piece = sizeof(T);
        for (; axis >= 0 && _targetStrides[axis] == piece && piece * _lengths[axis] <= StripBytes; axis--)
        {
            step[axis] = _lengths[axis];
            stripStrides[axis] = piece;
            piece *= _lengths[axis];
        }

        if (axis >= 0)
        {
            step[axis] = Math.Max(1, Math.Min(_lengths[axis], StripBytes / piece));
            stripStrides[axis] = piece;
        }

        do
        {
            byte* to = target, from = first;
            for (int i = 0; i < Rank; i++)
            {
                lengths[i] = Math.Min(step[i], _lengths[i] - index[i]);
                to += index[i] * _targetStrides[i];
                from += index[i] * _sourceStrides[i];
            }

            stripStrides.CopyTo(targetStrides);
            _sourceStrides.CopyTo(sourceStrides);
            long pieces = axis >= 0 ? lengths[axis] : 1, distance = axis >= 0 ? _targetStrides[axis] : 0;
            BringTileAxesTogether(lengths, targetStrides, sourceStrides);
            new StridedCopy<T>(default, default, lengths, targetStrides, sourceStrides, _reverses).CopyBox(0, strip, from);
            for (long i = 0; i < pieces; i++)
            {
                _target.WriteApart(to + (i * distance), strip + (i * piece), piece);
            }
        }
        while (Next(index, _lengths, step));
    }

    // The last axis goes fastest.
    private static bool Next(Span<long> index, ReadOnlySpan<long> lengths, ReadOnlySpan<long> step)
    {
        for (int axis = index.Length - 1; axis >= 0; axis--)
        {
            index[axis] += step[axis];
            if (index[axis] < lengths[axis])
            {
                return true;
            }

            index[axis] = 0;
        }

        return false;
    }
}
