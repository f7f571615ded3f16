using System.Runtime.CompilerServices;

namespace MemMap.ByteOrders;

/// <content>The half for netstandard2.0: no half precision, and no reversing with vectors.</content>
internal static unsafe partial class ByteOrder
{
    private const string NumberNames = "short, ushort, int, uint, long, ulong, BFloat16, float and double";

    private static bool IsNewerNumber<T>() => false;

    private static bool IsNewerReversed<T>() => false;

    private static void ReverseShorts(byte* source, byte* destination, int count) => ReverseEach<ushort>(source, destination, count);

    private static void ReverseInts(byte* source, byte* destination, int count) => ReverseEach<uint>(source, destination, count);

    private static void ReverseLongs(byte* source, byte* destination, int count) => ReverseEach<ulong>(source, destination, count);

    private static void ReverseEach<T>(byte* source, byte* destination, int count)
        where T : unmanaged
    {
        for (; count > 0; count--, source += sizeof(T), destination += sizeof(T))
        {
            Unsafe.WriteUnaligned(destination, Reverse(Unsafe.ReadUnaligned<T>(source)));
        }
    }
}
