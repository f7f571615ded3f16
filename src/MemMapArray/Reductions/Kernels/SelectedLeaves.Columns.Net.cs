using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Kernels;

/// <content>Columns of which other rows are selected than of their neighbours, by vectors.</content>
internal sealed unsafe partial class SelectedLeaves<T, TState, TKernel>
{
    [MethodImpl(HotPath.Optimized)]
    partial void CompactOthers(T** rows, int rowCount, int* others, int otherCount, int columns)
    {
        if (_compact == null)
        {
            _compact = (byte*)Marshal.AllocHGlobal((nint)((long)_columns * Rules.RowsPerLeaf * sizeof(T)) + CacheLine.Bytes);
        }

        for (int i = 0, end = 0; i < otherCount; i++)
        {
            if (others[i] >= end)
            {
                int first = Math.Min(others[i], columns - CompactColumns.Width<T>());
                CompactColumns.Of(rows, rowCount, first, _columnTruths + (first * ColumnWords), CompactOf(first), Rules.RowsPerLeaf);
                end = first + CompactColumns.Width<T>();
            }
        }
    }

    [MethodImpl(HotPath.Optimized)]
    partial void PutBack(int* alike, int some, int count, int stride)
    {
        int width = CompactColumns.Width<T>();
        T** columns = stackalloc T*[width];
        for (int first = 0; first < some; first += width)
        {
            for (int i = 0; i < width; i++)
            {
                columns[i] = CompactOf(alike[Math.Min(first + i, some - 1)]);
            }

            CompactColumns.Back(columns, count, _tile + first, stride);
        }
    }
}
