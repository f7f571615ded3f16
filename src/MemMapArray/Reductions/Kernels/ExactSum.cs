using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>The sum of integers as an integer: <see cref="IntegerSum{T}"/> or <see cref="WideIntegerSum{T}"/>, whose states are exact.</summary>
internal readonly unsafe struct ExactSum<T> : IReductionKernel<T, long>
    where T : unmanaged
{
    public int StateBytes => Narrow.StateBytes;

    private static IntegerSum<T> Narrow => default;

    private static WideIntegerSum<T> Wide => default;

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        if (Element.IsWideInteger<T>())
        {
            Wide.ReduceBlock(elements, count, position, state);
        }
        else
        {
            Narrow.ReduceBlock(elements, count, position, state);
        }
    }

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        if (Element.IsWideInteger<T>())
        {
            Wide.ReduceRows(rows, rowCount, columns, position, states);
        }
        else
        {
            Narrow.ReduceRows(rows, rowCount, columns, position, states);
        }
    }

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns) => Narrow.Merge(left, right, columns);

    public long Finish(byte* states, int column, int columns, long count)
    {
        WideInteger sum = WideInteger.Load(states, column, columns);
        long low = unchecked((long)sum.Low);
        return sum.High == low >> 63 ? low
            : throw new OverflowException($"The sum of {count} elements is {((BigInteger)sum.High << 64) + sum.Low}: beyond the {long.MinValue} to {long.MaxValue} of Int64. Sum gives the nearest double.");
    }

    public long FinishEmpty() => 0;
}
