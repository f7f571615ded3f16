using System;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Engine;

/// <summary>
/// Cuts evenly or unevenly spaced elements into blocks of <see cref="Rules.BlockElements"/>: in place where a block is one run of
/// memory, gathered into a buffer where not. The kernel cannot tell, and neither can the result.
/// </summary>
internal sealed unsafe class BlockReader<T>
    where T : unmanaged
{
    // Elements less than a page apart are read in pieces like this to gather from, those farther apart one by one, where they are not in
    // memory.
    private const long GatherBytes = 1 << 18;
    private const long PageBytes = 4096;

    private readonly ByteReader _bytes;
    private readonly T* _buffer;
    private readonly long _runLength;
    private readonly long _runStride;
    private readonly long _runBytes;
    private readonly long _runDistance;
    private readonly long _prefetch;
    private readonly bool _isReversed;
    private Odometer _runs;
    private long _first;
    private long _usedOfRun;
    private long _next;
    private long _end;

    /// <param name="bytes">The bytes.</param>
    /// <param name="lengths">The axes to read, the fastest last.</param>
    /// <param name="strides">Their strides, in bytes.</param>
    /// <param name="isReversed">The bytes of each element are in the other order.</param>
    /// <param name="buffer">Room for a block.</param>
    public BlockReader(ByteReader bytes, long[] lengths, long[] strides, bool isReversed, T* buffer)
    {
        int last = lengths.Length - 1;
        _bytes = bytes;
        _runLength = last < 0 ? 1 : lengths[last];
        _runStride = last < 0 ? sizeof(T) : strides[last];
        _runBytes = _runLength * sizeof(T);
        _runDistance = last < 1 ? _runLength * _runStride : strides[last - 1];
        _prefetch = Prefetch.Distance(_runBytes, _runDistance);
        _runs = new Odometer(lengths.AsSpan(0, Math.Max(0, last)).ToArray(), strides.AsSpan(0, Math.Max(0, last)).ToArray());
        _isReversed = isReversed;
        _buffer = buffer;
    }

    /// <summary>The position of the next block's first element.</summary>
    public long Next => _next;

    /// <summary>Begins anew: with the elements at positions <paramref name="start"/> to <paramref name="end"/>, where position 0 is at
    /// byte <paramref name="first"/>.</summary>
    [MethodImpl(HotPath.Optimized)]
    public void Start(long first, long start, long end)
    {
        _first = first;
        (_next, _end) = (start, end);
        _usedOfRun = start == 0 ? 0 : start % _runLength;
        _runs.MoveTo(start == 0 ? 0 : start / _runLength);
    }

    /// <summary>The next block, or <see langword="null"/> after the last. The first of a part may be shorter than a whole one.</summary>
    [MethodImpl(HotPath.Optimized)]
    public T* NextBlock(out int count)
    {
        count = (int)Math.Min(_end - _next, Rules.BlockElements);
        if (count == 0)
        {
            return null;
        }

        _next += count;
        if (_runStride == sizeof(T) && _runLength - _usedOfRun >= count && !_isReversed)
        {
            long start = _first + _runs.Offset + (_usedOfRun * sizeof(T));
            T* inPlace = (T*)Bytes(start, count, sizeof(T));
            Use(count);
            return inPlace;
        }

        for (int gathered = 0; gathered < count;)
        {
            int run = (int)Math.Min(count - gathered, _runLength - _usedOfRun);
            Gather(_first + _runs.Offset + (_usedOfRun * _runStride), run, _buffer + gathered);
            gathered += run;
            Use(run);
        }

        return _buffer;
    }

    /// <summary>Leaves out the next block, without a look at it.</summary>
    public void SkipBlock()
    {
        int count = (int)Math.Min(_end - _next, Rules.BlockElements);
        _next += count;
        for (int run; count > 0; count -= run)
        {
            run = (int)Math.Min(count, _runLength - _usedOfRun);
            Use(run);
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private void Gather(long start, int count, T* to)
    {
        int most = _bytes.Origin != null || _runStride <= sizeof(T) ? count : (int)(_runStride <= PageBytes ? Math.Min(count, GatherBytes / _runStride) : 1);
        for (int done = 0; done < count; done += most)
        {
            int some = Math.Min(most, count - done);
            byte* from = Bytes(start + (done * _runStride), some, _runStride);
            if (_bytes.Origin != null)
            {
                Prefetch.Bytes(from + _prefetch, Math.Min(some * _runStride, Prefetch.BytesAhead));
            }

            Engine.Gather.Elements((T*)from, _runStride, some, to + done, _isReversed);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte* Bytes(long start, int count, long stride) =>
        _bytes.Origin != null ? _bytes.Origin + start : _bytes.ReadNear(start, ((count - 1) * stride) + sizeof(T), Ahead());

    // Runs that lie close are read together, those far apart one by one.
    private long Ahead() => _runStride > PageBytes ? 0 : _runDistance <= 4 * _runBytes ? long.MaxValue : (_runLength - _usedOfRun) * _runStride;

    private void Use(int count)
    {
        _usedOfRun += count;
        if (_usedOfRun == _runLength)
        {
            _usedOfRun = 0;
            _runs.MoveNext();
        }
    }
}
