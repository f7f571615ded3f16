using System.Globalization;
using Orleans;

namespace MemMap.Cluster;

/// <summary>What is to be done with a new folder.</summary>
internal enum OutputKind
{
    /// <summary>A file of it is written, from the rows of the shard.</summary>
    Write,

    /// <summary>It is asked whether what was written is still here.</summary>
    Check,

    /// <summary>It is whole: it gets its manifest and its name.</summary>
    Publish,

    /// <summary>It is given up: nothing of it stays.</summary>
    Drop,
}

/// <summary>What is to be written of a new array: a part of a <see cref="ShardRequest"/>.</summary>
[GenerateSerializer]
[Immutable]
[Alias("MemMap.OutputRequest")]
internal sealed record OutputRequest
{
    [Id(0)]
    public OutputKind Kind { get; init; }

    /// <summary>Tells this writing from every other: 32 hexadecimal digits.</summary>
    [Id(1)]
    public string Id { get; init; } = string.Empty;

    /// <summary>The new folder, relative to the output folder of the silo.</summary>
    [Id(2)]
    public required string Folder { get; init; }

    /// <summary>The element type of the new array, as .NET calls it.</summary>
    [Id(3)]
    public string Element { get; init; } = string.Empty;

    /// <summary>NumPy's name of that type, where .NET's does not say it.</summary>
    [Id(4)]
    public string? Descr { get; init; }

    /// <summary>The name of the transform; <see langword="null"/> where elements are converted.</summary>
    [Id(5)]
    public string? Transform { get; init; }

    /// <summary>How they are converted.</summary>
    [Id(6)]
    public Conversion Conversion { get; init; }

    /// <summary>The number of the file.</summary>
    [Id(7)]
    public int Index { get; init; }

    /// <summary>What the whole is, as JSON.</summary>
    [Id(8)]
    public string Manifest { get; init; } = string.Empty;

    /// <summary>The files with this label are on the silo; empty for those without labels.</summary>
    [Id(9)]
    public string Label { get; init; } = string.Empty;

    /// <summary>The name of the file of a number, as a <see cref="ShardWriter{T}"/> gives it.</summary>
    public static string FileOf(int index) => index.ToString(CultureInfo.InvariantCulture) + ".npy";
}
