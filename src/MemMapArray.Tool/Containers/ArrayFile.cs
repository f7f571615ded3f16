using System;
using System.Collections.Generic;
using System.Threading;
using MemMap.Tool.Elements;

namespace MemMap.Tool.Containers;

/// <summary>An array in a file, as its header or the command line says; its elements are not looked at yet.</summary>
internal abstract class ArrayFile
{
    /// <summary>What was named on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>The format: raw, npy, npz, safetensors, shards.</summary>
    public required string Format { get; init; }

    /// <summary>NumPy's name of the element type.</summary>
    public required string Descr { get; init; }

    /// <summary>The element type; <see langword="null"/> for what .NET has none for.</summary>
    public ElementType? Element { get; init; }

    public required Shape Shape { get; init; }

    public MemMapOrder Order { get; init; }

    public required int ItemSize { get; init; }

    /// <summary>Where the elements begin in the file; <see langword="null"/> where they do not lie in one piece.</summary>
    public long? Offset { get; init; }

    /// <summary>What else there is to say, for instance the version of the header.</summary>
    public IReadOnlyList<(string Name, string Value)> Details { get; init; } = [];

    public long ByteLength => Shape.Length * ItemSize;

    /// <summary>The element type.</summary>
    /// <exception cref="NotSupportedException">.NET has none.</exception>
    public ElementType RequiredElement => Element ?? throw new NotSupportedException(
        $"'{Name}' has elements of {Descr}, a type that is not read here: 'memmap info' alone says something of it.");

    public abstract OpenedArray<T> Open<T>()
        where T : unmanaged;

    /// <summary>Holds what the format has besides elements, such as checksums, against the file.</summary>
    /// <returns>What was compared, a line each.</returns>
    /// <exception cref="System.IO.InvalidDataException">It is damaged.</exception>
    public abstract IEnumerable<string> Verify(CancellationToken cancellationToken);
}
