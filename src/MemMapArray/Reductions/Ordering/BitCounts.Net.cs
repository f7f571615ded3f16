using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Ordering;

/// <summary>How often each bit is set in some bytes: vectors are added up bit by bit, sixteen at a time, so that of sixteen only one has its
/// bits counted (Harley and Seal). Of processors that have AVX-512.</summary>
internal static unsafe class BitCounts
{
    /// <summary>So many bytes are counted at a time.</summary>
    public const int AtATime = 16 * Width;

    private const int Width = 64;

    /// <summary>Adds how often each is set.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="count">How many: a multiple of <see cref="AtATime"/>.</param>
    /// <param name="bits">How many of the lowest bits are counted.</param>
    /// <param name="counts">One for each of them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Count(byte* bytes, int count, int bits, long* counts)
    {
        Vector512<byte> ones = default, twos = default, fours = default, eights = default;
        for (byte* end = bytes + count; bytes < end; bytes += AtATime)
        {
            Vector512<byte> firstFours = Fours(bytes, ref ones, ref twos), secondFours = Fours(bytes + (4 * Width), ref ones, ref twos);
            Vector512<byte> firstEights = Carry(ref fours, firstFours, secondFours);
            firstFours = Fours(bytes + (8 * Width), ref ones, ref twos);
            secondFours = Fours(bytes + (12 * Width), ref ones, ref twos);
            Add(Carry(ref eights, firstEights, Carry(ref fours, firstFours, secondFours)), 16, bits, counts);
        }

        Add(eights, 8, bits, counts);
        Add(fours, 4, bits, counts);
        Add(twos, 2, bits, counts);
        Add(ones, 1, bits, counts);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Fours(byte* bytes, ref Vector512<byte> ones, ref Vector512<byte> twos)
    {
        Vector512<byte> first = Carry(ref ones, Vector512.Load(bytes), Vector512.Load(bytes + Width));
        Vector512<byte> second = Carry(ref ones, Vector512.Load(bytes + (2 * Width)), Vector512.Load(bytes + (3 * Width)));
        return Carry(ref twos, first, second);
    }

    // The sum of three bits: its last bit stays.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Carry(ref Vector512<byte> sum, Vector512<byte> one, Vector512<byte> other)
    {
        const byte Odd = 0x96, AtLeastTwo = 0xE8;
        Vector512<byte> carry = Avx512F.TernaryLogic(sum, one, other, AtLeastTwo);
        sum = Avx512F.TernaryLogic(sum, one, other, Odd);
        return carry;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Vector512<byte> set, int weight, int bits, long* counts)
    {
        for (int bit = 0; bit < bits; bit++)
        {
            counts[bit] += weight * Truths.PopCount((set.AsUInt16() << (7 - bit)).AsByte().ExtractMostSignificantBits());
        }
    }
}
