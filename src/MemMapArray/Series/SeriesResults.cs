using System;
using MemMap.Converting;
using MemMap.Transforming;

namespace MemMap.Series;

/// <summary>One thread's way of results to the target: piece by piece, of which each still is in the nearest cache, where the target can be
/// written so; box by box elsewhere.</summary>
/// <typeparam name="TMade">What results are made as.</typeparam>
/// <typeparam name="TTarget">What is written.</typeparam>
internal sealed unsafe class SeriesResults<TMade, TTarget>(SeriesCall<TTarget> call, SeriesPlan plan) : IDisposable
    where TMade : unmanaged
    where TTarget : unmanaged
{
    private readonly Converter _converter = Converter.Create<TMade, TTarget>(Conversion.Checked);
    private AlignedMemory _room;
    private AlignedMemory _piece;
    private AlignedMemory _elements;
    private SeriesBox _box;
    private byte* _place;
    private bool _isWritten;

    /// <summary>How many results are best made at a time.</summary>
    public static int Piece => 2048;

    /// <summary>Begins a box.</summary>
    public void Begin(in SeriesBox box)
    {
        (_box, _isWritten) = (box, false);
        _place = call.Writer.Place(box.TargetOffset, box.Lengths, plan.TargetStrides);
    }

    /// <summary>Memory to make results in; the same each time.</summary>
    public TMade* Room(long count) => (TMade*)Reserve(ref _room, count * sizeof(TMade));

    /// <summary>Takes results that are made.</summary>
    /// <param name="position">The number of the first in the box.</param>
    /// <param name="made">The results.</param>
    /// <param name="count">How many.</param>
    /// <returns>How many there are in the target's type: all, or those before the first that does not fit.</returns>
    public long Put(long position, TMade* made, long count)
    {
        byte* elements = (byte*)made;
        if (!_converter.IsCopy)
        {
            elements = Reserve(ref _piece, count * sizeof(TTarget));
            count = _converter.Convert((byte*)made, elements, checked((int)count));
        }

        long bytes = count * sizeof(TTarget);
        if (_place != null)
        {
            call.Writer.WriteTo(_place + (position * sizeof(TTarget)), elements, bytes);
        }
        else if (count == _box.Elements)
        {
            call.Writer.Write(_box.TargetOffset, _box.Lengths, plan.TargetStrides, elements);
            _isWritten = true;
        }
        else
        {
            byte* all = Reserve(ref _elements, plan.MostElements * sizeof(TTarget));
            Buffer.MemoryCopy(elements, all + (position * sizeof(TTarget)), bytes, bytes);
        }

        return count;
    }

    /// <summary>Ends a box whose results have all been taken.</summary>
    public void End()
    {
        if (_place != null)
        {
            StreamedBytes.Complete();
        }
        else if (!_isWritten)
        {
            call.Writer.Write(_box.TargetOffset, _box.Lengths, plan.TargetStrides, _elements.Origin);
        }
    }

    public void Dispose()
    {
        _room.Dispose();
        _piece.Dispose();
        _elements.Dispose();
    }

    private static byte* Reserve(ref AlignedMemory memory, long bytes)
    {
        if (memory.Origin == null || memory.Bytes < bytes)
        {
            memory.Dispose();
            memory = new(bytes);
        }

        return memory.Origin;
    }
}
