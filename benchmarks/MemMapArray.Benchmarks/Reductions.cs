using System.Numerics;
using BenchmarkDotNet.Attributes;

namespace MemMap.Benchmarks;

/// <summary>Reductions in the page cache, from 1 Ki elements to 64 Mi, by default options.</summary>
/// <typeparam name="T">The element type.</typeparam>
[GenericTypeArguments(typeof(float))]
[GenericTypeArguments(typeof(double))]
[GenericTypeArguments(typeof(byte))]
[GenericTypeArguments(typeof(short))]
[GenericTypeArguments(typeof(int))]
[GenericTypeArguments(typeof(long))]
public class Reductions<T>
    where T : unmanaged, INumber<T>
{
    private readonly BenchmarkFile _file = new();
    private MemMapArray<T> _array = null!;

    [Params(1 << 10, 1 << 16, 1 << 20, 1 << 26)]
    public int Elements { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        int columns = Elements == 1 << 10 ? 128 : 1024;
        _file.Write<T>(Elements / columns, columns);
        _array = MemMapArray.Open<T>(_file.Path, (-1, columns));
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
    public (T Min, T Max) MinMax() => _array.MinMax();

    [Benchmark]
    public Moments Describe() => _array.Describe();

    [Benchmark]
    public NDArray<double> MeanAxis0() => _array.Mean(axis: 0);

    [Benchmark]
    public NDArray<double> StdAxis0() => _array.Std(axis: 0);

    [Benchmark]
    public NDArray<double> MeanAxis1() => _array.Mean(axis: 1);

    [Benchmark]
    public NDArray<double> StdAxis1() => _array.Std(axis: 1);
}
