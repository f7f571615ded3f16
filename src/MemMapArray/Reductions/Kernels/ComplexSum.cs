using System.Numerics;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>The sum of complex elements, or their mean: that of the real and that of the imaginary parts.</summary>
/// <param name="isMean">The mean is asked for.</param>
/// <param name="skipNaN">Elements with a part that is NaN are left out.</param>
internal readonly unsafe struct ComplexSum(bool isMean, bool skipNaN) : IReductionKernel<Complex, Complex>
{
    private readonly ComplexParts<FloatingSum<double>> _parts = new(new(isMean, skipNaN), skipNaN);

    public int StateBytes => _parts.StateBytes;

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(Complex* elements, int count, long position, byte* state) => _parts.ReduceBlock(elements, count, position, state);

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(Complex** rows, int rowCount, int columns, long position, byte* states) => _parts.ReduceRows(rows, rowCount, columns, position, states);

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns) => _parts.Merge(left, right, columns);

    public Complex Finish(byte* states, int column, int columns, long count) => _parts.Finish(states, column, columns, count);

    public Complex FinishEmpty() => _parts.FinishEmpty();
}
