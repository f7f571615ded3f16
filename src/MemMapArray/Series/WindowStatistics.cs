using System;
using System.Runtime.CompilerServices;

namespace MemMap.Series;

/// <summary>Sums of windows, or means.</summary>
/// <param name="divides">Means.</param>
internal readonly unsafe struct SumOfWindow(bool divides) : IWindow<WindowSum>
{
    public int Width => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ref WindowSum state, double* numbers, bool skipNaN)
    {
        if (!skipNaN || !double.IsNaN(*numbers))
        {
            state.Count++;
            SumOfDoubles.Add(ref state.High, ref state.Low, *numbers);
        }
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

    // Of an infinite sum the error is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish(in WindowSum state, double least, double* results)
    {
        double sum = double.IsNaN(state.Low) ? state.High : state.High + state.Low, result = divides ? sum / state.Count : sum;
        *results = state.Count < least || double.IsNaN(result) ? double.NaN : result;
    }
}

/// <summary>Variances of windows, or standard deviations (Welford, 1962; Chan, Golub and LeVeque, 1979).</summary>
/// <param name="ddof">What is taken off the number of elements.</param>
/// <param name="isDeviation">Standard deviations.</param>
internal readonly unsafe struct VarianceOfWindow(double ddof, bool isDeviation) : IWindow<WindowMoments>
{
    public int Width => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ref WindowMoments state, double* numbers, bool skipNaN)
    {
        double number = *numbers;
        if (skipNaN && double.IsNaN(number))
        {
            return;
        }

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish(in WindowMoments state, double least, double* results)
    {
        double variance = state.Count > ddof ? state.Squares / (state.Count - ddof) : double.NaN;
        double result = isDeviation ? Math.Sqrt(variance) : variance;
        *results = state.Count < least || double.IsNaN(result) ? double.NaN : result;
    }
}

/// <summary>Minima of windows, or maxima.</summary>
/// <param name="largest">Maxima.</param>
internal readonly unsafe struct ExtremeOfWindow(bool largest) : IWindow<WindowExtreme>
{
    public int Width => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ref WindowExtreme state, double* numbers, bool skipNaN)
    {
        if (!skipNaN || !double.IsNaN(*numbers))
        {
            state.Value = state.Count == 0 ? *numbers : Of(state.Value, *numbers);
            state.Count++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WindowExtreme Merge(in WindowExtreme one, in WindowExtreme other) =>
        one.Count == 0 ? other
        : other.Count == 0 ? one
        : new() { Count = one.Count + other.Count, Value = Of(one.Value, other.Value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish(in WindowExtreme state, double least, double* results) =>
        *results = state.Count == 0 || state.Count < least || double.IsNaN(state.Value) ? double.NaN : state.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double Of(double one, double other) => largest ? Element.Max(one, other) : Element.Min(one, other);
}
