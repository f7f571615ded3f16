using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Selecting;

/// <content>With vectors.</content>
internal static unsafe partial class Truths
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PopCount(ulong word) => BitOperations.PopCount(word);

    /// <summary>The lowest bit that is set, in a word that has one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int First(ulong word) => BitOperations.TrailingZeroCount(word);

    /// <summary>Leaves out those whose byte of a mask is 0. Any other byte is true, whoever wrote it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Narrow(byte* mask, int count, ulong* truths)
    {
        int i = 0;
        for (; i <= count - PerWord; i += PerWord)
        {
            truths[i / PerWord] &= ~Vector512.Equals(Vector512.Load(mask + i), default).ExtractMostSignificantBits();
        }

        if (i < count)
        {
            truths[i / PerWord] &= OfSome(mask + i, count - i);
        }
    }

    /// <summary>Makes a mask: bytes of 0 and 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Store(ulong* truths, int count, byte* mask)
    {
        int i = 0;
        for (; i <= count - PerWord; i += PerWord)
        {
            (TruthLanes.Of<byte>(truths[i / PerWord]) & Vector512<byte>.One).Store(mask + i);
        }

        StoreRest(truths, i, count, mask);
    }
}
