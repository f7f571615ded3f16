using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Reductions.Selecting;

/// <summary>Truths as lanes of a vector: all bits of a lane are set where its truth is.</summary>
internal static unsafe class TruthLanes
{
    /// <summary>Those of the lowest bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Of<T>(ulong word)
        where T : unmanaged
    {
        if (sizeof(T) == sizeof(ulong))
        {
            Vector512<ulong> bit = Vector512.Create(1UL, 2, 4, 8, 16, 32, 64, 128);
            return Vector512.Equals(Vector512.Create(word) & bit, bit).As<ulong, T>();
        }

        if (sizeof(T) == sizeof(uint))
        {
            Vector512<uint> bit = Vector512.Create(
                1u, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 1 << 14, 1 << 15);
            return Vector512.Equals(Vector512.Create((uint)word) & bit, bit).As<uint, T>();
        }

        if (sizeof(T) == sizeof(ushort))
        {
            Vector256<ushort> half = Vector256.Create(
                (ushort)1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 1 << 14, 1 << 15);
            Vector512<ushort> bit = Vector512.Create(half, half);
            var bits = Vector512.Create(Vector256.Create((ushort)word), Vector256.Create((ushort)(word >> 16)));
            return Vector512.Equals(bits & bit, bit).As<ushort, T>();
        }

        // Byte i of the word to lanes 8 * i to 8 * i + 7.
        var eight = Vector128.Create((byte)0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1);
        var places = Vector512.Create(
            Vector256.Create(eight, eight + Vector128.Create((byte)2)),
            Vector256.Create(eight + Vector128.Create((byte)4), eight + Vector128.Create((byte)6)));
        Vector512<byte> bitOfByte = Vector512.Create(0x8040201008040201UL).AsByte();
        Vector512<byte> eights = Vector512.Create(word).AsByte();
        Vector512<byte> bytes = Avx512BW.IsSupported ? Avx512BW.Shuffle(eights, places) : Vector512.Shuffle(eights, places);
        return Vector512.Equals(bytes & bitOfByte, bitOfByte).As<byte, T>();
    }
}
