using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Kernels;

/// <summary>The kernel of leaves that became whole when partials were merged: their elements come with what says whether they are
/// selected.</summary>
/// <param name="kernel">The kernel of other leaves.</param>
internal readonly unsafe struct SelectedEdges<T, TState, TKernel>(Selected<T, TState, TKernel> kernel)
    : IStateKernel<Selectable<T>, SelectedState<TState>>
    where T : unmanaged
    where TState : struct, IState
    where TKernel : struct, IStateKernel<T, TState>
{
    public SelectedState<TState> State => kernel.State;

    public bool BlocksAreRows => kernel.BlocksAreRows;

    public void ReduceBlock(Selectable<T>* elements, int count, long position, byte* state) =>
        Reduce(&elements, 1, count, isBlock: true, position, state);

    public void ReduceRows(Selectable<T>** rows, int rowCount, int columns, long position, byte* states) =>
        Reduce(rows, rowCount, columns, isBlock: false, position, states);

    // Elements and truths apart, as other leaves have them. Partials have few such leaves.
    private void Reduce(Selectable<T>** rows, int rowCount, int columns, bool isBlock, long position, byte* states)
    {
        int words = Truths.Words(columns);
        T* elements = (T*)Marshal.AllocHGlobal((nint)((long)rowCount * columns * sizeof(T)));
        ulong* truths = (ulong*)Marshal.AllocHGlobal((nint)((long)rowCount * words * sizeof(ulong)));
        try
        {
            Truths.Clear(truths, rowCount * words * Truths.PerWord);
            T** pointers = stackalloc T*[Rules.RowsPerLeaf + Rules.RowsAhead];
            for (int row = 0; row < rowCount; row++)
            {
                pointers[row] = elements + ((long)row * columns);
                for (int column = 0; column < columns; column++)
                {
                    Selectable<T> element = Unsafe.ReadUnaligned<Selectable<T>>(rows[row] + column);
                    pointers[row][column] = element.Element;
                    truths[(row * words) + (column / Truths.PerWord)] |= element.IsSelected ? 1UL << (column % Truths.PerWord) : 0;
                }
            }

            using ISelectedLeaves<T> leaves = kernel.CreateLeaves(columns);
            if (isBlock)
            {
                leaves.ReduceBlock(elements, columns, truths, position, states);
                return;
            }

            for (int row = rowCount; row < rowCount + Rules.RowsAhead; row++)
            {
                pointers[row] = pointers[rowCount - 1];
            }

            leaves.ReduceRows(pointers, rowCount, columns, truths, position, states);
        }
        finally
        {
            Marshal.FreeHGlobal((nint)elements);
            Marshal.FreeHGlobal((nint)truths);
        }
    }
}
