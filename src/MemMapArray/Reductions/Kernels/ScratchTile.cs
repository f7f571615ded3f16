using System;
using System.Runtime.CompilerServices;
using MemMap.Reductions.States;

namespace MemMap.Reductions.Kernels;

/// <summary>Scratch memory for what is made of some columns of the rows of a leaf.</summary>
/// <remarks>
/// <code>
///   rows of the source:   . . . . x x x x . . .        tile:   x x x x
///                         . . . . x x x x . . .                x x x x
/// </code>
/// </remarks>
internal static unsafe class ScratchTile<T>
    where T : unmanaged
{
    // What stays in the first cache with what it is made of.
    private const int Bytes = Rules.RowsPerLeaf * Rules.Lanes * sizeof(double);

    /// <summary>How many columns are converted at a time.</summary>
    public static int Columns => Bytes / Rules.RowsPerLeaf / sizeof(T);

    /// <summary>The elements of a tile.</summary>
    public static int Elements => Bytes / sizeof(T);

    /// <summary>The pointers to the rows of a tile, and to those behind them that kernels may fetch.</summary>
    public static int Rows => Rules.RowsPerLeaf + Rules.RowsAhead;

    /// <summary>Converts some columns.</summary>
    /// <param name="conversion">Converts a row.</param>
    /// <param name="rows">The rows of a leaf.</param>
    /// <param name="rowCount">How many.</param>
    /// <param name="first">The first of the columns.</param>
    /// <param name="some">How many columns.</param>
    /// <param name="memory">Room for <see cref="Elements"/>.</param>
    /// <param name="tile">Room for <see cref="Rows"/>; becomes the rows of the tile.</param>
    [MethodImpl(HotPath.Optimized)]
    public static void Fill<TFrom, TConversion>(TConversion conversion, TFrom** rows, int rowCount, int first, int some, T* memory, T** tile)
        where TFrom : unmanaged
        where TConversion : struct, IConversion<TFrom, T>
    {
        for (int row = 0; row < rowCount + Rules.RowsAhead; row++)
        {
            tile[row] = memory + (Math.Min(row, rowCount - 1) * some);
        }

        for (int row = 0; row < rowCount; row++)
        {
            conversion.Row(rows[row] + first, rows[0] + first, some, tile[row]);
        }
    }

    /// <summary>Copies the states of some columns to their place among those of all.</summary>
    public static void Spread<TState>(TState state, byte* someStates, int some, byte* states, int first, int columns)
        where TState : struct, IState
    {
        for (int plane = 0; plane < state.Planes; plane++)
        {
            int bytes = state.BytesOf(plane);
            new ReadOnlySpan<byte>(someStates, some * bytes).CopyTo(new Span<byte>(states + ((long)first * bytes), some * bytes));
            someStates += some * bytes;
            states += (long)columns * bytes;
        }
    }
}
