using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>A kernel of doubles, once for the real and once for the imaginary parts of complex elements: its states are the planes of the one, then those of the other.</summary>
/// <remarks>Planes of the kernel are of 8 bytes. A part is NaN to it where the other part is, if NaN is left out: both are, or neither.</remarks>
/// <param name="kernel">The kernel of doubles.</param>
/// <param name="skipNaN">NaN is left out.</param>
internal readonly unsafe struct ComplexParts<TKernel>(TKernel kernel, bool skipNaN)
    where TKernel : struct, IReductionKernel<double, double>
{
    public int StateBytes => 2 * kernel.StateBytes;

    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(Complex* elements, int count, long position, byte* state)
    {
        double* reals = stackalloc double[2 * Rules.BlockElements], imaginaries = reals + Rules.BlockElements;
        Separate(elements, count, reals, imaginaries);
        kernel.ReduceBlock(reals, count, position, state);
        kernel.ReduceBlock(imaginaries, count, position, state + kernel.StateBytes);
    }

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(Complex** rows, int rowCount, int columns, long position, byte* states)
    {
        for (int column = 0; column < columns; column += Rules.Lanes)
        {
            ReduceSome(rows, rowCount, column, Math.Min(Rules.Lanes, columns - column), columns, position, states);
        }
    }

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns)
    {
        kernel.Merge(left, right, columns);
        kernel.Merge(left + (kernel.StateBytes * columns), right + (kernel.StateBytes * columns), columns);
    }

    public Complex Finish(byte* states, int column, int columns, long count) =>
        new(kernel.Finish(states, column, columns, count), kernel.Finish(states + (kernel.StateBytes * columns), column, columns, count));

    public Complex FinishEmpty() => new(kernel.FinishEmpty(), kernel.FinishEmpty());

    private void Separate(Complex* elements, int count, double* reals, double* imaginaries)
    {
        double* parts = (double*)elements;
        for (int i = 0; i < count; i++)
        {
            (reals[i], imaginaries[i]) = (Unsafe.ReadUnaligned<double>(parts + (2 * i)), Unsafe.ReadUnaligned<double>(parts + (2 * i) + 1));
        }

        for (int i = 0; skipNaN && i < count; i++)
        {
            if (double.IsNaN(reals[i]) || double.IsNaN(imaginaries[i]))
            {
                (reals[i], imaginaries[i]) = (double.NaN, double.NaN);
            }
        }
    }

    // The parts of some columns are rows of their own.
    [SkipLocalsInit]
    [MethodImpl(HotPath.Optimized)]
    private void ReduceSome(Complex** rows, int rowCount, int first, int some, int columns, long position, byte* states)
    {
        double* parts = stackalloc double[2 * Rules.RowsPerLeaf * Rules.Lanes];
        double** realRows = stackalloc double*[2 * (Rules.RowsPerLeaf + Rules.RowsAhead)], imaginaryRows = realRows + Rules.RowsPerLeaf + Rules.RowsAhead;
        for (int row = 0; row < rowCount + Rules.RowsAhead; row++)
        {
            realRows[row] = parts + (Math.Min(row, rowCount - 1) * some);
            imaginaryRows[row] = realRows[row] + (Rules.RowsPerLeaf * Rules.Lanes);
        }

        for (int row = 0; row < rowCount; row++)
        {
            Separate(rows[row] + first, some, realRows[row], imaginaryRows[row]);
        }

        byte* someStates = stackalloc byte[kernel.StateBytes * Rules.Lanes];
        kernel.ReduceRows(realRows, rowCount, some, position, someStates);
        Spread(someStates, some, states, first, columns);
        kernel.ReduceRows(imaginaryRows, rowCount, some, position, someStates);
        Spread(someStates, some, states + (kernel.StateBytes * columns), first, columns);
    }

    // From planes of some columns to their place in planes of all.
    private void Spread(byte* someStates, int some, byte* states, int first, int columns)
    {
        for (int plane = 0; plane < kernel.StateBytes / sizeof(double); plane++)
        {
            new ReadOnlySpan<double>((double*)someStates + (plane * some), some).CopyTo(new Span<double>((double*)states + (plane * columns) + first, some));
        }
    }
}
