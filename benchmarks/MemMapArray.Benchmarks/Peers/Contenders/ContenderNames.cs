using System.Collections.Generic;

namespace MemMap.Benchmarks.Peers.Contenders;

/// <summary>The names of the contenders, in the order of the table's columns.</summary>
internal static class ContenderNames
{
    public const string ReadLimit = "read-limit";
    public const string ReadLimitAllCores = "read-limit-all";
    public const string MemMapArraySingleThread = "memmaparray-1t";
    public const string MemMapArrayDefault = "memmaparray";
    public const string NumPy = "numpy";
    public const string NumPyInDoubles = "numpy-f8";
    public const string Bottleneck = "bottleneck";
    public const string NumSharp = "numsharp";
    public const string TensorPrimitives = "tensorprimitives";
    public const string Accessor = "accessor";

    /// <summary>The others' libraries. Each of them computes on one thread.</summary>
    public static IReadOnlyList<string> Peers { get; } = [NumPy, NumPyInDoubles, Bottleneck, NumSharp, TensorPrimitives, Accessor];

    public static IReadOnlyList<string> All { get; } =
        [ReadLimit, ReadLimitAllCores, MemMapArraySingleThread, MemMapArrayDefault, .. Peers];
}
