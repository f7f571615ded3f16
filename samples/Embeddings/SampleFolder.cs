using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MemMap.Embeddings;

/// <summary>The two files of the sample. What was in the folder before is neither written to nor taken away.</summary>
internal sealed class SampleFolder : IDisposable
{
    private readonly List<string> _madeFolders = [];
    private readonly bool _keep;

    /// <exception cref="IOException">A file of the sample is there already.</exception>
    public SampleFolder(string? folder, bool keep)
    {
        _keep = keep;
        Path = folder ?? System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"memmap-embeddings-{Guid.NewGuid():N}");
        Vectors = System.IO.Path.Combine(Path, "vectors.f32");
        Norms = System.IO.Path.Combine(Path, "norms.f32");
        if (Array.Find([Vectors, Norms], File.Exists) is { } existing)
        {
            throw new IOException(
                $"'{existing}' is there already, perhaps from a run with --keep. Delete it, or name another folder with --dir.");
        }

        for (string? missing = Path; missing is not null && !Directory.Exists(missing); missing = System.IO.Path.GetDirectoryName(missing))
        {
            _madeFolders.Add(missing);
        }

        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    /// <summary>rows x 384 float32, a vector a row.</summary>
    public string Vectors { get; }

    /// <summary>The length of each vector, float32.</summary>
    public string Norms { get; }

    public void Dispose()
    {
        if (_keep)
        {
            return;
        }

        File.Delete(Vectors);
        File.Delete(Norms);
        foreach (string folder in _madeFolders.TakeWhile(folder => !Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            Directory.Delete(folder);
        }
    }
}
