using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MemMap.Reductions.Selecting;

/// <summary>Puts selected elements side by side in a register, which is then stored: a vector at a time.</summary>
internal static unsafe class CompactVector
{
    /// <summary>Whether the processor has an instruction for elements of this size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsFor<T>()
        where T : unmanaged => sizeof(T) switch
        {
            sizeof(byte) or sizeof(ushort) => Avx512Vbmi2.IsSupported,
            sizeof(uint) or sizeof(ulong) => Avx512BW.IsSupported,
            _ => false,
        };

    /// <summary>Puts those of 64 elements where <paramref name="to"/> says. Vectors are written, whatever is selected.</summary>
    /// <returns>Behind the last one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T* Put<T>(T* elements, ulong word, T* to)
        where T : unmanaged => sizeof(T) switch
        {
            sizeof(byte) => (T*)Bits((byte*)elements, word, (byte*)to),
            sizeof(ushort) => (T*)Bits((ushort*)elements, word, (ushort*)to),
            sizeof(uint) => (T*)Bits((uint*)elements, word, (uint*)to),
            _ => (T*)Bits((ulong*)elements, word, (ulong*)to),
        };

    /// <summary>Puts those of a vector that a comparison holds of where <paramref name="to"/> says. A whole vector is written.</summary>
    /// <returns>Behind the last one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T* Put<T, TComparison>(Vector512<T> elements, Vector512<T> low, Vector512<T> high, T* to)
        where T : unmanaged
        where TComparison : struct, IComparison<T>
    {
        Vector512<T> holds = default(TComparison).Holds(elements, low, high);
        Compress(elements, holds).Store(to);
        return to + Truths.PopCount(holds.ExtractMostSignificantBits());
    }

    // Not every element type has vectors, but its bits do.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T* Bits<T>(T* elements, ulong word, T* to)
        where T : unmanaged
    {
        int width = Vector512<T>.Count;
        for (T* end = elements + Truths.PerWord; elements < end; elements += width)
        {
            Compress(Vector512.Load(elements), TruthLanes.Of<T>(word)).Store(to);
            to += Truths.PopCount(width == Truths.PerWord ? word : word & ((1UL << width) - 1));
            word >>= width % Truths.PerWord;
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
