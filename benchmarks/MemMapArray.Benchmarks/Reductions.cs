using BenchmarkDotNet.Attributes;

namespace MemMap.Benchmarks;

/// <summary>Mean and Std of float32 in the page cache, from 1,000 elements to 64 Mi.</summary>
public class Reductions
{
    private readonly BenchmarkFile _file = new();
    private MemMapArray<float> _array = null!;

    [Params(1000, 1 << 16, 1 << 26)]
    public int Elements { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        int columns = Elements == 1000 ? 100 : 1024;
        _file.Write(Elements / columns, columns);
        _array = MemMapArray.Open<float>(_file.Path, (-1, columns));
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _array.Dispose();
        _file.Dispose();
    }

    [Benchmark]
    public double Mean() => _array.Mean();

    [Benchmark]
    public double Std() => _array.Std();

    [Benchmark]
    public NDArray<double> MeanAxis0() => _array.Mean(axis: 0);

    [Benchmark]
    public NDArray<double> StdAxis0() => _array.Std(axis: 0);

    [Benchmark]
    public NDArray<double> MeanAxis1() => _array.Mean(axis: 1);

    [Benchmark]
    public NDArray<double> StdAxis1() => _array.Std(axis: 1);
}
