using System;
using System.Collections.Generic;
using System.Linq;

namespace MemMap.Cluster;

/// <summary>A transform that a silo was given.</summary>
internal abstract class SiloTransform(string name, Type source, string target)
{
    public string Name => name;

    public Type Source => source;

    /// <summary>The element type that it makes, as .NET calls it.</summary>
    public string Target => target;

    public override string ToString() => $"'{name}' from {source} to {target}";
}

/// <summary>A transform of elements of a type.</summary>
internal abstract class SiloTransform<TX>(string name, string target) : SiloTransform(name, typeof(TX), target)
    where TX : unmanaged
{
    /// <summary>Writes a file of what it makes of some rows.</summary>
    public abstract void Write(ReductionSource<TX> rows, string path, string? descr, TransformOptions options);
}

/// <summary>A transform from one type to another.</summary>
internal sealed class SiloTransform<TX, TZ>(string name, Transformation<TX, TZ> transformation)
    : SiloTransform<TX>(name, ElementScanner.NameOf<TZ>())
    where TX : unmanaged
    where TZ : unmanaged
{
    public override void Write(ReductionSource<TX> rows, string path, string? descr, TransformOptions options) =>
        rows.TransformToNpy(path, transformation, options, descr);
}

/// <summary>The transforms that a silo knows.</summary>
internal sealed class SiloTransforms(IEnumerable<SiloTransform> own)
{
    private readonly SiloTransform[] _own = [.. own];

    /// <exception cref="NotGivenException">The silo was given none of this name for these element types.</exception>
    public SiloTransform<TX> Find<TX>(string name, string target)
        where TX : unmanaged =>
        (SiloTransform<TX>?)Array.FindLast(_own, one => one.Source == typeof(TX) && one.Target == target && one.Name == name)
        ?? throw new NotGivenException(
            $"It was not given the transform '{name}' from {typeof(TX)} to {target}. It has {Names()}; " +
            $"{nameof(MemMapCluster.AddMemMapTransform)} gives it others.");

    private string Names() => _own.Length == 0
        ? "none"
        : string.Join(", ", _own.Select(one => one.ToString()).Distinct().Order(StringComparer.Ordinal));
}
