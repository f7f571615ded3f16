using System.IO.MemoryMappedFiles;
using BenchmarkDotNet.Attributes;

namespace MemMap.Benchmarks;

/// <summary>
/// One element read or written, in a loop over 1000 x 1000 floats: ours against a raw pointer into the same mapping and the accessor of .NET.
/// Times are per element.
/// </summary>
public unsafe class ElementAccess
{
    private const int Rows = 1000;
    private const int Columns = 1000;
    private const int Elements = Rows * Columns;

    private readonly BenchmarkFile _file = new();
    private MemMapArray<float> _array = null!;
    private MemMapView<float> _vector = null!;
    private MemoryMappedFile _mapping = null!;
    private MemoryMappedViewAccessor _accessor = null!;
    private float* _pointer;

    [GlobalSetup]
    public void Setup()
    {
        _file.Write<float>(Rows, Columns);
        _array = MemMapArray.Open<float>(_file.Path, (Rows, Columns), MemMapMode.ReadWrite);
        _vector = _array.Reshape(-1);
        _mapping = MemoryMappedFile.CreateFromFile(_file.Path);
        _accessor = _mapping.CreateViewAccessor();
        byte* pointer = null;
        _accessor.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
        _pointer = (float*)pointer;
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _accessor.SafeMemoryMappedViewHandle.ReleasePointer();
        _accessor.Dispose();
        _mapping.Dispose();
        _array.Dispose();
        _file.Dispose();
    }

    [Benchmark(OperationsPerInvoke = Elements, Baseline = true)]
    public float ReadPointer2D()
    {
        float sum = 0;
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Columns; j++)
            {
                sum += _pointer[(i * Columns) + j];
            }
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Elements)]
    public float Read2D()
    {
        MemMapArray<float> array = _array;
        float sum = 0;
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Columns; j++)
            {
                sum += array[i, j];
            }
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Elements)]
    public float ReadAccessor2D()
    {
        float sum = 0;
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Columns; j++)
            {
                sum += _accessor.ReadSingle(((long)(i * Columns) + j) * sizeof(float));
            }
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Elements)]
    public float ReadPointer1D()
    {
        float sum = 0;
        for (int i = 0; i < Elements; i++)
        {
            sum += _pointer[i];
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Elements)]
    public float Read1D()
    {
        MemMapView<float> vector = _vector;
        float sum = 0;
        for (int i = 0; i < Elements; i++)
        {
            sum += vector[i];
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Elements)]
    public float ReadForeach()
    {
        float sum = 0;
        foreach (float element in _array)
        {
            sum += element;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Elements)]
    public float ReadRowSpans()
    {
        float sum = 0;
        for (int i = 0; i < Rows; i++)
        {
            foreach (float element in _array.GetReadOnlyRowSpan(i))
            {
                sum += element;
            }
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Elements)]
    public void WritePointer2D()
    {
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Columns; j++)
            {
                _pointer[(i * Columns) + j] = j;
            }
        }
    }

    [Benchmark(OperationsPerInvoke = Elements)]
    public void Write2D()
    {
        MemMapArray<float> array = _array;
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Columns; j++)
            {
                array[i, j] = j;
            }
        }
    }

    [Benchmark(OperationsPerInvoke = Elements)]
    public void WriteAccessor2D()
    {
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Columns; j++)
            {
                _accessor.Write(((long)(i * Columns) + j) * sizeof(float), (float)j);
            }
        }
    }

    [Benchmark(OperationsPerInvoke = Elements)]
    public void Write1D()
    {
        MemMapView<float> vector = _vector;
        for (int i = 0; i < Elements; i++)
        {
            vector[i] = i;
        }
    }
}
