using System;

namespace MemMap.Converting;

/// <content>With half precision.</content>
internal static partial class NumberKinds
{
    private const string Names = "bool, sbyte, byte, short, ushort, int, uint, long, ulong, nint, nuint, Half, BFloat16, float and double";

    private static bool IsHalf<T>() => typeof(T) == typeof(Half);
}
