using System;
using System.Numerics;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using MemMap.Reductions;
using MemMap.Reductions.Elements;
using MemMap.Reductions.Kernels;
using MemMap.Reductions.States;

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
    private readonly byte* _states = (byte*)NativeMemory.Alloc(1024 * Columns);

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
            Block<ExactSumState<T>, FloatingSum<T>>(new(skipNaN: false));
        }
        else
        {
            Block<IntegerSumState, IntegerSum<T>>(default);
        }
    }

    [Benchmark]
    public void SumsOfRows()
    {
        if (Element.IsFloatingPoint<T>())
        {
            Rows<ExactSumState<T>, FloatingSum<T>>(new(skipNaN: false));
        }
        else
        {
            Rows<IntegerSumState, IntegerSum<T>>(default);
        }
    }

    [Benchmark]
    public void VarianceOfABlock() => Block<VarianceState, Variance<T>>(new(skipNaN: false));

    [Benchmark]
    public void VariancesOfRows() => Rows<VarianceState, Variance<T>>(new(skipNaN: false));

    [Benchmark]
    public void MinimumOfABlock() => Block<ExtremeState<T, Smallest>, Extreme<T, Smallest>>(new(skipNaN: false));

    [Benchmark]
    public void MinimaOfRows() => Rows<ExtremeState<T, Smallest>, Extreme<T, Smallest>>(new(skipNaN: false));

    private void Block<TState, TKernel>(TKernel kernel)
        where TState : struct, IState
        where TKernel : struct, IStateKernel<T, TState> => kernel.ReduceBlock(_elements, Rules.BlockElements, 0, _states);

    private void Rows<TState, TKernel>(TKernel kernel)
        where TState : struct, IState
        where TKernel : struct, IStateKernel<T, TState> => kernel.ReduceRows(_rows, Rules.RowsPerLeaf, Columns, 0, _states);
}
