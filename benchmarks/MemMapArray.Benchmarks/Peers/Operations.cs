using System.Collections.Generic;
using System.Linq;

namespace MemMap.Benchmarks.Peers;

/// <summary>All operations, a line or two each.</summary>
internal static class Operations
{
    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Of<float>().Select(operation => operation.Name)];

    /// <summary>The operations on an element type.</summary>
    public static IReadOnlyList<Operation<T>> Of<T>()
        where T : unmanaged =>
    [
        new("mean", Content.Counting, (a, o) => a.Mean(o), (a, axis, o) => a.Mean(axis, options: o), "a.mean(axis)", group => group.Mean)
        {
            NumPyInDoubles = "a.mean(axis, dtype='f8')", Bottleneck = "bn.nanmean(a, axis)",
        },
        new(
            "std", Content.Counting, (a, o) => a.Std(options: o), (a, axis, o) => a.Std(axis, options: o),
            "a.std(axis)", group => group.Std)
        {
            NumPyInDoubles = "a.std(axis, dtype='f8')", Bottleneck = "bn.nanstd(a, axis)",
        },
        new("min", Content.Counting, (a, o) => a.Min(o), (a, axis, o) => a.Min(axis, options: o), "a.min(axis)", group => group.Min)
        {
            Bottleneck = "bn.nanmin(a, axis)",
        },
        new("max", Content.Counting, (a, o) => a.Max(o), (a, axis, o) => a.Max(axis, options: o), "a.max(axis)", group => group.Max)
        {
            Bottleneck = "bn.nanmax(a, axis)",
        },
        new(
            "describe", Content.Counting, (a, o) => a.Describe(o), (a, axis, o) => a.Describe(axis, options: o),
            "describe(a, axis)", group => group.Std),
        new(
            "argmax", Content.Counting, (a, o) => a.ArgMax(o), (a, axis, o) => a.ArgMax(axis, options: o),
            "a.argmax(axis)", group => group.ArgMax)
        {
            Bottleneck = "bn.nanargmax(a, axis)",
        },
        new(
            "count_nonzero", Content.Counting, (a, o) => a.CountNonZero(o), (a, axis, o) => a.CountNonZero(axis, options: o),
            "np.count_nonzero(a, axis)", group => group.CountNonZero),
        new("any", Content.Zeros, (a, o) => a.Any(o), (a, axis, o) => a.Any(axis, options: o), "a.any(axis)", group => group.Any),
        new("all", Content.Units, (a, o) => a.All(o), (a, axis, o) => a.All(axis, options: o), "a.all(axis)", group => group.All),
        new("prod", Content.Units, (a, o) => a.Prod(o), (a, axis, o) => a.Prod(axis, options: o), "a.prod(axis)", group => group.Product),
    ];
}
