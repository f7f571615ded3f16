using System;
using MemMap.Converting;
using MemMap.Reductions.Engine;

namespace MemMap.Transforming;

/// <summary>One thread's way to boxes of a source's elements, as numbers of a type that lie side by side.</summary>
internal abstract unsafe class BoxReader<TNumber> : IDisposable
    where TNumber : unmanaged
{
    /// <summary>The numbers of a box in C order, until the next call.</summary>
    /// <param name="offset">Where its first element lies, in bytes.</param>
    /// <param name="lengths">How long its axes are; none of them 0.</param>
    /// <exception cref="System.IO.IOException">The elements are not there any more.</exception>
    public abstract TNumber* Read(long offset, ReadOnlySpan<long> lengths);

    public abstract void Dispose();
}

/// <summary>Reads boxes of elements of a type: in place where that is possible.</summary>
internal sealed unsafe class BoxReader<T, TNumber> : BoxReader<TNumber>
    where T : unmanaged
    where TNumber : unmanaged
{
    private readonly ByteReader _bytes;
    private readonly BoxGather<T> _gather;
    private readonly long[] _strides;
    private readonly Converter _converter;
    private AlignedMemory _elements;
    private AlignedMemory _numbers;

    /// <param name="bytes">The bytes of the source, which this disposes.</param>
    /// <param name="strides">The strides of a box, in bytes.</param>
    public BoxReader(ByteReader bytes, ReadOnlySpan<long> strides)
    {
        (_bytes, _strides) = (bytes, strides.ToArray());
        _gather = new(bytes, strides);
        _converter = Converter.Create<T, TNumber>(Conversion.Checked);
    }

    public override TNumber* Read(long offset, ReadOnlySpan<long> lengths)
    {
        long low = offset, high = offset, count = 1;
        bool isSideBySide = true;
        for (int axis = lengths.Length - 1; axis >= 0; axis--)
        {
            long reach = (lengths[axis] - 1) * _strides[axis];
            low += Math.Min(0, reach);
            high += Math.Max(0, reach);
            isSideBySide &= lengths[axis] == 1 || _strides[axis] == count * sizeof(T);
            count *= lengths[axis];
        }

        _bytes.BeforeUnit(new UnitBytes(low, high + sizeof(T), count * sizeof(T)));
        byte* elements;
        if (isSideBySide)
        {
            elements = _bytes.Origin != null ? _bytes.Origin + offset : _bytes.ReadNear(offset, count * sizeof(T), count * sizeof(T));
            if ((nint)elements % Math.Min(sizeof(T) & -sizeof(T), sizeof(long)) != 0)
            {
                byte* aligned = Room(ref _elements, count * sizeof(T));
                Buffer.MemoryCopy(elements, aligned, count * sizeof(T), count * sizeof(T));
                elements = aligned;
            }
        }
        else
        {
            elements = Room(ref _elements, count * sizeof(T));
            _gather.Copy(offset, lengths, elements);
        }

        if (_converter.IsCopy)
        {
            return (TNumber*)elements;
        }

        // Every element fits: the caller has chosen a type that has them all.
        byte* numbers = Room(ref _numbers, count * sizeof(TNumber));
        _converter.Convert(elements, numbers, checked((int)count));
        return (TNumber*)numbers;
    }

    public override void Dispose()
    {
        _elements.Dispose();
        _numbers.Dispose();
        _bytes.Dispose();
    }

    private static byte* Room(ref AlignedMemory memory, long bytes)
    {
        if (memory.Origin == null || memory.Bytes < bytes)
        {
            memory.Dispose();
            memory = new(bytes);
        }

        return memory.Origin;
    }
}
