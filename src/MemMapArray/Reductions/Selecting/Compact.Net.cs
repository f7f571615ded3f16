using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Reductions.Selecting;

/// <summary>Puts the selected elements of a block side by side, in their order: by an instruction for that where the processor has AVX-512,
/// eight at a time by a table of shuffles where it has AVX2.</summary>
/// <remarks>
/// <code>
///   elements:  a b c d e f g h      truths of eight:  1 0 1 1 0 0 1 0      entry 0b0100_1101:  0 2 3 6 . . . .      a c d g . . . .
/// </code>
/// What is behind the selected ones is written over by the next.
/// </remarks>
internal static unsafe class Compact
{
    /// <summary>So many elements more than are selected must fit the memory that takes them.</summary>
    public const int Room = 64;

    private const int Step = 8;

    // For eight truths, the numbers of those that are set, a byte each.
    private static readonly ulong[] s_places = Places();

    /// <summary>Puts them where <paramref name="to"/> says.</summary>
    /// <returns>How many there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Elements<T>(T* elements, int count, ulong* truths, T* to)
        where T : unmanaged
    {
        T* next = to;
        int i = 0;
        fixed (ulong* places = s_places)
        {
            for (; i <= count - Truths.PerWord; i += Truths.PerWord)
            {
                ulong word = truths[i / Truths.PerWord];
                if (word == 0)
                {
                    continue;
                }

                if (word == ulong.MaxValue)
                {
                    Unsafe.CopyBlockUnaligned(next, elements + i, (uint)(Truths.PerWord * sizeof(T)));
                    next += Truths.PerWord;
                }
                else if (CompactVector.IsFor<T>())
                {
                    next = CompactVector.Put(elements + i, word, next);
                }
                else if (Avx2.IsSupported && sizeof(T) is 1 or 2 or 4 or 8)
                {
                    for (T* from = elements + i; from < elements + i + Truths.PerWord; from += Step, word >>= Step)
                    {
                        Shuffle(from, (byte)word, (byte*)(places + (byte)word), next);
                        next += Truths.PopCount((byte)word);
                    }
                }
                else
                {
                    next = CompactWord.Put(elements + i, word, next);
                }
            }
        }

        if (i < count)
        {
            next = CompactWord.Put(elements + i, truths[i / Truths.PerWord], next);
        }

        return (int)(next - to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Shuffle<T>(T* from, byte truths, byte* places, T* to)
        where T : unmanaged
    {
        if (sizeof(T) == sizeof(byte))
        {
            Vector128<byte> eight = Vector128.CreateScalarUnsafe(*(ulong*)from).AsByte();
            *(ulong*)to = Ssse3.Shuffle(eight, Vector128.CreateScalarUnsafe(*(ulong*)places).AsByte()).AsUInt64().ToScalar();
        }
        else if (sizeof(T) == sizeof(ushort))
        {
            Ssse3.Shuffle(Vector128.Load((byte*)from), Pairs(places)).Store((byte*)to);
        }
        else if (sizeof(T) == sizeof(uint))
        {
            Avx2.PermuteVar8x32(Vector256.Load((int*)from), Avx2.ConvertToVector256Int32(places)).Store((int*)to);
        }
        else
        {
            // Four and four: of the upper half, the places count from the middle.
            byte* upper = (byte*)((ulong*)(places - ((nint)truths * sizeof(ulong))) + (truths >> 4));
            Avx2.PermuteVar8x32(Vector256.Load((int*)from), Avx2.ConvertToVector256Int32(Pairs(places))).Store((int*)to);
            T* second = to + Truths.PopCount((ulong)(truths & 0xF));
            Avx2.PermuteVar8x32(Vector256.Load((int*)(from + 4)), Avx2.ConvertToVector256Int32(Pairs(upper))).Store((int*)second);
        }
    }

    // The places of halves of what the places are of.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Pairs(byte* places)
    {
        Vector128<byte> doubled = Vector128.CreateScalarUnsafe(*(ulong*)places).AsByte();
        doubled += doubled;
        return Sse2.UnpackLow(doubled, doubled + Vector128<byte>.One);
    }

    private static ulong[] Places()
    {
        ulong[] places = new ulong[1 << Step];
        for (int truths = 0; truths < places.Length; truths++)
        {
            int at = 0;
            for (int place = 0; place < Step; place++)
            {
                if ((truths >> place & 1) != 0)
                {
                    places[truths] |= (ulong)place << (Step * at++);
                }
            }
        }

        return places;
    }
}
