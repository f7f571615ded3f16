using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MemMap.Series;

/// <summary>Sums of eight columns, each as an unevaluated sum of two doubles.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct EightSums
{
    public Vector512<double> Count;
    public Vector512<double> High;
    public Vector512<double> Low;
}

/// <summary>Means and sums of squared deviations of eight columns. Means are given as distances from the first elements.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct EightMoments
{
    public Vector512<double> Count;
    public Vector512<double> First;
    public Vector512<double> Mean;
    public Vector512<double> Squares;
}

/// <summary>The least or the largest of eight columns.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct EightExtremes
{
    public Vector512<double> Count;
    public Vector512<double> Value;
}

/// <summary><see cref="SumOfWindow"/> for eight columns at a time.</summary>
/// <param name="divides">Means.</param>
internal readonly unsafe struct SumOfWindows(bool divides) : IWindow<EightSums>
{
    public int Width => Vector512<double>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ref EightSums state, double* numbers, bool skipNaN)
    {
        var number = Vector512.Load(numbers);
        Vector512<double> counts = skipNaN ? Vector512.Equals(number, number) : Vector512<double>.AllBitsSet;
        Vector512<double> high = state.High, low = state.Low;
        SumLoops.Add(ref high, ref low, number);
        state.Count += counts & Vector512<double>.One;
        state.High = Vector512.ConditionalSelect(counts, high, state.High);
        state.Low = Vector512.ConditionalSelect(counts, low, state.Low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public EightSums Merge(in EightSums one, in EightSums other)
    {
        Vector512<double> high = one.High, low = one.Low;
        SumLoops.Add(ref high, ref low, other.High);
        return new() { Count = one.Count + other.Count, High = high, Low = low + other.Low };
    }

    // Of an infinite sum the error is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish(in EightSums state, double least, double* results)
    {
        Vector512<double> sum = Vector512.ConditionalSelect(Vector512.Equals(state.Low, state.Low), state.High + state.Low, state.High);
        WindowResults.Write(divides ? sum / state.Count : sum, state.Count, least, results);
    }
}

/// <summary><see cref="VarianceOfWindow"/> for eight columns at a time.</summary>
/// <param name="ddof">What is taken off the number of elements.</param>
/// <param name="isDeviation">Standard deviations.</param>
internal readonly unsafe struct VarianceOfWindows(double ddof, bool isDeviation) : IWindow<EightMoments>
{
    public int Width => Vector512<double>.Count;

    // Of a first element the deviation is 0, or NaN where it is NaN or infinite.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ref EightMoments state, double* numbers, bool skipNaN)
    {
        var number = Vector512.Load(numbers);
        Vector512<double> first = Vector512.ConditionalSelect(Vector512.Equals(state.Count, Vector512<double>.Zero), number, state.First);
        Vector512<double> count = state.Count + Vector512<double>.One, distance = number - first, deviation = distance - state.Mean;
        Vector512<double> mean = state.Mean + (deviation / count), squares = state.Squares + (deviation * (distance - mean));
        if (skipNaN)
        {
            Vector512<double> counts = Vector512.Equals(number, number);
            first = Vector512.ConditionalSelect(counts, first, state.First);
            count = Vector512.ConditionalSelect(counts, count, state.Count);
            mean = Vector512.ConditionalSelect(counts, mean, state.Mean);
            squares = Vector512.ConditionalSelect(counts, squares, state.Squares);
        }

        state = new() { Count = count, First = first, Mean = mean, Squares = squares };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public EightMoments Merge(in EightMoments one, in EightMoments other)
    {
        Vector512<double> count = one.Count + other.Count, share = other.Count / count;
        Vector512<double> shift = (other.First - one.First) + (other.Mean - one.Mean);
        Vector512<double> mean = one.Mean + (shift * share), squares = one.Squares + other.Squares + (shift * shift * one.Count * share);
        Vector512<double> only = Vector512.Equals(other.Count, Vector512<double>.Zero), none = Vector512.Equals(one.Count, Vector512<double>.Zero);
        return new()
        {
            Count = count,
            First = Vector512.ConditionalSelect(none, other.First, one.First),
            Mean = Vector512.ConditionalSelect(none, other.Mean, Vector512.ConditionalSelect(only, one.Mean, mean)),
            Squares = Vector512.ConditionalSelect(none, other.Squares, Vector512.ConditionalSelect(only, one.Squares, squares)),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish(in EightMoments state, double least, double* results)
    {
        Vector512<double> freedom = state.Count - Vector512.Create(ddof), variance = state.Squares / freedom;
        variance = Vector512.ConditionalSelect(Vector512.GreaterThan(state.Count, Vector512.Create(ddof)), variance, Vector512.Create(double.NaN));
        WindowResults.Write(isDeviation ? Vector512.Sqrt(variance) : variance, state.Count, least, results);
    }
}

/// <summary><see cref="ExtremeOfWindow"/> for eight columns at a time.</summary>
/// <param name="largest">Maxima.</param>
internal readonly unsafe struct ExtremeOfWindows(bool largest) : IWindow<EightExtremes>
{
    public int Width => Vector512<double>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(ref EightExtremes state, double* numbers, bool skipNaN)
    {
        var number = Vector512.Load(numbers);
        Vector512<double> counts = skipNaN ? Vector512.Equals(number, number) : Vector512<double>.AllBitsSet;
        Vector512<double> value = Vector512.ConditionalSelect(Vector512.Equals(state.Count, Vector512<double>.Zero), number, Of(state.Value, number));
        state.Value = Vector512.ConditionalSelect(counts, value, state.Value);
        state.Count += counts & Vector512<double>.One;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public EightExtremes Merge(in EightExtremes one, in EightExtremes other)
    {
        Vector512<double> only = Vector512.Equals(other.Count, Vector512<double>.Zero), none = Vector512.Equals(one.Count, Vector512<double>.Zero);
        Vector512<double> value = Vector512.ConditionalSelect(only, one.Value, Of(one.Value, other.Value));
        return new() { Count = one.Count + other.Count, Value = Vector512.ConditionalSelect(none, other.Value, value) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish(in EightExtremes state, double least, double* results)
    {
        Vector512<double> none = Vector512.Equals(state.Count, Vector512<double>.Zero);
        WindowResults.Write(Vector512.ConditionalSelect(none, Vector512.Create(double.NaN), state.Value), state.Count, least, results);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> Of(Vector512<double> one, Vector512<double> other) => largest ? Vector512.Max(one, other) : Vector512.Min(one, other);
}

/// <summary>Results of eight columns at a time.</summary>
internal static unsafe class WindowResults
{
    /// <summary>Writes results, of which those of too few elements are NaN. Every NaN is the one that results have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(Vector512<double> values, Vector512<double> counts, double least, double* results)
    {
        Vector512<double> isResult = Vector512.Equals(values, values) & ~Vector512.LessThan(counts, Vector512.Create(least));
        Vector512.ConditionalSelect(isResult, values, Vector512.Create(double.NaN)).Store(results);
    }
}
