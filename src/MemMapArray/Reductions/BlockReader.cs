using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions;

/// <summary>
/// Cuts evenly or unevenly spaced elements into blocks of <see cref="Rules.BlockElements"/>: in place where a block is one run of
/// memory, gathered into a buffer where not. The kernel cannot tell, and neither can the result.
/// </summary>
internal unsafe ref struct BlockReader<T>
    where T : unmanaged
{
    private readonly long _runLength;
    private readonly long _runStride;
    private readonly T* _buffer;
    private Odometer _runs;
    private byte* _start;
    private long _remaining;
    private long _usedOfRun;

    /// <param name="lengths">The axes to read, the fastest last.</param>
    /// <param name="strides">Their strides, in bytes.</param>
    /// <param name="buffer">Room for a block.</param>
    public BlockReader(long[] lengths, long[] strides, T* buffer)
    {
        int last = lengths.Length - 1;
        _runLength = last < 0 ? 1 : lengths[last];
        _runStride = last < 0 ? sizeof(T) : strides[last];
        _runs = new Odometer(lengths.AsSpan(0, Math.Max(0, last)).ToArray(), strides.AsSpan(0, Math.Max(0, last)).ToArray());
        _buffer = buffer;
    }

    /// <summary>Begins anew: at element <paramref name="start"/> of the axes, whose first element is at <paramref name="first"/>, for <paramref name="count"/> elements.</summary>
    public void Start(byte* first, long start, long count)
    {
        _start = first;
        _remaining = count;
        _usedOfRun = start % _runLength;
        _runs.MoveTo(start / _runLength);
    }

    /// <summary>The next block, or <see langword="null"/> after the last.</summary>
    public T* Next(out int count)
    {
        count = (int)Math.Min(_remaining, Rules.BlockElements);
        if (count == 0)
        {
            return null;
        }

        _remaining -= count;
        if (_runStride == sizeof(T) && _runLength - _usedOfRun >= count)
        {
            T* inPlace = (T*)(_start + _runs.Offset) + _usedOfRun;
            Use(count);
            return inPlace;
        }

        for (int gathered = 0; gathered < count;)
        {
            int run = (int)Math.Min(count - gathered, _runLength - _usedOfRun);
            byte* from = _start + _runs.Offset + (_usedOfRun * _runStride);
            if (_runStride == sizeof(T))
            {
                Buffer.MemoryCopy(from, _buffer + gathered, (long)run * sizeof(T), (long)run * sizeof(T));
            }
            else
            {
                for (int i = 0; i < run; i++, from += _runStride)
                {
                    _buffer[gathered + i] = Unsafe.ReadUnaligned<T>(from);
                }
            }

            gathered += run;
            Use(run);
        }

        return _buffer;
    }

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
