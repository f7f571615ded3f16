using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Elements;

/// <summary>The last elements of a block, of which there are fewer than a vector holds: loaded with those before them, which become
/// zeros.</summary>
/// <remarks>
/// <code>
///   elements:   . . . . a b c         lanes:   0 0 0 0 a b c
///               |&lt;- vector -&gt;|
/// </code>
/// Zeros behind the last ones would be stored, and loaded at once: processors wait for what was stored in two parts.
/// </remarks>
internal static unsafe class LastLanes
{
    // Zeros, then ones.
    private static ReadOnlySpan<ulong> Masks =>
    [
        0, 0, 0, 0, 0, 0, 0, 0,
        ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue,
    ];

    /// <summary>The last <paramref name="count"/> elements before <paramref name="end"/>, in front of which lies a vector at least.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load<T>(T* end, int count)
        where T : unmanaged =>
        Vector512.Load(end - Vector512<T>.Count) & Vector512.LoadUnsafe(ref Mask(Vector512<byte>.Count, count * sizeof(T))).As<byte, T>();

    /// <inheritdoc cref="Load{T}"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> LoadHalf<T>(T* end, int count)
        where T : unmanaged =>
        Vector256.Load(end - Vector256<T>.Count) & Vector256.LoadUnsafe(ref Mask(Vector256<byte>.Count, count * sizeof(T))).As<byte, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref byte Mask(int width, int bytes) =>
        ref Unsafe.Add(ref Unsafe.As<ulong, byte>(ref MemoryMarshal.GetReference(Masks)), Vector512<byte>.Count - width + bytes);
}
