using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MemMap.Tour;

/// <summary>The files of the tour. What was in the folder before is neither written to nor taken away.</summary>
internal sealed class TourFolder : IDisposable
{
    private readonly List<string> _madeFolders = [];
    private readonly List<string> _files = [];
    private readonly bool _keep;

    /// <exception cref="IOException">A file of the tour is there already.</exception>
    public TourFolder(string? folder, bool keep)
    {
        _keep = keep;
        Path = folder ?? System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"memmap-tour-{Guid.NewGuid():N}");
        Random = Declare("random.f32");
        Large = Declare("large.f32");
        Block = Declare("block.npy");
        Series = Declare("series.f64");
        Rolling = Declare("rolling.f64");
        Images = Declare("images.u8");
        Normalised = Declare("normalised.npy");
        TooLarge = Declare("too-large.f32");
        CutShort = Declare("cut-short.f32");
        Writers = Declare("writers.f32");
        Counters = Declare("counters.i64");
        Idx = Declare("unpacked.idx");
        if (_files.Find(File.Exists) is { } existing)
        {
            throw new IOException(
                $"'{existing}' is there already, perhaps from a tour with --keep. Delete it, or name another folder with --dir.");
        }

        for (string? missing = Path; missing is not null && !Directory.Exists(missing); missing = System.IO.Path.GetDirectoryName(missing))
        {
            _madeFolders.Add(missing);
        }

        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    /// <summary>10,000 x 1,000 random float32.</summary>
    public string Random { get; }

    /// <summary>N x 1,000 float32.</summary>
    public string Large { get; }

    /// <summary>100 x 50 float32, and a header.</summary>
    public string Block { get; }

    /// <summary>1,000,000 x 10 float64.</summary>
    public string Series { get; }

    /// <summary>As much, of windows of it.</summary>
    public string Rolling { get; }

    /// <summary>Images of bytes, and the same normalised.</summary>
    public string Images { get; }

    public string Normalised { get; }

    public string TooLarge { get; }

    public string CutShort { get; }

    public string Writers { get; }

    public string Counters { get; }

    public string Idx { get; }

    public void Dispose()
    {
        if (_keep)
        {
            return;
        }

        _files.ForEach(File.Delete);
        foreach (string folder in _madeFolders.TakeWhile(folder => !Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            Directory.Delete(folder);
        }
    }

    private string Declare(string name)
    {
        _files.Add(System.IO.Path.Combine(Path, name));
        return _files[^1];
    }
}
