using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Kernels;

/// <content>Columns of which other rows are selected than of their neighbours: copied side by side with those that have as many, by vectors
/// where there are some for that.</content>
internal sealed unsafe partial class SelectedLeaves<T, TState, TKernel>
{
    // What stays in the second cache beside the rows it is made of.
    private const int TileBytes = 1 << 16;

    private T* _tile;

    // What is selected of each column, if vectors do it.
    private byte* _compact;

    private static bool AreCompact(int columns) => CompactColumns.IsFor<T>() && columns >= CompactColumns.Width<T>();

    // Those columns that differ, and their neighbours as far as vectors go.
    partial void CompactOthers(T** rows, int rowCount, int* others, int otherCount, int columns);

    // What is selected of some of them, side by side in the tile.
    partial void PutBack(int* alike, int some, int count, int stride);

    private T* CompactOf(int column) => (T*)CacheLine.After(_compact) + ((long)column * Rules.RowsPerLeaf);

    // By how many are selected of each: a counting sort.
    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    private void ReduceOthers(T** rows, int rowCount, int* others, int otherCount, int columns, long position, byte* states)
    {
        if (AreCompact(columns))
        {
            CompactOthers(rows, rowCount, others, otherCount, columns);
        }

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
            int count = CountOf(ordered[start]), end = start + 1, most = MostAlike(count, columns);
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

        int stride = some;
        if (AreCompact(columns))
        {
            stride = Padded(some);
            PutBack(alike, some, count, stride);
        }
        else
        {
            PutElements(rows, alike, some);
        }

        T** tile = stackalloc T*[Rules.RowsPerLeaf + Rules.RowsAhead];
        for (int row = 0; row < count; row++)
        {
            tile[row] = _tile + (row * stride);
        }

        RepeatLast(tile, count);
        _kernel.ReduceRows(tile, count, some, position, _someStates);
        Scatter(alike, some, count, columns, states);
    }

    // As many as the tile holds, whose rows and columns fill vectors where these put them there.
    private static int MostAlike(int count, int columns)
    {
        int width = AreCompact(columns) ? CompactColumns.Width<T>() : 1;
        int most = TileBytes / ((AreCompact(columns) ? Padded(count) : count) * sizeof(T));
        return Math.Max(1, most / width * width);
    }

    private static int Padded(int count) => (count + CompactColumns.Width<T>() - 1) / CompactColumns.Width<T>() * CompactColumns.Width<T>();

    [MethodImpl(HotPath.Optimized)]
    private void PutElements(T** rows, int* alike, int some)
    {
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
