using System;
using System.IO;
using Xunit;

namespace MemMap.Tests.Npy;

/// <summary>A .npy file of the corpus, and what NumPy reads in it.</summary>
internal sealed class NpyCase
{
    public string File { get; set; } = string.Empty;

    public string Version { get; set; } = string.Empty;

    public string DType { get; set; } = string.Empty;

    public long[] Shape { get; set; } = [];

    public MemMapOrder Order { get; set; }

    public long Offset { get; set; }

    public string Elements { get; set; } = string.Empty;

    public bool Written { get; set; }

    public static NpyCase[] All { get; } = Corpus.Read<NpyCase>("npy/index.json");

    public string Path => Corpus.PathOf("npy/" + File);

    public byte[] Bytes => System.IO.File.ReadAllBytes(Path);

    public static NpyCase Named(string file) => Array.Find(All, candidate => candidate.File == file) ?? throw new InvalidDataException(file);

    public static TheoryData<string> Where(Predicate<NpyCase> condition)
    {
        TheoryData<string> files = [];
        foreach (NpyCase file in Array.FindAll(All, condition))
        {
            files.Add(file.File);
        }

        return files;
    }

    /// <summary>Copies the file to where it may be changed.</summary>
    public string CopyTo(TemporaryFolder folder)
    {
        string path = folder.File(File);
        System.IO.File.Copy(Path, path, overwrite: true);
        return path;
    }
}
