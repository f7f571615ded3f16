using System;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Engine;

namespace MemMap.Shards;

/// <summary>
/// One thread's way to the bytes of shards, as if they lay one behind the other. What lies in one shard is used where it is mapped; what
/// goes across a border, and everything where nothing is to be mapped, is read into a buffer.
/// </summary>
/// <remarks>
/// <code>
///   bytes of the array    | shard 0   | shard 1   | shard 2 |
///                               ^ in place  ^^ gathered
/// </code>
/// </remarks>
internal sealed unsafe class ShardByteReader<T>(ShardSet<T> shards, bool isMapped, bool dropsBehind) : BufferedByteReader(dropsBehind)
    where T : unmanaged
{
    private readonly long _rowBytes = shards.Manifest.RowBytes;
    private OpenShard<T>? _current;
    private long _start;
    private long _end;
    private long _offset;
    private UnitBytes _unit;

    // The shards that are entered during the unit are looked at then.
    public override void BeforeUnit(in UnitBytes unit)
    {
        _unit = unit;
        if (isMapped && _current is not null)
        {
            RequirePages();
        }
    }

    [MethodImpl(HotPath.Optimized)]
    public override byte* Read(long start, long length, long ahead)
    {
        byte* inPlace = Find(start, length);
        return inPlace != null ? inPlace : base.Read(start, length, isMapped ? 0 : ahead);
    }

    [MethodImpl(HotPath.Optimized)]
    public override byte* Find(long start, long length)
    {
        if (!isMapped)
        {
            return null;
        }

        if (start < _start || start >= _end)
        {
            Enter(start);
            RequirePages();
        }

        return length <= _end - start ? NearOrigin + start : null;
    }

    public override void Dispose()
    {
        Leave();
        base.Dispose();
    }

    protected override long EndOfRun(long start)
    {
        Enter(start);
        return _end;
    }

    protected override void ReadExactly(long start, byte* buffer, long length)
    {
        for (long end = start + length; start < end;)
        {
            Enter(start);
            long some = Math.Min(end, _end) - start;
            _current!.File.ReadExactly(_offset + (start - _start), buffer, some, DropsBehind);
            start += some;
            buffer += some;
        }
    }

    private void Enter(long position)
    {
        if (position >= _start && position < _end)
        {
            return;
        }

        Leave();
        int index = shards.Manifest.FindShard(position / _rowBytes);
        Shard shard = shards.Manifest.Shards[index];
        _current = shards.Open(index);
        (_start, _end, _offset) = (shard.Rows.Start * _rowBytes, shard.Rows.End * _rowBytes, shard.ByteOffset);

        // The lease on the shard keeps its pages where they are.
        if (isMapped)
        {
            NearOrigin = _current.Array.Region.Origin + _offset - _start;
            (NearStart, NearEnd) = (_start, _end);
        }
    }

    private void Leave()
    {
        _current?.Release();
        _current = null;
        (_start, _end) = (0, 0);
        (NearStart, NearEnd) = (0, 0);
    }

    // All of the shard, and what of its pages the unit reads.
    private void RequirePages()
    {
        _current!.File.RequireLength(_offset + (_end - _start));
        long start = Math.Max(_start, _unit.Start), end = Math.Min(_end, _unit.End);
        if (end > start)
        {
            _current.Array.Region.RequirePages(_offset + (start - _start), _offset + (end - _start), _unit.Wanted);
        }
    }
}
