using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Kernels;

/// <content>Columns of which other rows are selected than of their neighbours: copied side by side with those that have as many.</content>
internal sealed unsafe partial class SelectedLeaves<T, TState, TKernel>
{
    // What stays in the second cache beside the rows it is made of.
    private const int TileBytes = 1 << 16;

    private T* _tile;

    // By how many are selected of each: a counting sort.
    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    private void ReduceOthers(T** rows, int* others, int otherCount, int columns, long position, byte* states)
    {
        int* ends = stackalloc int[Rules.RowsPerLeaf + 1], ordered = stackalloc int[otherCount];
        new Span<int>(ends, Rules.RowsPerLeaf + 1).Clear();
        for (int i = 0; i < otherCount; i++)
        {
            ends[CountOf(others[i])]++;
        }

        for (int count = 1; count <= Rules.RowsPerLeaf; count++)
        {
            ends[count] += ends[count - 1];
        }

        for (int i = otherCount - 1; i >= 0; i--)
        {
            ordered[--ends[CountOf(others[i])]] = others[i];
        }

        for (int start = 0; start < otherCount;)
        {
            int count = CountOf(ordered[start]), end = start + 1, most = Math.Max(1, TileBytes / (count * sizeof(T)));
            while (end < otherCount && end - start < most && CountOf(ordered[end]) == count)
            {
                end++;
            }

            ReduceAlike(rows, ordered + start, end - start, count, columns, position, states);
            start = end;
        }
    }

    // Columns of which as many rows are selected, but not the same ones.
    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    private void ReduceAlike(T** rows, int* alike, int some, int count, int columns, long position, byte* states)
    {
        if (_tile == null)
        {
            _tile = (T*)Marshal.AllocHGlobal((nint)Math.Max(TileBytes, (long)Rules.RowsPerLeaf * sizeof(T)));
        }

        for (int i = 0; i < some; i++)
        {
            T* to = _tile + i;
            for (int word = 0; word < ColumnWords; word++)
            {
                T** from = rows + (word * Truths.PerWord);
                for (ulong left = _columnTruths[(alike[i] * ColumnWords) + word]; left != 0; left &= left - 1, to += some)
                {
                    *to = Unsafe.ReadUnaligned<T>(from[Truths.First(left)] + alike[i]);
                }
            }
        }

        T** tile = stackalloc T*[Rules.RowsPerLeaf + Rules.RowsAhead];
        for (int row = 0; row < count; row++)
        {
            tile[row] = _tile + (row * some);
        }

        RepeatLast(tile, count);
        _kernel.ReduceRows(tile, count, some, position, _someStates);
        Scatter(alike, some, count, columns, states);
    }

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    private void Scatter(int* alike, int some, int count, int columns, byte* states)
    {
        byte* from = _someStates, to = SelectedState<TState>.Made(states, columns);
        for (int i = 0; i < some; i++)
        {
            SelectedState<TState>.Counts(states)[alike[i]] = count;
        }

        for (int plane = 0; plane < _kernel.State.Planes; plane++)
        {
            int bytes = _kernel.State.BytesOf(plane);
            for (int i = 0; i < some; i++)
            {
                byte* place = to + ((long)alike[i] * bytes), state = from + ((long)i * bytes);
                if (bytes == sizeof(long))
                {
                    Unsafe.WriteUnaligned(place, Unsafe.ReadUnaligned<long>(state));
                }
                else
                {
                    Unsafe.CopyBlockUnaligned(place, state, (uint)bytes);
                }
            }

            from += (long)some * bytes;
            to += (long)columns * bytes;
        }
    }
}
