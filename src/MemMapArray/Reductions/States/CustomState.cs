using System.Runtime.CompilerServices;

namespace MemMap.Reductions.States;

/// <summary>A user's state: those of the columns lie one after the other, a plane of their own.</summary>
/// <param name="reducer">Merges them.</param>
internal readonly unsafe struct CustomState<T, TState>(IReducer<T, TState> reducer) : IState
    where T : unmanaged
    where TState : unmanaged
{
    public int Bytes => sizeof(TState);

    public int Planes => 1;

    public bool IsOrderless => false;

    public bool IsCommutative => false;

    public int BytesOf(int plane) => sizeof(TState);

    public bool Settle(byte* states, int columns) => true;

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns)
    {
        for (int column = 0; column < columns; column++, left += sizeof(TState), right += sizeof(TState))
        {
            TState state = Unsafe.ReadUnaligned<TState>(left);
            reducer.Merge(ref state, Unsafe.ReadUnaligned<TState>(right));
            Unsafe.WriteUnaligned(left, state);
        }
    }
}
