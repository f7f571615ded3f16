using System;
using System.Runtime.InteropServices;
using MemMap.Mapping;

namespace MemMap.Copying;

/// <summary>
/// Copies elements between two layouts of one shape: by runs where both are contiguous, by tiles where they are contiguous along
/// different axes, by elements otherwise. A source that repeats (stride 0) fills. Source and target may overlap. On the way the bytes of
/// each element may be brought into the other order.
/// </summary>
/// <remarks>
/// Long runs are moved by the kernel, which need not touch a page to find out that it cannot: a file that is cut short meanwhile is an
/// exception. All else is touched, a box of at most <see cref="MappedFile.BytesPerLook"/> at a time, after the system was asked for its
/// pages.
/// </remarks>
internal unsafe ref partial struct StridedCopy<T>
    where T : unmanaged
{
    private readonly StridedMemory _target;
    private readonly StridedMemory _source;
    private readonly Span<long> _lengths;
    private readonly Span<long> _targetStrides;
    private readonly Span<long> _sourceStrides;
    private readonly bool _reverses;
    private readonly Overlap _overlap;
    private readonly byte* _buffer;

    private StridedCopy(
        StridedMemory target, StridedMemory source, Span<long> lengths, Span<long> targetStrides, Span<long> sourceStrides,
        bool reverses, Overlap overlap = Overlap.None, byte* buffer = null)
    {
        _target = target;
        _source = source;
        _lengths = lengths;
        _targetStrides = targetStrides;
        _sourceStrides = sourceStrides;
        _reverses = reverses;
        _overlap = overlap;
        _buffer = buffer;
    }

    private enum Overlap
    {
        None,

        /// <summary>At the same addresses.</summary>
        Plain,

        /// <summary>The bytes of one file at two addresses.</summary>
        Aliased,
    }

    private readonly int Rank => _lengths.Length;

    /// <summary>Every element of the target becomes that of the source at the same index, broadcast to the target's shape.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="given">The elements.</param>
    /// <param name="reverses">The bytes of each element, 2, 4 or 8, arrive in the other order.</param>
    /// <param name="memory">What transposed copies may count on: see <see cref="CopyMemory"/>.</param>
    /// <exception cref="ArgumentException">The source cannot be broadcast to the target's shape.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short meanwhile, cannot be read, or has no room.</exception>
    public static void Copy(StridedMemory target, StridedMemory given, bool reverses = false, CopyMemory memory = default)
    {
        Layout layout = target.Layout;
        StridedMemory source = given.BroadcastTo(layout.Lengths);
        if (layout.Length == 0)
        {
            return;
        }

        int capacity = layout.Rank;
        Span<long> lengths = stackalloc long[capacity];
        Span<long> targetStrides = stackalloc long[capacity], sourceStrides = stackalloc long[capacity];
        layout.Lengths.CopyTo(lengths);
        layout.Strides.CopyTo(targetStrides);
        source.Layout.Strides.CopyTo(sourceStrides);
        long targetOffset = layout.Offset, sourceOffset = source.Layout.Offset;
        int rank = Layout.PutInMemoryOrder(lengths, targetStrides, sourceStrides, ref targetOffset, ref sourceOffset);
        lengths = lengths.Slice(0, rank);
        targetStrides = targetStrides.Slice(0, rank);
        sourceStrides = sourceStrides.Slice(0, rank);
        Overlap overlap = Overlap.None;
        if (target.InFileOf(source).Overlaps(source.InFileOf(target), out long distance))
        {
            // Reversing has no direction: it must overwrite exactly what it has just read, or nothing that it reads.
            bool isInPlace = target.Origin + targetOffset == source.Origin + sourceOffset;
            if (!targetStrides.SequenceEqual(sourceStrides) || !AscendsInMemory(lengths, targetStrides) || (reverses && !isInPlace))
            {
                CopyThroughTemporary(target, given, reverses);
                return;
            }

            // The same place of the file in two mappings is not the same bytes when one of them is private.
            if (isInPlace && !reverses)
            {
                return;
            }

            overlap = target.Origin + targetOffset - (source.Origin + sourceOffset) != distance ? Overlap.Aliased : Overlap.Plain;
            if (distance > 0)
            {
                // The target lies behind the source: from the last element to the first, nothing is overwritten before it is read.
                Reverse(lengths, targetStrides, ref targetOffset);
                Reverse(lengths, sourceStrides, ref sourceOffset);
            }
        }

        byte* to = target.Origin + targetOffset, from = source.Origin + sourceOffset;
        if (overlap == Overlap.None && IsLargerThanMemory(layout.Length, lengths, sourceStrides, memory))
        {
            new StridedCopy<T>(target, source, lengths, targetStrides, sourceStrides, reverses).CopyBlocks(to, from, memory.BlockBytes);
            return;
        }

        if (!target.IsFile)
        {
            if (overlap == Overlap.None)
            {
                BringTileAxesTogether(lengths, targetStrides, sourceStrides);
            }

            new StridedCopy<T>(target, source, lengths, targetStrides, sourceStrides, reverses, overlap).CopyUnits(0, to, from);
            return;
        }

        nint buffer = Marshal.AllocHGlobal((nint)Math.Min(layout.Length * sizeof(T), Math.Max(MappedFile.BytesPerLook, sizeof(T))));
        try
        {
            new StridedCopy<T>(target, source, lengths, targetStrides, sourceStrides, reverses, overlap, (byte*)buffer)
                .CopyUnits(0, to, from);
        }
        finally
        {
            Marshal.FreeHGlobal(buffer);
        }
    }

    // Each step along an axis goes beyond all that the axes inside it reach.
    private static bool AscendsInMemory(ReadOnlySpan<long> lengths, ReadOnlySpan<long> strides)
    {
        long reach = sizeof(T);
        for (int axis = lengths.Length - 1; axis >= 0; axis--)
        {
            if (strides[axis] < reach)
            {
                return false;
            }

            reach += (lengths[axis] - 1) * strides[axis];
        }

        return true;
    }

    private static void Reverse(ReadOnlySpan<long> lengths, Span<long> strides, ref long offset)
    {
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            offset += (lengths[axis] - 1) * strides[axis];
            strides[axis] = -strides[axis];
        }
    }

    // The axis along which the source is contiguous comes next to the last, along which the target is.
    private static void BringTileAxesTogether(Span<long> lengths, Span<long> targetStrides, Span<long> sourceStrides)
    {
        int last = lengths.Length - 1;
        int contiguous = sourceStrides.IndexOf(sizeof(T));
        if (contiguous < 0 || contiguous >= last - 1 || targetStrides[last] != sizeof(T))
        {
            return;
        }

        MoveTo(lengths, contiguous, last - 1);
        MoveTo(targetStrides, contiguous, last - 1);
        MoveTo(sourceStrides, contiguous, last - 1);

        static void MoveTo(Span<long> values, int from, int to)
        {
            long value = values[from];
            values.Slice(from + 1, to - from).CopyTo(values.Slice(from));
            values[to] = value;
        }
    }

    // The temporary holds the source as it is before it is broadcast.
    private static void CopyThroughTemporary(StridedMemory target, StridedMemory source, bool reverses)
    {
        Layout layout = source.Layout;
        nint memory = Marshal.AllocHGlobal(checked((nint)(layout.Length * sizeof(T))));
        try
        {
            var temporary = StridedMemory.Contiguous((byte*)memory, layout.Lengths, sizeof(T));
            Copy(temporary, source);
            Copy(target, temporary, reverses);
        }
        finally
        {
            Marshal.FreeHGlobal(memory);
        }
    }
}
