using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace MemMap.ByteOrders;

/// <content>Half precision, and reversing with vectors, which netstandard2.0 does not have.</content>
internal static unsafe partial class ByteOrder
{
    private const string NumberNames = "short, ushort, int, uint, long, ulong, Half, BFloat16, float and double";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsNewerNumber<T>() => typeof(T) == typeof(Half);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsNewerReversed<T>() => IsReversed<T, Half>();

    private static void ReverseShorts(byte* source, byte* destination, int count) =>
        BinaryPrimitives.ReverseEndianness(new ReadOnlySpan<ushort>(source, count), new Span<ushort>(destination, count));

    private static void ReverseInts(byte* source, byte* destination, int count) =>
        BinaryPrimitives.ReverseEndianness(new ReadOnlySpan<uint>(source, count), new Span<uint>(destination, count));

    private static void ReverseLongs(byte* source, byte* destination, int count) =>
        BinaryPrimitives.ReverseEndianness(new ReadOnlySpan<ulong>(source, count), new Span<ulong>(destination, count));
}
