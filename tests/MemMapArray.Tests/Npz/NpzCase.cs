using System;
using System.IO;
using System.Numerics;
using System.Runtime.InteropServices;
using Xunit;

namespace MemMap.Tests.Npz;

/// <summary>An archive of the corpus, and what NumPy reads in it.</summary>
internal sealed class NpzCase
{
    public static NpzCase[] All { get; } = Corpus.Read<NpzCase>("npz/index.json");

    public static TheoryData<string> Files
    {
        get
        {
            TheoryData<string> files = [];
            Array.ForEach(All, archive => files.Add(archive.File));
            return files;
        }
    }

    public string File { get; set; } = string.Empty;

    public NpzCaseMember[] Members { get; set; } = [];

    public static NpzCase Named(string file) => Array.Find(All, candidate => candidate.File == file) ?? throw new InvalidDataException(file);

    public static string PathOf(string file) => Corpus.PathOf("npz/" + file);

    /// <summary>Opens a member as the type that its elements are, and gives the bytes of the elements in C order.</summary>
    public static (byte[] Elements, Shape Shape, MemMapOrder Order) Read(NpzFile archive, string name, string type, MemMapMode mode) => type switch
    {
        "|b1" => Read<bool>(archive, name, mode),
        "|u1" => Read<byte>(archive, name, mode),
        "<i2" => Read<short>(archive, name, mode),
        "<i4" => Read<int>(archive, name, mode),
        "<i8" or "<M8[ns]" => Read<long>(archive, name, mode),
        "<f4" => Read<float>(archive, name, mode),
        "<f8" => Read<double>(archive, name, mode),
        "<c8" => Read<Vector2>(archive, name, mode),
        "|V10" => Read<Point>(archive, name, mode),
        _ => throw new InvalidDataException(type),
    };

    private static (byte[] Elements, Shape Shape, MemMapOrder Order) Read<T>(NpzFile archive, string name, MemMapMode mode)
        where T : unmanaged
    {
        using MemMapArray<T> array = archive.OpenMember<T>(name, mode);
        Assert.Equal(mode, array.Mode);
        Assert.Equal(archive.Path, array.Path);
        return (MemoryMarshal.AsBytes(array.ToArray().AsSpan()).ToArray(), array.Shape, array.Order);
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    public readonly record struct Point(float X, float Y, short Id);
}

/// <summary>A member of such an archive.</summary>
internal sealed class NpzCaseMember
{
    public string Name { get; set; } = string.Empty;

    public string FullName { get; set; } = string.Empty;

    public bool Stored { get; set; }

    public long Length { get; set; }

    public long CompressedLength { get; set; }

    public string? DType { get; set; }

    public long[] Shape { get; set; } = [];

    public MemMapOrder Order { get; set; }

    public byte[] Bytes { get; set; } = [];

    public byte[] Elements { get; set; } = [];
}
