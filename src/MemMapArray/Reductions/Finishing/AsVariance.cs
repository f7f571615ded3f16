using System;
using System.Numerics;

namespace MemMap.Reductions.Finishing;

/// <summary>The variance: M2 / (count - ddof).</summary>
/// <param name="ddof">Delta degrees of freedom.</param>
internal readonly unsafe struct AsVariance(double ddof) : IFinish<VarianceState, double>, IFinish<PairState<VarianceState>, double>
{
    public double Finish(VarianceState state, byte* states, int column, int columns, long count) =>
        Doubles.Canonical(SecondMoments.Load((double*)states, column, columns).Variance(ddof));

    /// <summary>That of complex elements, the mean square of their distances from the mean: the variance of the real plus that of the
    /// imaginary parts.</summary>
    public double Finish(PairState<VarianceState> state, byte* states, int column, int columns, long count) =>
        Doubles.Canonical(
            Finish(state.One, states, column, columns, count) + Finish(state.One, state.Second(states, columns), column, columns, count));

    public double FinishEmpty() => double.NaN;
}

/// <summary>The standard deviation: the square root of the variance.</summary>
/// <param name="ddof">Delta degrees of freedom.</param>
internal readonly unsafe struct AsStandardDeviation(double ddof) : IFinish<VarianceState, double>, IFinish<PairState<VarianceState>, double>
{
    public double Finish(VarianceState state, byte* states, int column, int columns, long count) =>
        Doubles.Canonical(SecondMoments.Load((double*)states, column, columns).Deviation(ddof));

    public double Finish(PairState<VarianceState> state, byte* states, int column, int columns, long count)
    {
        var real = SecondMoments.Load((double*)states, column, columns);
        var imaginary = SecondMoments.Load((double*)state.Second(states, columns), column, columns);
        return Doubles.Canonical(real.Scale == 0 && imaginary.Scale == 0
            ? Math.Sqrt(real.Variance(ddof) + imaginary.Variance(ddof))
            : real.And(imaginary).Deviation(ddof));
    }

    public double FinishEmpty() => double.NaN;
}

/// <summary>The variance or its root, rounded once.</summary>
/// <param name="ddof">Delta degrees of freedom.</param>
/// <param name="isDeviation">It is the root.</param>
internal readonly unsafe struct AsExactVariance<T>(double ddof, bool isDeviation = false)
    : IFinish<ExactVarianceState<T>, double>, IFinish<PairState<ExactVarianceState<T>>, double>
    where T : unmanaged
{
    public double Finish(ExactVarianceState<T> state, byte* states, int column, int columns, long count) =>
        state.TryLoadPairs(states, column, columns, out SumPair sum, out SumPair squares)
            && PairVariance.TryOf(sum, squares, state.Kept(states, column, columns, count), ddof, isDeviation, out double result) ? result
            : Of(ExactSquares<T>.Load(state, states, column, columns, count));

    public double Finish(PairState<ExactVarianceState<T>> state, byte* states, int column, int columns, long count)
    {
        var imaginary = ExactSquares<T>.Load(state.One, state.Second(states, columns), column, columns, count);
        return Of(ExactSquares<T>.Load(state.One, states, column, columns, count).And(imaginary));
    }

    public double FinishEmpty() => double.NaN;

    private double Of(in ExactSquares<T> squares) => isDeviation ? squares.Deviation(ddof) : squares.Variance(ddof);
}

/// <summary>What both parts of complex elements come to, as a complex number.</summary>
internal readonly unsafe struct AsComplex<TState, TFinish> : IFinish<PairState<TState>, Complex>
    where TState : struct, IState
    where TFinish : struct, IFinish<TState, double>
{
    public Complex Finish(PairState<TState> state, byte* states, int column, int columns, long count) =>
        new(
            default(TFinish).Finish(state.One, states, column, columns, count),
            default(TFinish).Finish(state.One, state.Second(states, columns), column, columns, count));

    public Complex FinishEmpty() => new(default(TFinish).FinishEmpty(), default(TFinish).FinishEmpty());
}
