using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Finishing;

/// <summary>A user's state, which is the result as well.</summary>
/// <param name="reducer">Knows the state of no elements.</param>
internal readonly unsafe struct AsState<T, TState>(IReducer<T, TState> reducer) : IFinish<CustomState<T, TState>, TState>
    where T : unmanaged
    where TState : unmanaged
{
    public TState Finish(CustomState<T, TState> state, byte* states, int column, int columns, long count) =>
        Unsafe.ReadUnaligned<TState>(states + ((long)column * sizeof(TState)));

    public TState FinishEmpty() => reducer.Empty;
}
