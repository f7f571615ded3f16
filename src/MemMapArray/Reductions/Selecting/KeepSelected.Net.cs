using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Selecting;

/// <summary>Copies elements, with zeros for those that are not selected.</summary>
internal static unsafe class KeepSelected
{
    /// <summary>Whether vectors do it.</summary>
    public static bool IsFor<T>()
        where T : unmanaged => sizeof(T) is sizeof(byte) or sizeof(ushort) or sizeof(uint) or sizeof(ulong);

    /// <summary>Copies a row.</summary>
    /// <param name="from">The row.</param>
    /// <param name="truths">Which of its elements are selected.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="to">Takes them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Row<T>(T* from, ulong* truths, int count, T* to)
        where T : unmanaged
    {
        int i = 0, width = Vector512<byte>.Count / sizeof(T);
        for (; i <= count - Truths.PerWord; i += Truths.PerWord)
        {
            ulong word = truths[(uint)i / Truths.PerWord];
            for (int next = i; next < i + Truths.PerWord; next += width)
            {
                Put(from + next, word, to + next);
                word >>= width % Truths.PerWord;
            }
        }

        if (i < count)
        {
            ulong word = truths[(uint)i / Truths.PerWord];
            for (; i <= count - width; i += width)
            {
                Put(from + i, word, to + i);
                word >>= width % Truths.PerWord;
            }

            for (; i < count; i++, word >>= 1)
            {
                to[i] = (word & 1) != 0 ? Unsafe.ReadUnaligned<T>(from + i) : default;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<T>(T* from, ulong word, T* to)
        where T : unmanaged => (Vector512.Load((byte*)from) & Lanes<T>(word)).Store((byte*)to);

    // By size: not every element type has vectors.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Lanes<T>(ulong word)
        where T : unmanaged => sizeof(T) switch
        {
            sizeof(byte) => TruthLanes.Of<byte>(word),
            sizeof(ushort) => TruthLanes.Of<ushort>(word).AsByte(),
            sizeof(uint) => TruthLanes.Of<uint>(word).AsByte(),
            _ => TruthLanes.Of<ulong>(word).AsByte(),
        };
}
