using System;

namespace MemMap.Reductions.Scalar;

/// <summary>Exact sums of integers of up to 32 bits. A leaf's sum has at most 44 bits, so the loops for doubles serve.</summary>
internal static unsafe class SumIntegers<T>
    where T : unmanaged
{
    /// <summary>The sum of a block.</summary>
    public static long Block(T* elements, int count) => (long)SumBlock<T>.Elements(elements, count);

    /// <summary>How many blocks of a size are soonest summed together.</summary>
    public static int BlocksAtOnce(int count) => Math.Min(count, 1);

    /// <summary>The sums of blocks, as planes of low and of high halves.</summary>
    /// <param name="first">The first block.</param>
    /// <param name="stride">From a block to the next, in bytes.</param>
    /// <param name="count">How many elements each has.</param>
    /// <param name="blocks">How many there are.</param>
    /// <param name="states">Takes the sums.</param>
    public static void Blocks(T* first, long stride, int count, int blocks, byte* states)
    {
        for (int block = 0; block < blocks; block++, first = (T*)((byte*)first + stride))
        {
            new WideInteger(Block(first, count)).Store(states, block, blocks);
        }
    }

    /// <summary>The sum of each column over the rows of a leaf, as planes of low and of high halves.</summary>
    public static void Rows(T** rows, int rowCount, int columns, byte* states)
    {
        double* sums = stackalloc double[columns];
        SumRows<T>.Elements(rows, rowCount, columns, sums);
        WideInteger.StoreAll(sums, columns, states);
    }
}
