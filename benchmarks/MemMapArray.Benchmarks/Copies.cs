using System;
using BenchmarkDotNet.Attributes;

namespace MemMap.Benchmarks;

/// <summary>Copies and fills of 4096 x 4096 floats (64 MiB), all in the page cache, against spans over plain memory.</summary>
public class Copies
{
    private const int Edge = 4096;

    private readonly BenchmarkFile _file = new();
    private readonly float[] _memory = new float[Edge * Edge];
    private readonly float[] _otherMemory = new float[Edge * Edge];
    private MemMapArray<float> _array = null!;

    [GlobalSetup]
    public void Setup()
    {
        _file.Write<float>(Edge, Edge);
        _array = MemMapArray.Open<float>(_file.Path, (Edge, Edge), MemMapMode.ReadWrite);
        _array.CopyTo(_memory);
        _array.CopyFrom(_memory);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _array.Dispose();
        _file.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void SpanCopy() => _memory.AsSpan().CopyTo(_otherMemory);

    [Benchmark]
    public void CopyTo() => _array.CopyTo(_otherMemory);

    [Benchmark]
    public void CopyFrom() => _array.CopyFrom(_memory);

    [Benchmark]
    public void CopyToFromBigEndian() => _array.Cast<BigEndian<float>>().CopyTo(_otherMemory);

    [Benchmark]
    public void CopyFromIntoBigEndian() => _array.Cast<BigEndian<float>>().CopyFrom(_memory);

    [Benchmark]
    public void CopyToFromBigEndianTransposed() => _array.Cast<BigEndian<float>>().Transpose().CopyTo(_otherMemory);

    [Benchmark]
    public void CopyToTransposed() => _array.Transpose().CopyTo(_otherMemory);

    [Benchmark]
    public void CopyToEverySecondRow() => _array[(null, null, 2)].CopyTo(_otherMemory);

    [Benchmark]
    public void CopyToEverySecondColumn() => _array[.., (null, null, 2)].CopyTo(_otherMemory);

    [Benchmark]
    public void ElementLoopTransposed()
    {
        for (int i = 0; i < Edge; i++)
        {
            for (int j = 0; j < Edge; j++)
            {
                _otherMemory[(j * Edge) + i] = _memory[(i * Edge) + j];
            }
        }
    }

    [Benchmark]
    public void SpanFill() => _otherMemory.AsSpan().Fill(1);

    [Benchmark]
    public void Fill() => _array.Fill(1);
}
