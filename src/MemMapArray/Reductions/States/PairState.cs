using System.Runtime.CompilerServices;

namespace MemMap.Reductions.States;

/// <summary>Two states of one kind: the planes of the first, then those of the second.</summary>
/// <param name="state">One of them.</param>
internal readonly unsafe struct PairState<TState>(TState state) : IState
    where TState : struct, IState
{
    /// <summary>One of the two.</summary>
    public TState One => state;

    public int Bytes => 2 * state.Bytes;

    public int Planes => 2 * state.Planes;

    public bool IsOrderless => state.IsOrderless;

    public bool IsCommutative => state.IsCommutative;

    public int BytesOf(int plane) => state.BytesOf(plane % state.Planes);

    /// <summary>Where the planes of the second begin.</summary>
    public byte* Second(byte* states, int columns) => states + ((long)state.Bytes * columns);

    public bool Settle(byte* states, int columns) => state.Settle(states, columns) && state.Settle(Second(states, columns), columns);

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns)
    {
        state.Merge(left, right, columns);
        state.Merge(Second(left, columns), Second(right, columns), columns);
    }
}
