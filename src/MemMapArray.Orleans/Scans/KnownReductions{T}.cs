using System;
using System.Globalization;
using System.Numerics;

namespace MemMap.Cluster;

/// <summary>The reductions of the library by their names, which have their parameters in them: what a request says, and a silo
/// does.</summary>
internal static class KnownReductions<T>
    where T : unmanaged
{
    /// <summary>The <see cref="Reduction{T, TResult}"/> of that name; <see langword="null"/> where there is none.</summary>
    /// <exception cref="NotSupportedException">The element type has none.</exception>
    public static object? Find(string name) => name switch
    {
        "sum" => typeof(T) == typeof(Complex) ? Reduction.ComplexSum() : Reduction.Sum<T>(),
        "mean" => typeof(T) == typeof(Complex) ? Reduction.ComplexMean() : Reduction.Mean<T>(),
        "prod" => Reduction.Prod<T>(),
        "min" => Reduction.Min<T>(),
        "max" => Reduction.Max<T>(),
        "minmax" => Reduction.MinMax<T>(),
        "argmin" => Reduction.ArgMin<T>(),
        "argmax" => Reduction.ArgMax<T>(),
        "count-nonzero" => Reduction.CountNonZero<T>(),
        "sum-int64" => Reduction.SumInt64<T>(),
        "any" => Reduction.Any<T>(),
        "all" => Reduction.All<T>(),
        "describe" => Reduction.Describe<T>(),
        _ when DdofOf(name, "var") is { } ddof => Reduction.Var<T>(ddof),
        _ when DdofOf(name, "std") is { } ddof => Reduction.Std<T>(ddof),
        _ => null,
    };

    /// <summary>Whether it is one that a silo would find by its name, and not one of the caller's own.</summary>
    public static bool Has<TResult>(Reduction<T, TResult> reduction)
        where TResult : unmanaged =>
            Find(reduction.ToString()) is { } found && found.GetType() == reduction.GetType() && found.ToString() == reduction.ToString();

    private static double? DdofOf(string name, string reduction)
    {
        string start = reduction + "(ddof=";
        return name.StartsWith(start, StringComparison.Ordinal) && double.TryParse(name.AsSpan(start.Length).TrimEnd(')'), CultureInfo.InvariantCulture, out double ddof) ? ddof : null;
    }
}
