using System;
using System.Runtime.CompilerServices;
using MemMap.ByteOrders;

namespace MemMap.Reductions.Kernels;

/// <summary>Element types that only newer frameworks have.</summary>
internal static partial class Element
{
    /// <summary>What a reduction says it has arithmetic for.</summary>
    public const string Supported = $"{SupportedIntegers}, Half, float and double";

    /// <summary>What an exact sum says it has arithmetic for.</summary>
    public const string SupportedIntegers = "bool, sbyte, byte, short, ushort, int, uint, long, ulong, nint, nuint";

    private static ElementReductions<TStored>? FrameworkReductions<TStored>()
        where TStored : unmanaged => ByteOrder.IsOrdered<TStored, Half>() ? new ElementReductions<TStored, Half>() : null;

    private static bool IsFrameworkFloatingPoint<T>() => typeof(T) == typeof(Half);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T FrameworkNaN<T>()
        where T : unmanaged
    {
        Half nan = Half.NaN;
        return typeof(T) == typeof(Half) ? Unsafe.As<Half, T>(ref nan) : throw new NotSupportedException(typeof(T).Name);
    }

    private static double FrameworkToDouble<T>(T element)
        where T : unmanaged =>
        typeof(T) == typeof(Half) ? (double)Unsafe.As<T, Half>(ref element) : throw new NotSupportedException(typeof(T).Name);
}
