using System.IO;
using System.IO.MemoryMappedFiles;
using BenchmarkDotNet.Attributes;

namespace MemMap.Benchmarks;

/// <summary>Opening and disposing a file of 1 GB, against .NET's own mapping of it.</summary>
[MemoryDiagnoser]
public class Opening
{
    private readonly BenchmarkFile _file = new();
    private MemMapArray<float> _written = null!;

    [GlobalSetup]
    public void Setup()
    {
        using (FileStream stream = File.Create(_file.Path))
        {
            stream.SetLength(1_000_000_000);
        }

        _written = MemMapArray.Open<float>(_file.Path, (250_000, 1000), MemMapMode.ReadWrite);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _written.Dispose();
        _file.Dispose();
    }

    [Benchmark(Baseline = true)]
    public long AccessorReadOnly()
    {
        using var mapping = MemoryMappedFile.CreateFromFile(_file.Path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        using MemoryMappedViewAccessor accessor = mapping.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        return accessor.Capacity;
    }

    [Benchmark]
    public long OpenReadOnly()
    {
        using MemMapArray<float> array = MemMapArray.Open<float>(_file.Path, (250_000, 1000));
        return array.Length;
    }

    [Benchmark]
    public long OpenReadWrite()
    {
        using MemMapArray<float> array = MemMapArray.Open<float>(_file.Path, (250_000, 1000), MemMapMode.ReadWrite);
        return array.Length;
    }

    // As fast as the disk says that it has it.
    [Benchmark]
    public void WriteAndFlushRow()
    {
        MemMapView<float> row = _written[1000, ..];
        row[0]++;
        row.Flush();
    }

    [Benchmark]
    public void FlushRowAlreadyFlushed() => _written[2000, ..].Flush();
}
