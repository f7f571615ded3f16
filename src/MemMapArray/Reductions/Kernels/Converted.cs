using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>A kernel of other elements, which are made of these in scratch memory: a block, or a tile of some columns at a time.</summary>
/// <param name="conversion">Makes them.</param>
/// <param name="kernel">Reduces them.</param>
internal readonly unsafe struct Converted<T, TTo, TConversion, TKernel, TState>(TConversion conversion, TKernel kernel)
    : IStateKernel<T, TState>
    where T : unmanaged
    where TTo : unmanaged
    where TConversion : struct, IConversion<T, TTo>
    where TKernel : struct, IStateKernel<TTo, TState>
    where TState : struct, IState
{
    public TState State => kernel.State;

    public bool BlocksAreRows => kernel.BlocksAreRows;

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        TTo* converted = stackalloc TTo[Rules.BlockElements];
        conversion.Convert(elements, elements, 0, count, converted);
        kernel.ReduceBlock(converted, count, position, state);
    }

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states) =>
        ScratchTile<TTo>.Walk(conversion, rows, rowCount, columns, new OfTile(kernel, position, columns, states));

    private readonly struct OfTile(TKernel kernel, long position, int columns, byte* states) : ITileReducer<TTo>
    {
        [SkipLocalsInit]
        [MethodImpl(HotPath.Optimized)]
        public void Reduce(TTo** tile, int rowCount, int first, int some)
        {
            byte* someStates = stackalloc byte[some * kernel.State.Bytes];
            kernel.ReduceRows(tile, rowCount, some, position, someStates);
            ScratchTile<TTo>.Spread(kernel.State, someStates, some, states, first, columns);
        }
    }
}
