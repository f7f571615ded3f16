using System.Collections.Generic;

namespace MemMap.Benchmarks.Peers.Contenders;

/// <summary>The names of the contenders, in the order of the table's columns.</summary>
internal static class ContenderNames
{
    public const string ReadLimit = "read-limit";
    public const string MemMapArraySingleThread = "memmaparray-1t";
    public const string MemMapArrayDefault = "memmaparray";
    public const string NumPy = "numpy";
    public const string NumSharp = "numsharp";
    public const string TensorPrimitives = "tensorprimitives";
    public const string Accessor = "accessor";

    public static IReadOnlyList<string> All { get; } = [ReadLimit, MemMapArraySingleThread, MemMapArrayDefault, NumPy, NumSharp, TensorPrimitives, Accessor];
}
