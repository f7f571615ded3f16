using System;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Engine;

namespace MemMap.Transforming;

/// <summary>Brings a piece of a source together in memory, in the order of the destination. It goes through the source in the order of that
/// one's memory, and only the writes jump, within the piece.</summary>
internal sealed unsafe class BoxGather<T>
    where T : unmanaged
{
    // Elements less than a page apart are read in pieces like this to gather from, those farther apart one by one, where they are not in
    // memory.
    private const long ReadBytes = 1 << 18;
    private const long PageBytes = 4096;

    private readonly ByteReader _bytes;
    private readonly long[] _strides;
    private readonly int[] _order;
    private readonly (long Length, long From, long To)[] _box;
    private long _ahead;

    /// <param name="bytes">The bytes of the source.</param>
    /// <param name="strides">The strides of a box in the source, slowest axis of the destination first, in bytes.</param>
    public BoxGather(ByteReader bytes, ReadOnlySpan<long> strides)
    {
        _bytes = bytes;
        _strides = strides.ToArray();
        _order = new int[_strides.Length];
        _box = new (long, long, long)[_order.Length];
        for (int i = 0; i < _order.Length; i++)
        {
            _order[i] = i;
        }

        Array.Sort(_order, (one, other) => Speed(one).CompareTo(Speed(other)));
    }

    /// <summary>Copies a box.</summary>
    /// <param name="offset">Where its first element lies in the source, in bytes.</param>
    /// <param name="lengths">How long its axes are.</param>
    /// <param name="to">Where to.</param>
    public void Copy(long offset, ReadOnlySpan<long> lengths, byte* to)
    {
        long target = sizeof(T), span = sizeof(T), elements = 1;
        for (int i = _box.Length - 1; i >= 0; i--)
        {
            long length = lengths[i], from = _strides[i], back = (length - 1) * from;
            _box[i] = (length, Math.Abs(from), from < 0 ? -target : target);
            if (from < 0)
            {
                offset += back;
                to += (length - 1) * target;
            }

            target *= length;
            span += Math.Abs(back);
            elements *= from == 0 ? 1 : length;
        }

        _ahead = span <= 4 * elements * sizeof(T) ? long.MaxValue : 0;
        CopyAxis(0, offset, to);
    }

    // The slower an axis is in the source, the sooner it is gone through. One that repeats comes first, or last where the destination is
    // filled by it.
    private double Speed(int axis)
    {
        long stride = Math.Abs(_strides[axis]);
        return stride != 0 ? -stride : axis == _box.Length - 1 ? 0 : double.NegativeInfinity;
    }

    private void CopyAxis(int depth, long offset, byte* to)
    {
        (long length, long fromStride, long toStride) = _box[_order[depth]];
        if (depth == _order.Length - 1)
        {
            CopyRun(offset, fromStride, to, toStride, length);
            return;
        }

        for (long i = 0; i < length; i++)
        {
            CopyAxis(depth + 1, offset + (i * fromStride), to + (i * toStride));
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private void CopyRun(long offset, long fromStride, byte* to, long toStride, long count)
    {
        if (fromStride == 0)
        {
            T element = Unsafe.ReadUnaligned<T>(Bytes(offset, 1, 0));
            if (toStride == sizeof(T))
            {
                new Span<T>(to, (int)count).Fill(element);
                return;
            }

            for (long i = 0; i < count; i++, to += toStride)
            {
                Unsafe.WriteUnaligned(to, element);
            }

            return;
        }

        long most = _bytes.Origin != null ? count : fromStride <= PageBytes ? Math.Max(1, ReadBytes / fromStride) : 1;
        for (long done = 0; done < count; done += most)
        {
            long some = Math.Min(most, count - done);
            byte* from = Bytes(offset + (done * fromStride), some, fromStride);
            if (fromStride == sizeof(T) && toStride == sizeof(T))
            {
                Buffer.MemoryCopy(from, to, some * sizeof(T), some * sizeof(T));
                to += some * sizeof(T);
                continue;
            }

            for (long i = 0; i < some; i++, from += fromStride, to += toStride)
            {
                Unsafe.WriteUnaligned(to, Unsafe.ReadUnaligned<T>(from));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* Bytes(long offset, long count, long stride) =>
        _bytes.Origin != null ? _bytes.Origin + offset : _bytes.ReadNear(offset, ((count - 1) * stride) + sizeof(T), _ahead);
}
