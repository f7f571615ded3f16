using System;

namespace MemMap.Benchmarks.Peers;

/// <summary>What is looked at of a result.</summary>
internal static class Answer
{
    /// <summary>The mean over its elements, of which a true one is 1; of moments, over their standard deviations.</summary>
    /// <exception cref="NotSupportedException">The result is of another type than operations have.</exception>
    public static double MeanOf<T>(object result, Func<T, double> toDouble)
        where T : unmanaged => result switch
        {
            double value => value,
            T value => toDouble(value),
            long value => value,
            bool value => Number(value),
            Moments value => value.Std(),
            NDArray<double> values => Mean(values.AsSpan(), value => value),
            NDArray<T> values => Mean(values.AsSpan(), toDouble),
            NDArray<long> values => Mean(values.AsSpan(), value => value),
            NDArray<bool> values => Mean(values.AsSpan(), Number),
            NDArray<Moments> values => Mean(values.AsSpan(), value => value.Std()),
            _ => throw new NotSupportedException($"No operation has a result of type {result.GetType()}."),
        };

    private static double Number(bool value) => value ? 1 : 0;

    private static double Mean<TResult>(ReadOnlySpan<TResult> values, Func<TResult, double> toDouble)
    {
        double sum = 0;
        foreach (TResult value in values)
        {
            sum += toDouble(value);
        }

        return sum / values.Length;
    }
}
