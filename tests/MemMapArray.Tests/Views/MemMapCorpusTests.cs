using System;
using System.Collections.Generic;
using System.IO;
using System.Numerics;
using System.Runtime.InteropServices;
using Xunit;

namespace MemMap.Tests.Views;

/// <summary>Files that np.memmap wrote: read as it reads them, and written as it writes them.</summary>
public sealed class MemMapCorpusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Files()
    {
        TheoryData<string> files = [];
        foreach (MemMapFile file in Corpus.Read<MemMapFile>("memmap/index.json"))
        {
            files.Add(file.File);
        }

        return files;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void OpenAndCreate_FileOfNumPy_HaveItsElementsAndItsBytes(string name)
    {
        MemMapFile file = Array.Find(Corpus.Read<MemMapFile>("memmap/index.json"), candidate => candidate.File == name)!;
        Action<MemMapFile> check = file.DType switch
        {
            "float32" => Check<float>,
            "float64" => Check<double>,
            "int16" => Check<short>,
            "uint8" => Check<byte>,
            "complex128" => Check<Complex>,
            _ => throw new InvalidDataException(file.DType),
        };
        check(file);
    }

    private void Check<T>(MemMapFile file)
        where T : unmanaged
    {
        string path = Corpus.PathOf("memmap/" + file.File);
        T[] expected = MemoryMarshal.Cast<byte, T>(Convert.FromBase64String(file.Elements)).ToArray();
        using (MemMapArray<T> opened = MemMapArray.Open<T>(path, file.Shape, MemMapMode.Read, file.Offset, file.Order))
        {
            Assert.Equal(expected, opened.ToArray());
            Assert.Equal(expected, Enumerate(opened));
        }

        using (MemMapArray<T> created = MemMapArray.Create<T>(_folder.File(), file.Shape, file.Offset, file.Order))
        {
            created.CopyFrom(expected);
        }

        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(_folder.File()));
    }

    private static List<T> Enumerate<T>(MemMapView<T> view)
        where T : unmanaged
    {
        List<T> elements = [];
        foreach (T element in view)
        {
            elements.Add(element);
        }

        return elements;
    }

    internal sealed class MemMapFile
    {
        public string File { get; set; } = string.Empty;

        public string DType { get; set; } = string.Empty;

        public long[] Shape { get; set; } = [];

        public MemMapOrder Order { get; set; }

        public long Offset { get; set; }

        public string Elements { get; set; } = string.Empty;
    }
}
