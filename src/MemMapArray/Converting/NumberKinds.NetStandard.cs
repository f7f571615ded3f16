namespace MemMap.Converting;

/// <content>netstandard2.0 has no half precision.</content>
internal static partial class NumberKinds
{
    private const string Names = "bool, sbyte, byte, short, ushort, int, uint, long, ulong, nint, nuint, BFloat16, float and double";

    private static bool IsHalf<T>() => false;
}
