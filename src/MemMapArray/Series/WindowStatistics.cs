using System;
using System.Runtime.CompilerServices;

namespace MemMap.Series;

/// <summary>Sums of windows, or means.</summary>
/// <param name="divides">Means.</param>
internal readonly struct SumOfWindow(bool divides) : IWindow<WindowSum>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ref WindowSum state, double number)
    {
        state.Count++;
        SumOfDoubles.Add(ref state.High, ref state.Low, number);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WindowSum Merge(in WindowSum one, in WindowSum other)
    {
        WindowSum both = one;
        SumOfDoubles.Add(ref both.High, ref both.Low, other.High);
        both.Low += other.Low;
        both.Count += other.Count;
        return both;
    }

    public double CountOf(in WindowSum state) => state.Count;

    // Of an infinite sum the error is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Finish(in WindowSum state)
    {
        double sum = double.IsNaN(state.Low) ? state.High : state.High + state.Low;
        return divides ? sum / state.Count : sum;
    }
}

/// <summary>Variances of windows, or standard deviations (Welford, 1962; Chan, Golub and LeVeque, 1979).</summary>
/// <param name="ddof">What is taken off the number of elements.</param>
/// <param name="isDeviation">Standard deviations.</param>
internal readonly struct VarianceOfWindow(double ddof, bool isDeviation) : IWindow<WindowMoments>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ref WindowMoments state, double number)
    {
        if (state.Count == 0)
        {
            // Of one element that is NaN or infinite, the squares are NaN.
            state.Count = 1;
            state.First = number;
            state.Squares = (number - number) * 0;
            return;
        }

        double distance = number - state.First, deviation = distance - state.Mean;
        state.Count++;
        state.Mean += deviation / state.Count;
        state.Squares += deviation * (distance - state.Mean);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WindowMoments Merge(in WindowMoments one, in WindowMoments other)
    {
        if (one.Count == 0)
        {
            return other;
        }

        if (other.Count == 0)
        {
            return one;
        }

        double count = one.Count + other.Count, share = other.Count / count;
        double shift = (other.First - one.First) + (other.Mean - one.Mean);
        return new()
        {
            Count = count,
            First = one.First,
            Mean = one.Mean + (shift * share),
            Squares = one.Squares + other.Squares + (shift * shift * one.Count * share),
        };
    }

    public double CountOf(in WindowMoments state) => state.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Finish(in WindowMoments state)
    {
        double variance = state.Count > ddof ? state.Squares / (state.Count - ddof) : double.NaN;
        return isDeviation ? Math.Sqrt(variance) : variance;
    }
}

/// <summary>Minima of windows, or maxima.</summary>
/// <param name="largest">Maxima.</param>
internal readonly struct ExtremeOfWindow(bool largest) : IWindow<WindowExtreme>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ref WindowExtreme state, double number)
    {
        state.Value = state.Count == 0 ? number : Of(state.Value, number);
        state.Count++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WindowExtreme Merge(in WindowExtreme one, in WindowExtreme other) =>
        one.Count == 0 ? other
        : other.Count == 0 ? one
        : new() { Count = one.Count + other.Count, Value = Of(one.Value, other.Value) };

    public double CountOf(in WindowExtreme state) => state.Count;

    public double Finish(in WindowExtreme state) => state.Count == 0 ? double.NaN : state.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Of(double one, double other) => largest ? Element.Max(one, other) : Element.Min(one, other);
}
