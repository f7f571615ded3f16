using System;
using System.Runtime.CompilerServices;
using MemMap.Reductions.States;

namespace MemMap.Reductions.Kernels;

/// <summary>A kernel of other elements, which are made of these in scratch memory: a block, or a tile of some columns at a time.</summary>
/// <param name="conversion">Makes them.</param>
/// <param name="kernel">Reduces them.</param>
internal readonly unsafe struct Converted<T, TTo, TConversion, TKernel, TState>(TConversion conversion, TKernel kernel) : IStateKernel<T, TState>
    where T : unmanaged
    where TTo : unmanaged
    where TConversion : struct, IConversion<T, TTo>
    where TKernel : struct, IStateKernel<TTo, TState>
    where TState : struct, IState
{
    public TState State => kernel.State;

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(T* elements, int count, long position, byte* state)
    {
        TTo* converted = stackalloc TTo[Rules.BlockElements];
        conversion.Block(elements, count, converted);
        kernel.ReduceBlock(converted, count, position, state);
    }

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(T** rows, int rowCount, int columns, long position, byte* states)
    {
        for (int column = 0; column < columns; column += ScratchTile<TTo>.Columns)
        {
            ReduceTile(rows, rowCount, column, Math.Min(ScratchTile<TTo>.Columns, columns - column), columns, position, states);
        }
    }

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    private void ReduceTile(T** rows, int rowCount, int first, int some, int columns, long position, byte* states)
    {
        TTo* memory = stackalloc TTo[ScratchTile<TTo>.Elements];
        TTo** tile = stackalloc TTo*[ScratchTile<TTo>.Rows];
        byte* someStates = stackalloc byte[some * State.Bytes];
        ScratchTile<TTo>.Fill(conversion, rows, rowCount, first, some, memory, tile);
        kernel.ReduceRows(tile, rowCount, some, position, someStates);
        ScratchTile<TTo>.Spread(State, someStates, some, states, first, columns);
    }
}
