using System;

namespace MemMap.Reductions.Kernels;

/// <summary>Element types that only newer frameworks have: none.</summary>
internal static partial class Element
{
    /// <summary>What a reduction says it has arithmetic for.</summary>
    public const string Supported = "sbyte, byte, short, ushort, int, uint, long, ulong, nint, nuint, float and double";

    private static bool IsFrameworkFloatingPoint<T>() => false;

    private static T FrameworkNaN<T>()
        where T : unmanaged => throw new NotSupportedException(typeof(T).Name);

    private static double FrameworkToDouble<T>(T element)
        where T : unmanaged => throw new NotSupportedException(typeof(T).Name);
}
