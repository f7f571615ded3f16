using System;
using System.Runtime.InteropServices;

namespace MemMap.Reductions.Engine;

/// <summary>Positional reads into a buffer: for files well above the memory, and where a failing device must be an exception.</summary>
/// <param name="dropsBehind">What a read brings into the page cache is not to be left there. The system gives pages back as often as it
/// is asked for some, so it is asked for more at once.</param>
internal abstract unsafe class BufferedByteReader(bool dropsBehind) : ByteReader
{
    private readonly int _leastBytes = dropsBehind ? 4 << 20 : 1 << 20;

    private byte* _buffer;
    private long _capacity;
    private long _start;
    private long _length;

    // A short read says it sooner and surer.
    public override void BeforeUnit(in UnitBytes unit)
    {
    }

    public override byte* Read(long start, long length, long ahead)
    {
        if (start < _start || start + length > _start + _length)
        {
            Fill(start, Math.Max(length, Math.Min(Math.Min(ahead, _leastBytes), EndOfRun(start) - start)));
        }

        return _buffer + (start - _start);
    }

    public override void Dispose()
    {
        Marshal.FreeHGlobal((nint)_buffer);
        _buffer = null;
    }

    /// <summary>What a read brings into the page cache is not to be left there.</summary>
    protected bool DropsBehind => dropsBehind;

    /// <summary>How far it makes sense to read ahead from a byte: nothing beyond is read unless it is asked for.</summary>
    protected abstract long EndOfRun(long start);

    /// <summary>Reads bytes of the source.</summary>
    protected abstract void ReadExactly(long start, byte* buffer, long length);

    private void Fill(long start, long length)
    {
        _length = 0;
        if (length > _capacity)
        {
            _capacity = 0;
            Marshal.FreeHGlobal((nint)_buffer);
            _buffer = null;
            _buffer = (byte*)Marshal.AllocHGlobal((nint)Math.Max(length, _leastBytes));
            _capacity = Math.Max(length, _leastBytes);
        }

        ReadExactly(start, _buffer, length);
        (_start, _length) = (start, length);
    }
}
