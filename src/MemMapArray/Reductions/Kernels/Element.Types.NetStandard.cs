using System;

namespace MemMap.Reductions.Kernels;

/// <summary>Element types that only newer frameworks have: none.</summary>
internal static partial class Element
{
    /// <summary>What a reduction says it has arithmetic for.</summary>
    public const string Supported = $"{SupportedIntegers}, float and double";

    /// <summary>What an exact sum says it has arithmetic for.</summary>
    public const string SupportedIntegers = "bool, sbyte, byte, short, ushort, int, uint, long, ulong, nint, nuint";

    private static ElementReductions<TStored>? FrameworkReductions<TStored>()
        where TStored : unmanaged => null;

    private static bool IsFrameworkFloatingPoint<T>() => false;

    private static T FrameworkNaN<T>()
        where T : unmanaged => throw new NotSupportedException(typeof(T).Name);

    private static double FrameworkToDouble<T>(T element)
        where T : unmanaged => throw new NotSupportedException(typeof(T).Name);
}
