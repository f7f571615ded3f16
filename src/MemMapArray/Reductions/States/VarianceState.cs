using System.Runtime.CompilerServices;

namespace MemMap.Reductions.States;

/// <summary>The planes of <see cref="SecondMoments"/>.</summary>
internal readonly unsafe struct VarianceState : IState
{
    public int Bytes => SecondMoments.Planes * sizeof(double);

    public int Planes => SecondMoments.Planes;

    public bool IsOrderless => false;

    public bool IsCommutative => false;

    public int BytesOf(int plane) => sizeof(double);

    public bool Settle(byte* states, int columns) => true;

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns) => SecondMomentsPlanes.Merge((double*)left, (double*)right, columns);
}
