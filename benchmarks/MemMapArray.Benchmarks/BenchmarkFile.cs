using System;
using System.IO;
using System.Numerics;

namespace MemMap.Benchmarks;

/// <summary>A file in a temporary folder, gone with it when the benchmark ends.</summary>
internal sealed class BenchmarkFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("memmaparray-bench-").FullName;

    public string Path => System.IO.Path.Combine(_folder, "array.bin");

    /// <summary>Writes an array whose element i is i mod 100, chunk by chunk.</summary>
    public void Write<T>(long rows, int columns)
        where T : unmanaged, INumber<T>
    {
        using MemMapArray<T> array = MemMapArray.Create<T>(Path, (rows, columns));
        long i = 0;
        foreach (MemMapView<T> chunk in array.Chunks(Math.Max(1, (1 << 20) / columns)))
        {
            foreach (ref T element in chunk.AsSpan())
            {
                element = T.CreateTruncating(i++ % 100);
            }
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
