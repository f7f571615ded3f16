using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Reductions.Selecting;

/// <summary>Puts selected elements side by side in a register, which is then stored: a vector at a time.</summary>
internal static unsafe class CompactVector
{
    /// <summary>Whether the processor has an instruction for elements of this size.</summary>
    public static bool IsFor<T>()
        where T : unmanaged => sizeof(T) switch
        {
            sizeof(byte) or sizeof(ushort) => Avx512Vbmi2.IsSupported,
            sizeof(uint) or sizeof(ulong) => Avx512BW.IsSupported,
            _ => false,
        };

    /// <summary>Puts those of 64 elements where <paramref name="to"/> says. A vector is written, whatever is selected.</summary>
    /// <returns>Behind the last one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T* Put<T>(T* elements, ulong word, T* to)
        where T : unmanaged
    {
        int width = Vector512<T>.Count;
        for (T* end = elements + Truths.PerWord; elements < end; elements += width)
        {
            Vector512<T> selected = Compress(Vector512.Load((byte*)elements).As<byte, T>(), TruthLanes.Of<T>(word));
            selected.AsByte().Store((byte*)to);
            to += Truths.PopCount(sizeof(T) == sizeof(byte) ? word : word & ((1UL << (64 / sizeof(T))) - 1));
            word >>= 64 / sizeof(T) % 64;
        }

        return to;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Compress<T>(Vector512<T> elements, Vector512<T> mask)
        where T : unmanaged => sizeof(T) switch
        {
            sizeof(byte) => Avx512Vbmi2.Compress(default, mask.AsByte(), elements.AsByte()).As<byte, T>(),
            sizeof(ushort) => Avx512Vbmi2.Compress(default, mask.AsUInt16(), elements.AsUInt16()).As<ushort, T>(),
            sizeof(uint) => Avx512F.Compress(default, mask.AsUInt32(), elements.AsUInt32()).As<uint, T>(),
            _ => Avx512F.Compress(default, mask.AsUInt64(), elements.AsUInt64()).As<ulong, T>(),
        };
}
