using System.Numerics;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Kernels;

/// <summary>The variance of complex elements, the mean square of their distances from the mean: that of the real plus that of the imaginary parts.</summary>
/// <param name="isRoot">The standard deviation is asked for, the root of the variance.</param>
/// <param name="ddof">Delta degrees of freedom: the squares are divided by count - ddof.</param>
/// <param name="skipNaN">Elements with a part that is NaN are left out.</param>
internal readonly unsafe struct ComplexVariance(bool isRoot, double ddof, bool skipNaN) : IReductionKernel<Complex, double>
{
    private readonly ComplexParts<Variance<double>> _parts = new(new(isRoot: false, ddof, skipNaN), skipNaN);

    public int StateBytes => _parts.StateBytes;

    [MethodImpl(HotPath.Optimized)]
    public void ReduceBlock(Complex* elements, int count, long position, byte* state) => _parts.ReduceBlock(elements, count, position, state);

    [MethodImpl(HotPath.Optimized)]
    public void ReduceRows(Complex** rows, int rowCount, int columns, long position, byte* states) => _parts.ReduceRows(rows, rowCount, columns, position, states);

    [MethodImpl(HotPath.Optimized)]
    public void Merge(byte* left, byte* right, int columns) => _parts.Merge(left, right, columns);

    public double Finish(byte* states, int column, int columns, long count)
    {
        Complex variances = _parts.Finish(states, column, columns, count);
        return MomentsState.ToResult(variances.Real + variances.Imaginary, isRoot);
    }

    public double FinishEmpty() => double.NaN;
}
