using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemMap.Mapping;

/// <content>Spans, from references.</content>
internal abstract unsafe partial class Region
{
    /// <summary>Some elements as a span. One over an array keeps that alive.</summary>
    /// <param name="offset">Where the first one lies.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ObjectDisposedException">The region is closed.</exception>
    public Span<T> Span<T>(long offset, int count)
        where T : unmanaged =>
        count == 0
            ? default
            : MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref Anchored.At(Anchor ?? throw Disposed(), Distance + offset)), count);
}
