using System;

namespace MemMap.Reductions.States;

/// <summary>A kernel of leaves of which only some elements are selected.</summary>
internal interface ISelectedKernel<T>
    where T : unmanaged
{
    /// <summary>One thread's means to reduce such leaves.</summary>
    /// <param name="columns">How many columns there are at most.</param>
    ISelectedLeaves<T> CreateLeaves(int columns);
}

/// <summary>Reduces the selected elements of leaves. The state of a leaf is that of these alone, side by side in their order.</summary>
internal unsafe interface ISelectedLeaves<T> : IDisposable
    where T : unmanaged
{
    /// <summary>Leaves may be reduced before it is known whether all of their elements are selected.</summary>
    bool MayGuess { get; }

    /// <summary>Makes the state of a block.</summary>
    /// <param name="elements">The block.</param>
    /// <param name="count">How many elements it has.</param>
    /// <param name="truths">Which are selected.</param>
    /// <param name="position">The position of the first.</param>
    /// <param name="state">Takes the state.</param>
    void ReduceBlock(T* elements, int count, ulong* truths, long position, byte* state);

    /// <summary>Memory for the selected elements of a block, side by side, and what <see cref="Selecting.Compact"/> needs behind them;
    /// <see langword="null"/> where it must be known which they are.</summary>
    T* KeptMemory { get; }

    /// <summary>Makes the state of a block whose selected elements are in that memory.</summary>
    /// <param name="selected">How many they are.</param>
    /// <param name="position">The position of the first element of the block.</param>
    /// <param name="state">Takes the state.</param>
    void ReduceKept(int selected, long position, byte* state);

    /// <summary>Makes the states of columns over the rows of a leaf.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="rowCount">How many.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="truths">Which elements are selected: of each row as many words as its columns need.</param>
    /// <param name="position">The position of the first row.</param>
    /// <param name="states">Takes the states.</param>
    void ReduceRows(T** rows, int rowCount, int columns, ulong* truths, long position, byte* states);
}

/// <summary>A finish whose result differs between no elements and none that was selected.</summary>
internal interface IFinishOfNone<TResult>
    where TResult : unmanaged
{
    /// <summary>The result where there are elements, and none is selected.</summary>
    TResult FinishNone();
}
