using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Kernels;

/// <content>Rows of which each column has others selected, for sums: what is not selected becomes zero.</content>
internal sealed unsafe partial class SelectedLeaves<T, TState, TKernel>
{
    // So many of each row at a time: longer runs come quicker from memory, and a leaf of these stays in a second cache.
    private const int ZerosBytes = 2048;

    private byte* _zeros;

    private static int ZerosColumns => ZerosBytes / sizeof(T);

    // Where most columns lie in runs of those that have the same rows, these are rather left out.
    private bool AreForZeros(int columns)
    {
        if (_kernel is not IAdditiveKernel || !KeepSelected.IsFor<T>() || _indexes.AreTaken)
        {
            return false;
        }

        int inRuns = 0;
        for (int column = 0, end; column < columns; column = end)
        {
            for (end = column + 1; end < columns && HaveSameRows(column, end); end++)
            {
            }

            inRuns += end - column >= LeastRun ? end - column : 0;
        }

        return inRuns < columns / 2;
    }

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    private void ReduceWithZeros(T** rows, int rowCount, int columns, ulong* truths, long position, byte* states)
    {
        if (_zeros == null)
        {
            _zeros = (byte*)Marshal.AllocHGlobal((Rules.RowsPerLeaf * ZerosBytes) + CacheLine.Bytes);
        }

        T** kept = stackalloc T*[Rules.RowsPerLeaf + Rules.RowsAhead];
        for (int row = 0; row < rowCount; row++)
        {
            kept[row] = (T*)CacheLine.After(_zeros) + (row * ZerosColumns);
        }

        RepeatLast(kept, rowCount);
        for (int column = 0; column < columns; column++)
        {
            SelectedState<TState>.Counts(states)[column] = CountOf(column);
        }

        int words = Truths.Words(columns);
        for (int first = 0; first < columns; first += ZerosColumns)
        {
            int some = System.Math.Min(ZerosColumns, columns - first);
            for (int row = 0; row < rowCount; row++)
            {
                Prefetch.Bytes((byte*)(rows[row + Rules.RowsAhead] + first), some * sizeof(T));
                KeepSelected.Row(rows[row] + first, truths + (row * words) + (first / Truths.PerWord), some, kept[row]);
            }

            _kernel.ReduceRows(kept, rowCount, some, position, _someStates);
            ScratchTile<T>.Spread(_kernel.State, _someStates, some, SelectedState<TState>.Made(states, columns), first, columns);
        }
    }
}
