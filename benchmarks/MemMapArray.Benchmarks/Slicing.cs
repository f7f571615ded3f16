using BenchmarkDotNet.Attributes;

namespace MemMap.Benchmarks;

/// <summary>What making a view costs.</summary>
[MemoryDiagnoser]
public class Slicing
{
    private readonly BenchmarkFile _file = new();
    private MemMapArray<float> _array = null!;

    [GlobalSetup]
    public void Setup()
    {
        _file.Write<float>(1000, 1000);
        _array = MemMapArray.Open<float>(_file.Path, (1000, 1000));
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _array.Dispose();
        _file.Dispose();
    }

    [Benchmark]
    public MemMapView<float> Block() => _array[100..200, 50..100];

    [Benchmark]
    public MemMapView<float> Row() => _array[5, ..];

    [Benchmark]
    public MemMapView<float> EverySecondBackwards() => _array[(null, null, -2)];

    [Benchmark]
    public MemMapView<float> Transpose() => _array.Transpose();

    [Benchmark]
    public int RowSpan() => _array.GetReadOnlyRowSpan(5).Length;
}
