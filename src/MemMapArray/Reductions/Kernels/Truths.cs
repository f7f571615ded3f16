using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>Bytes of <see langword="bool"/> as a kernel of bytes is to see them: 0 or 1. Any byte other than 0 is true, whoever wrote it.</summary>
/// <param name="kernel">The kernel of bytes.</param>
internal readonly unsafe struct Truths<TResult, TKernel>(TKernel kernel) : IReductionKernel<byte, TResult>
    where TResult : unmanaged
    where TKernel : struct, IReductionKernel<byte, TResult>
{
    public int StateBytes => kernel.StateBytes;

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(byte* elements, int count, long position, byte* state)
    {
        byte* truths = stackalloc byte[Rules.BlockElements];
        Normalize(elements, count, truths);
        kernel.ReduceBlock(truths, count, position, state);
    }

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(byte** rows, int rowCount, int columns, long position, byte* states)
    {
        byte* truths = stackalloc byte[Rules.RowsPerLeaf * columns];
        byte** truthRows = stackalloc byte*[Rules.RowsPerLeaf + Rules.RowsAhead];
        for (int row = 0; row < rowCount + Rules.RowsAhead; row++)
        {
            truthRows[row] = truths + (Math.Min(row, rowCount - 1) * columns);
        }

        for (int row = 0; row < rowCount; row++)
        {
            Normalize(rows[row], columns, truthRows[row]);
        }

        kernel.ReduceRows(truthRows, rowCount, columns, position, states);
    }

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns) => kernel.Merge(left, right, columns);

    public TResult Finish(byte* states, int column, int columns, long count) => kernel.Finish(states, column, columns, count);

    public TResult FinishEmpty() => kernel.FinishEmpty();

    // A comparison is a loop over bytes that no framework makes vectors of; eight at a time it is fast enough on each.
    [MethodImpl(HotPath.Optimized)]
    private static void Normalize(byte* bytes, int count, byte* truths)
    {
        const ulong Low = 0x7F7F_7F7F_7F7F_7F7F, Ones = 0x0101_0101_0101_0101;
        int i = 0;
        for (; i <= count - sizeof(ulong); i += sizeof(ulong))
        {
            // The highest bit of a byte is set when one of its others is, by the carry, or it was.
            ulong eight = Unsafe.ReadUnaligned<ulong>(bytes + i);
            Unsafe.WriteUnaligned(truths + i, ((((eight & Low) + Low) | eight) >> 7) & Ones);
        }

        for (; i < count; i++)
        {
            truths[i] = bytes[i] == 0 ? (byte)0 : (byte)1;
        }
    }
}
