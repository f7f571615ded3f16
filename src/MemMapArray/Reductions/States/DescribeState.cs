using System.Runtime.CompilerServices;

namespace MemMap.Reductions.States;

/// <summary>
/// What <c>Describe</c> knows: the planes of the sum, so that its mean has the bits of <c>Mean()</c>, then those of
/// <see cref="FourthMoments"/>, then those of <see cref="ExtremesState{T}"/>.
/// </summary>
/// <param name="sum">The state of the sum.</param>
/// <param name="extremes">The state of the extremes.</param>
internal readonly unsafe struct DescribeState<T, TSum>(TSum sum, ExtremesState<T> extremes) : IState
    where T : unmanaged
    where TSum : struct, ISumState
{
    /// <summary>The sum, whose planes are the first.</summary>
    public TSum Sum => sum;

    // A whole number of doubles, so that every state lies aligned: the last plane is filling.
    public int Bytes => ExtremesAt + ((extremes.Bytes + sizeof(double) - 1) / sizeof(double) * sizeof(double));

    public int Planes => sum.Planes + FourthMoments.Planes + 3;

    public bool IsOrderless => false;

    public bool IsCommutative => false;

    private int ExtremesAt => sum.Bytes + (FourthMoments.Planes * sizeof(double));

    public int BytesOf(int plane) =>
        plane < sum.Planes ? sum.BytesOf(plane)
        : plane < sum.Planes + FourthMoments.Planes ? sizeof(double)
        : plane < Planes - 1 ? sizeof(T)
        : Bytes - ExtremesAt - extremes.Bytes;

    /// <summary>Where the planes of the moments begin.</summary>
    public double* Moments(byte* states, int columns) => (double*)(states + ((long)sum.Bytes * columns));

    /// <summary>Where the smallest elements begin; the largest follow.</summary>
    public T* Mins(byte* states, int columns) => (T*)(states + ((long)ExtremesAt * columns));

    public bool Settle(byte* states, int columns) => sum.Settle(states, columns);

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns)
    {
        sum.Merge(left, right, columns);
        extremes.Merge((byte*)Mins(left, columns), (byte*)Mins(right, columns), columns);
        FourthMomentsPlanes.Merge(Moments(left, columns), Moments(right, columns), columns);
    }
}
