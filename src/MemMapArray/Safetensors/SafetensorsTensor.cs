using System;
using MemMap.Mapping;
using MemMap.Safetensors;

namespace MemMap;

/// <summary>A tensor of a safetensors file, as the header has it. Plain data: it holds no file open.</summary>
public sealed class SafetensorsTensor
{
    internal SafetensorsTensor(
        SafetensorsHeader header,
        string name,
        string dtype,
        SafetensorsType? type,
        Shape shape,
        long begin,
        long byteLength,
        long entryStart,
        long entryEnd)
    {
        Header = header;
        Name = name;
        Dtype = dtype;
        KnownType = type;
        Shape = shape;
        DataBegin = begin;
        ByteLength = byteLength;
        EntryStart = entryStart;
        EntryEnd = entryEnd;
    }

    /// <summary>The name. It comes from the file and may be any text; it is never used as a path.</summary>
    public string Name { get; }

    /// <summary>The file that the tensor lies in: of several, one of those that the index names.</summary>
    public string Path => Header.Path;

    /// <summary>The element type in the format's words: <c>F32</c>, <c>BF16</c>, <c>I64</c>.</summary>
    public string Dtype { get; }

    /// <summary>The type to open the tensor with: on a little-endian machine <see cref="float"/> for <c>F32</c>, <see cref="BFloat16"/> for
    /// <c>BF16</c>, <see cref="bool"/> for <c>BOOL</c>, and <see cref="byte"/> for numbers of 8 bits (<c>F8_E4M3</c>, <c>F8_E5M2</c>,
    /// <c>F8_E8M0</c>), which .NET does not have. <see langword="null"/> for a type that is not known here, and on .NET Standard 2.0 for
    /// <c>F16</c>.</summary>
    public Type? ElementType => KnownType?.ElementType;

    /// <summary>The length of each axis, in elements. The elements lie in C order.</summary>
    public Shape Shape { get; }

    /// <summary>The position of the first element in the file, in bytes.</summary>
    public long Offset => Header.DataOffset + DataBegin;

    /// <summary>The length of the elements, in bytes.</summary>
    public long ByteLength { get; }

    /// <summary>The header of its file.</summary>
    internal SafetensorsHeader Header { get; }

    /// <summary>Its element type, where that is known here.</summary>
    internal SafetensorsType? KnownType { get; }

    /// <summary>Where the elements begin in the data, which begins behind the header.</summary>
    internal long DataBegin { get; }

    /// <summary>Where the header begins to speak of the tensor, in bytes of the file, and where it ends.</summary>
    internal long EntryStart { get; }

    internal long EntryEnd { get; }

    /// <summary>What it is called in messages.</summary>
    internal string Label => $"The tensor '{Name}' of '{Path}'";

    /// <summary>The name, the element type and the shape.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Name} {Dtype} {Shape}";

    /// <summary>Where the elements lie in the file.</summary>
    /// <exception cref="System.IO.InvalidDataException">The file has changed since it was listed.</exception>
    internal Layout Find(MappedFile file)
    {
        Header.RequireUnchanged(file, this);
        return Layout.Create(Shape, MemMapOrder.C, Offset, KnownType!.Size);
    }
}
