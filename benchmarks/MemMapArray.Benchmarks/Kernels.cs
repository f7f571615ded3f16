using System;
using System.Numerics;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using MemMap.Reductions;
using MemMap.Reductions.Kernels;

namespace MemMap.Benchmarks;

/// <summary>The kernels alone, on what lies in the processor's cache: a block, and a leaf of rows.</summary>
/// <typeparam name="T">The element type.</typeparam>
[GenericTypeArguments(typeof(float))]
[GenericTypeArguments(typeof(double))]
[GenericTypeArguments(typeof(byte))]
[GenericTypeArguments(typeof(short))]
[GenericTypeArguments(typeof(int))]
public unsafe class Kernels<T>
    where T : unmanaged, INumber<T>
{
    private const int Columns = 256;

    private readonly T* _elements = (T*)NativeMemory.AlignedAlloc((nuint)(Rules.RowsPerLeaf * Columns * sizeof(T)), 64);
    private readonly T** _rows = (T**)NativeMemory.Alloc((nuint)((Rules.RowsPerLeaf + Rules.RowsAhead) * sizeof(T*)));
    private readonly byte* _states = (byte*)NativeMemory.Alloc(64 * Columns);

    [GlobalSetup]
    public void Setup()
    {
        for (int i = 0; i < Rules.RowsPerLeaf * Columns; i++)
        {
            _elements[i] = T.CreateTruncating(i % 100);
        }

        for (int row = 0; row < Rules.RowsPerLeaf + Rules.RowsAhead; row++)
        {
            _rows[row] = _elements + (Math.Min(row, Rules.RowsPerLeaf - 1) * Columns);
        }
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        NativeMemory.AlignedFree(_elements);
        NativeMemory.Free(_rows);
        NativeMemory.Free(_states);
    }

    [Benchmark]
    public void SumOfABlock()
    {
        if (Element.IsFloatingPoint<T>())
        {
            Block<double, FloatingSum<T>>(new(isMean: false, skipNaN: false));
        }
        else
        {
            Block<double, IntegerSum<T>>(new(isMean: false));
        }
    }

    [Benchmark]
    public void SumsOfRows()
    {
        if (Element.IsFloatingPoint<T>())
        {
            Rows<double, FloatingSum<T>>(new(isMean: false, skipNaN: false));
        }
        else
        {
            Rows<double, IntegerSum<T>>(new(isMean: false));
        }
    }

    [Benchmark]
    public void VarianceOfABlock() => Block<double, Variance<T>>(new(isRoot: false, 0, skipNaN: false));

    [Benchmark]
    public void VariancesOfRows() => Rows<double, Variance<T>>(new(isRoot: false, 0, skipNaN: false));

    [Benchmark]
    public void MinimumOfABlock() => Block<T, Extreme<T, T>>(new(isMax: false, skipNaN: false));

    [Benchmark]
    public void MinimaOfRows() => Rows<T, Extreme<T, T>>(new(isMax: false, skipNaN: false));

    private void Block<TResult, TKernel>(TKernel kernel)
        where TResult : unmanaged
        where TKernel : struct, IReductionKernel<T, TResult> => kernel.ReduceBlock(_elements, Rules.BlockElements, 0, _states);

    private void Rows<TResult, TKernel>(TKernel kernel)
        where TResult : unmanaged
        where TKernel : struct, IReductionKernel<T, TResult> => kernel.ReduceRows(_rows, Rules.RowsPerLeaf, Columns, 0, _states);
}
