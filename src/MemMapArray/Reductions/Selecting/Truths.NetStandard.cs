using System;

namespace MemMap.Reductions.Selecting;

/// <content>In plain loops.</content>
internal static unsafe partial class Truths
{
    public static int PopCount(ulong word)
    {
        word -= (word >> 1) & 0x5555_5555_5555_5555;
        word = (word & 0x3333_3333_3333_3333) + ((word >> 2) & 0x3333_3333_3333_3333);
        return (int)(unchecked(((word + (word >> 4)) & 0x0F0F_0F0F_0F0F_0F0F) * 0x0101_0101_0101_0101) >> 56);
    }

    /// <summary>The lowest bit that is set, in a word that has one.</summary>
    public static int First(ulong word) => PopCount(unchecked((word & (0 - word)) - 1));

    /// <summary>Leaves out those whose byte of a mask is 0. Any other byte is true, whoever wrote it.</summary>
    public static void Narrow(byte* mask, int count, ulong* truths)
    {
        for (int i = 0; i < count; i += PerWord)
        {
            truths[i / PerWord] &= OfSome(mask + i, Math.Min(PerWord, count - i));
        }
    }

    /// <summary>Makes a mask: bytes of 0 and 1.</summary>
    public static void Store(ulong* truths, int count, byte* mask) => StoreRest(truths, 0, count, mask);
}
