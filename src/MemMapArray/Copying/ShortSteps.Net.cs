using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Copying;

/// <summary>
/// Every second or third element of a line, a vector of them at a time: one by one they keep the processor so busy that it does not look
/// far enough ahead in memory.
/// </summary>
internal static unsafe class ShortSteps
{
    /// <summary>Copies the first elements that are two or three apart. Reads nothing behind the last of <paramref name="count"/>.</summary>
    /// <param name="target">Where they are to lie side by side. No part of the source.</param>
    /// <param name="source">The first of them.</param>
    /// <param name="step">From one to the next, in elements.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="size">The size of an element, in bytes.</param>
    /// <returns>How many were copied: all or some; none of other steps and sizes than 1, 2 and 4, nor of short lines.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Copy(byte* target, byte* source, long step, long count, int size)
    {
        // The elements behind those that a vector takes are read, too. So there must be another one.
        if (size > sizeof(uint) || count <= Vector256<byte>.Count / size || !Vector256.IsHardwareAccelerated)
        {
            return 0;
        }

        return (step, size) switch
        {
            (2, sizeof(byte)) => EverySecond<ushort>(target, source, count),
            (2, sizeof(ushort)) => EverySecond<uint>(target, source, count),
            (2, sizeof(uint)) => EverySecond<ulong>(target, source, count),
            (3, sizeof(byte)) => EveryThird<byte>(target, source, count),
            (3, sizeof(ushort)) => EveryThird<ushort>(target, source, count),
            (3, sizeof(uint)) => EveryThird<uint>(target, source, count),
            _ => 0,
        };
    }

    // Two neighbours are one number of twice the size, of which the lower half is taken. The last vector overlaps the one before: it begins
    // one element earlier, and takes the upper halves.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long EverySecond<TPair>(byte* target, byte* source, long count)
        where TPair : unmanaged
    {
        int size = sizeof(TPair) / 2, taken = Vector256<byte>.Count / size;
        byte* lastTarget = target + ((count - taken) * size), last = source + (((2 * (count - taken)) - 1) * size);
        for (; target < lastTarget; target += Vector256<byte>.Count, source += 2 * Vector256<byte>.Count)
        {
            LowerHalves(
                Vector256.Load((TPair*)source), Vector256.Load((TPair*)source + Vector256<TPair>.Count)).Store(target);
        }

        LowerHalves(
            Vector256.Load((TPair*)last) >>> (8 * size),
            Vector256.Load((TPair*)last + Vector256<TPair>.Count) >>> (8 * size)).Store(lastTarget);
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> LowerHalves<TPair>(Vector256<TPair> first, Vector256<TPair> second)
        where TPair : unmanaged =>
        sizeof(TPair) == sizeof(ushort) ? Vector256.Narrow(first.AsUInt16(), second.AsUInt16())
        : sizeof(TPair) == sizeof(uint) ? Vector256.Narrow(first.AsUInt32(), second.AsUInt32()).AsByte()
        : Vector256.Narrow(first.AsUInt64(), second.AsUInt64()).AsByte();

    // Three vectors have one of these elements in each lane, as 3 divides no number of lanes: of 8, 036 147 25. They are put together, and
    // into order.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long EveryThird<TLane>(byte* target, byte* source, long count)
        where TLane : unmanaged
    {
        int lanes = Vector256<TLane>.Count;
        TLane* from = (TLane*)source, to = (TLane*)target;
        long done = 0;
        for (; count - done > lanes; done += lanes, from += 3 * lanes)
        {
            Vector256<byte> first = Vector256.Load(from).AsByte(), second = Vector256.Load(from + lanes).AsByte();
            ThirdsInOrder(first, second, Vector256.Load(from + (2 * lanes)).AsByte(), sizeof(TLane)).As<byte, TLane>().Store(to + done);
        }

        return done;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> ThirdsInOrder(Vector256<byte> first, Vector256<byte> second, Vector256<byte> third, int size)
    {
        if (size == sizeof(byte))
        {
            Vector256<byte> ofFirst = Vector256.Create(
                255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 255, (byte)0);
            Vector256<byte> ofSecond = Vector256.Create(
                0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, (byte)255);
            return Vector256.ShuffleNative(
                Vector256.ConditionalSelect(ofFirst, first, Vector256.ConditionalSelect(ofSecond, second, third)),
                Vector256.Create(
                    0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30,
                    1, 4, 7, 10, 13, 16, 19, 22, 25, 28, 31,
                    2, 5, 8, 11, 14, 17, 20, 23, 26, (byte)29));
        }

        if (size == sizeof(ushort))
        {
            const ushort All = ushort.MaxValue;
            Vector256<ushort> ofFirst = Vector256.Create(All, 0, 0, All, 0, 0, All, 0, 0, All, 0, 0, All, 0, 0, All);
            Vector256<ushort> ofSecond = Vector256.Create(0, 0, All, 0, 0, All, 0, 0, All, 0, 0, All, 0, 0, All, 0);
            return Vector256.ShuffleNative(
                Vector256.ConditionalSelect(
                    ofFirst, first.AsUInt16(), Vector256.ConditionalSelect(ofSecond, second.AsUInt16(), third.AsUInt16())),
                Vector256.Create((ushort)0, 3, 6, 9, 12, 15, 2, 5, 8, 11, 14, 1, 4, 7, 10, 13)).AsByte();
        }

        Vector256<uint> ofFirst32 = Vector256.Create(uint.MaxValue, 0, 0, uint.MaxValue, 0, 0, uint.MaxValue, 0);
        Vector256<uint> ofSecond32 = Vector256.Create(0, uint.MaxValue, 0, 0, uint.MaxValue, 0, 0, uint.MaxValue);
        return Vector256.ShuffleNative(
            Vector256.ConditionalSelect(
                ofFirst32, first.AsUInt32(), Vector256.ConditionalSelect(ofSecond32, second.AsUInt32(), third.AsUInt32())),
            Vector256.Create(0u, 3, 6, 1, 4, 7, 2, 5)).AsByte();
    }
}
