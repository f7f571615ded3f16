using System.Runtime.CompilerServices;

namespace MemMap.Reductions.States;

/// <summary>A sum of what a double holds exactly, such as a count, and, where elements are left out, how many were.</summary>
/// <param name="countsSkipped">There is a second plane, of the elements that were left out.</param>
internal readonly unsafe struct SumState(bool countsSkipped) : ISumState
{
    public int Bytes => Planes * sizeof(double);

    public int Planes => countsSkipped ? 2 : 1;

    public bool IsOrderless => false;

    public bool IsCommutative => true;

    public int BytesOf(int plane) => sizeof(double);

    public bool Settle(byte* states, int columns) => true;

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns) => AddPlanes.Doubles((double*)left, (double*)right, Planes * columns);

    public double SumOf(byte* states, int column, int columns) => ((double*)states)[column];

    public double MeanOf(byte* states, int column, int columns, long count) =>
        Doubles.Canonical(SumOf(states, column, columns) / (count - SkippedOf(states, column, columns)));

    public int DivideFirst(byte* states, int columns, long divisor, double* quotients) => 0;

    /// <summary>How many elements of a column were left out.</summary>
    public double SkippedOf(byte* states, int column, int columns) => countsSkipped ? ((double*)states)[columns + column] : 0;
}
