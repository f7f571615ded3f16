using System;
using System.Collections.Generic;
using System.Linq;

namespace MemMap.Cluster;

/// <summary>A reduction that a silo was given beside those of the library.</summary>
internal sealed record SiloReduction(Type Element, object Reduction)
{
    public string Name => Reduction.ToString()!;
}

/// <summary>The reductions that a silo knows.</summary>
internal sealed class SiloReductions(IEnumerable<SiloReduction> own)
{
    private readonly SiloReduction[] _own = [.. own];

    /// <exception cref="NotGivenException">The silo was given none of this name for this element type.</exception>
    /// <exception cref="FormatException">The library has none.</exception>
    public Reduction<T> Find<T>(string name, bool isCustom)
        where T : unmanaged
    {
        if (!isCustom)
        {
            return Reduction.Parse<T>(name);
        }

        SiloReduction? found = Array.FindLast(_own, one => one.Element == typeof(T) && one.Name == name);
        return (Reduction<T>?)found?.Reduction ?? throw new NotGivenException(
            $"It was not given the reduction '{name}' of {typeof(T).Name}. It has {Names()}; " +
            $"{nameof(MemMapCluster.AddMemMapReduction)} gives it others.");
    }

    private string Names() => _own.Length == 0
        ? "none"
        : string.Join(", ", _own.Select(one => $"'{one.Name}' of {one.Element.Name}").Distinct().Order(StringComparer.Ordinal));
}

/// <summary>A silo was not given a reduction or a transform of the caller's own.</summary>
internal sealed class NotGivenException(string message) : NotSupportedException(message);
