using System;
using System.Numerics;

namespace MemMap.Reductions.Finishing;

/// <summary>The sum of integers as an integer, exactly or not at all.</summary>
internal readonly unsafe struct AsInt64 : IFinish<IntegerSumState, long>
{
    public long Finish(IntegerSumState state, byte* states, int column, int columns, long count)
    {
        WideInteger sum = WideInteger.Load(states, column, columns);
        long low = unchecked((long)sum.Low);
        return sum.High == low >> 63 ? low
            : throw new OverflowException(
                $"The sum of {count} elements is {((BigInteger)sum.High << 64) + sum.Low}: "
                + $"beyond the {long.MinValue} to {long.MaxValue} of Int64. Sum gives the nearest double.");
    }

    public long FinishEmpty() => 0;
}
