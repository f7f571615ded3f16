using System;

namespace MemMap.Benchmarks.Peers;

/// <summary>What is computed, and how it is called.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Name">Its name in the table.</param>
/// <param name="Content">What it is computed of.</param>
/// <param name="OverAll">This library's call over all elements; its result.</param>
/// <param name="Along">This library's call along an axis; its result.</param>
/// <param name="NumPy">NumPy's expression, of an array <c>a</c> and an <c>axis</c>, which may be None.</param>
/// <param name="Truth">The right result, in exact arithmetic.</param>
internal sealed record Operation<T>(
    string Name,
    Content Content,
    Func<MemMapView<T>, ReductionOptions, object> OverAll,
    Func<MemMapView<T>, int, ReductionOptions, object> Along,
    string NumPy,
    Func<Group, double> Truth)
    where T : unmanaged
{
    /// <summary>NumPy's expression that adds up in float64; null where NumPy does so anyway, or adds up nothing.</summary>
    public string? NumPyInDoubles { get; init; }

    /// <summary>Bottleneck's expression; null where it has none.</summary>
    public string? Bottleneck { get; init; }
}
