using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Selecting;

/// <summary>
/// Which elements of a leaf are selected, a bit each: that of element i is bit i % 64 of word i / 64. Bits behind the last element are 0.
/// </summary>
internal static unsafe partial class Truths
{
    /// <summary>How many elements a word is of.</summary>
    public const int PerWord = 64;

    /// <summary>How many words some elements have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Words(int count) => (count + PerWord - 1) / PerWord;

    /// <summary>The bits that count in a word.</summary>
    /// <param name="word">Which word.</param>
    /// <param name="count">How many elements there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Whole(int word, int count) => count - (word * PerWord) >= PerWord ? ulong.MaxValue : (1UL << (count % PerWord)) - 1;

    /// <summary>Selects all.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Fill(ulong* truths, int count)
    {
        for (int word = 0; word < Words(count); word++)
        {
            truths[word] = Whole(word, count);
        }
    }

    /// <summary>Whether all are selected.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static bool AreAll(ulong* truths, int count)
    {
        int word = 0;
        while (word < Words(count) && truths[word] == Whole(word, count))
        {
            word++;
        }

        return word == Words(count);
    }

    /// <summary>Selects none.</summary>
    public static void Clear(ulong* truths, int count) => new Span<ulong>(truths, Words(count)).Clear();

    /// <summary>How many are selected.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static int Count(ulong* truths, int count)
    {
        int selected = 0;
        for (int word = 0; word < Words(count); word++)
        {
            selected += PopCount(truths[word]);
        }

        return selected;
    }

    /// <summary>Turns 64 words of rows into those of columns: bit j of word i becomes bit i of word j. Source: Warren, Hacker's Delight,
    /// 2nd edition, 7-3.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Transpose(ulong* words)
    {
        ulong mask = uint.MaxValue;
        for (int distance = PerWord / 2; distance != 0; distance /= 2, mask ^= mask << distance)
        {
            for (int row = 0; row < PerWord; row = ((row | distance) + 1) & ~distance)
            {
                ulong exchanged = ((words[row] >> distance) ^ words[row | distance]) & mask;
                words[row] ^= exchanged << distance;
                words[row | distance] ^= exchanged;
            }
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private static void StoreRest(ulong* truths, int start, int count, byte* mask)
    {
        for (int i = start; i < count; i++)
        {
            mask[i] = (byte)((truths[i / PerWord] >> (i % PerWord)) & 1);
        }
    }

    // The highest bit of a byte is set when one of its others is, by the carry, or it was; the product brings these bits together.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong OfEight(byte* bytes)
    {
        const ulong Low = 0x7F7F_7F7F_7F7F_7F7F, Ones = 0x0101_0101_0101_0101, Together = 0x0102_0408_1020_4080;
        ulong eight = BinaryPrimitives.ReadUInt64LittleEndian(new ReadOnlySpan<byte>(bytes, sizeof(ulong)));
        return unchecked((((((eight & Low) + Low) | eight) >> 7) & Ones) * Together) >> 56;
    }

    // The word of up to 64 bytes.
    [MethodImpl(HotPath.Optimized)]
    private static ulong OfSome(byte* bytes, int count)
    {
        ulong word = 0;
        int i = 0;
        for (; i <= count - sizeof(ulong); i += sizeof(ulong))
        {
            word |= OfEight(bytes + i) << i;
        }

        for (; i < count; i++)
        {
            word |= bytes[i] == 0 ? 0 : 1UL << i;
        }

        return word;
    }
}
