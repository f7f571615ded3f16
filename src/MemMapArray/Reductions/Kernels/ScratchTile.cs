using System;
using System.Runtime.CompilerServices;

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

    private static int Columns => Bytes / Rules.RowsPerLeaf / sizeof(T);

    /// <summary>Converts all columns, a tile at a time.</summary>
    /// <param name="conversion">Converts a row.</param>
    /// <param name="rows">The rows of a leaf.</param>
    /// <param name="rowCount">How many.</param>
    /// <param name="columns">How many columns.</param>
    /// <param name="reducer">Takes each tile.</param>
    [MethodImpl(HotPath.Optimized)]
    public static void Walk<TFrom, TConversion, TReducer>(TConversion conversion, TFrom** rows, int rowCount, int columns, TReducer reducer)
        where TFrom : unmanaged
        where TConversion : struct, IConversion<TFrom, T>
        where TReducer : struct, ITileReducer<T>
    {
        for (int column = 0; column < columns; column += Columns)
        {
            Take(conversion, rows, rowCount, column, Math.Min(Columns, columns - column), reducer);
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

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    private static void Take<TFrom, TConversion, TReducer>(
        TConversion conversion, TFrom** rows, int rowCount, int first, int some, TReducer reducer)
        where TFrom : unmanaged
        where TConversion : struct, IConversion<TFrom, T>
        where TReducer : struct, ITileReducer<T>
    {
        // Behind the rows come pointers to the last one, for kernels that fetch ahead.
        T* memory = stackalloc T[Bytes / sizeof(T)];
        T** tile = stackalloc T*[Rules.RowsPerLeaf + Rules.RowsAhead];
        for (int row = 0; row < rowCount + Rules.RowsAhead; row++)
        {
            tile[row] = memory + (Math.Min(row, rowCount - 1) * some);
        }

        for (int row = 0; row < rowCount; row++)
        {
            conversion.Convert(rows[row] + first, rows[0] + first, 1, some, tile[row]);
        }

        reducer.Reduce(tile, rowCount, first, some);
    }
}

/// <summary>What is done with converted elements.</summary>
internal unsafe interface ITileReducer<T>
    where T : unmanaged
{
    /// <summary>Takes the rows of a tile, of columns from <paramref name="first"/> on.</summary>
    void Reduce(T** tile, int rowCount, int first, int some);
}
