using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.States;

/// <summary>
/// The states of selected elements: a plane of how many there are, then the planes of what a kernel makes of them. Where there are none
/// there is no state, so that nothing is merged with it.
/// </summary>
/// <param name="state">What the kernel makes.</param>
internal readonly unsafe struct SelectedState<TState>(TState state) : IState
    where TState : struct, IState
{
    // What is merged apart, of as many columns as this holds.
    private const int PackedBytes = 4096;

    /// <summary>What the kernel makes of elements.</summary>
    public TState One => state;

    // A whole number of doubles, so that every state lies aligned: the last plane is filling.
    public int Bytes => sizeof(long) + ((state.Bytes + sizeof(double) - 1) / sizeof(double) * sizeof(double));

    public int Planes => state.Planes + 2;

    public bool IsOrderless => state.IsOrderless;

    public bool IsCommutative => state.IsCommutative;

    public int BytesOf(int plane) =>
        plane == 0 ? sizeof(long)
        : plane <= state.Planes ? state.BytesOf(plane - 1)
        : Bytes - sizeof(long) - state.Bytes;

    /// <summary>How many elements of each column were selected.</summary>
    public static long* Counts(byte* states) => (long*)states;

    /// <summary>Where the planes of what the kernel makes begin.</summary>
    public static byte* Made(byte* states, int columns) => states + ((long)columns * sizeof(long));

    /// <inheritdoc/>
    /// <remarks>No state is all zeros.</remarks>
    public bool Settle(byte* states, int columns)
    {
        byte* plane = Made(states, columns);
        for (int i = 1; i < Planes; plane += (long)columns * BytesOf(i), i++)
        {
            for (int column = 0; column < columns; column++)
            {
                if (Counts(states)[column] == 0 || i == Planes - 1)
                {
                    new Span<byte>(plane + ((long)column * BytesOf(i)), BytesOf(i)).Clear();
                }
            }
        }

        return state.Settle(Made(states, columns), columns);
    }

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns)
    {
        long* counts = Counts(left), others = Counts(right);
        byte* made = Made(left, columns), other = Made(right, columns);
        int start = 0;
        while (start < columns)
        {
            int end = start;
            while (end < columns && counts[end] != 0 && others[end] != 0)
            {
                counts[end] += others[end];
                end++;
            }

            if (start == 0 && end == columns)
            {
                state.Merge(made, other, columns);
                return;
            }

            MergeSome(made, other, start, end, columns);
            for (; end < columns && (counts[end] == 0 || others[end] == 0); end++)
            {
                if (counts[end] == 0 && others[end] != 0)
                {
                    counts[end] = others[end];
                    Copy(other, columns, end, made, columns, end, 1);
                }
            }

            start = end;
        }
    }

    // A few columns of many: apart, and back.
    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    private void MergeSome(byte* left, byte* right, int start, int end, int columns)
    {
        int most = Math.Max(1, PackedBytes / state.Bytes);
        byte* packed = stackalloc byte[2 * most * state.Bytes], other = packed + (most * state.Bytes);
        for (int some; start < end; start += some)
        {
            some = Math.Min(most, end - start);
            Copy(left, columns, start, packed, some, 0, some);
            Copy(right, columns, start, other, some, 0, some);
            state.Merge(packed, other, some);
            Copy(packed, some, 0, left, columns, start, some);
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private void Copy(byte* from, int fromColumns, int first, byte* to, int toColumns, int toFirst, int count)
    {
        for (int plane = 0; plane < state.Planes; plane++)
        {
            int bytes = state.BytesOf(plane);
            Unsafe.CopyBlockUnaligned(to + ((long)toFirst * bytes), from + ((long)first * bytes), (uint)(count * bytes));
            from += (long)fromColumns * bytes;
            to += (long)toColumns * bytes;
        }
    }
}
