using System.Runtime.CompilerServices;

namespace MemMap.Reductions.States;

/// <summary>A sum of integers, exactly: the planes of the low and of the high halves of 128 bits.</summary>
internal readonly unsafe struct IntegerSumState : ISumState
{
    public int Bytes => 2 * sizeof(long);

    public int Planes => 2;

    public bool IsOrderless => true;

    public bool IsCommutative => true;

    public int BytesOf(int plane) => sizeof(long);

    public bool Settle(byte* states, int columns) => true;

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns) => AddPlanes.WideIntegers((ulong*)left, (ulong*)right, columns);

    public double SumOf(byte* states, int column, int columns) => WideInteger.Load(states, column, columns).ToDouble();

    public double MeanOf(byte* states, int column, int columns, long count) =>
        WideInteger.Load(states, column, columns).DividedBy(count);

    public int DivideFirst(byte* states, int columns, long divisor, double* quotients)
    {
        DividePlanes.WideIntegers(states, columns, divisor, quotients);
        return columns;
    }
}
