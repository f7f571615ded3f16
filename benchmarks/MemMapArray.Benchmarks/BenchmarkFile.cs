using System;
using System.IO;

namespace MemMap.Benchmarks;

/// <summary>A file in a temporary folder, gone with it when the benchmark ends.</summary>
internal sealed class BenchmarkFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("memmaparray-bench-").FullName;

    public string Path => System.IO.Path.Combine(_folder, "array.bin");

    /// <summary>Writes an array whose element i is i mod 1000, chunk by chunk.</summary>
    public void Write(long rows, int columns)
    {
        using MemMapArray<float> array = MemMapArray.Create<float>(Path, (rows, columns));
        long i = 0;
        foreach (MemMapView<float> chunk in array.Chunks(Math.Max(1, (1 << 20) / columns)))
        {
            foreach (ref float element in chunk.AsSpan())
            {
                element = i++ % 1000;
            }
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
