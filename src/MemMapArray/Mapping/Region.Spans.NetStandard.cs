using System;

namespace MemMap.Mapping;

/// <content>Spans, from pointers and arrays: on .NET Framework there is no span from a reference, and one from a pointer keeps no array
/// alive.</content>
internal abstract unsafe partial class Region
{
    /// <summary>Some elements as a span. One over an array keeps that alive.</summary>
    /// <param name="offset">Where the first one lies.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ObjectDisposedException">The region is closed.</exception>
    public Span<T> Span<T>(long offset, int count)
        where T : unmanaged
    {
        if (count == 0)
        {
            return default;
        }

        object anchor = Anchor ?? throw Disposed();
        return anchor is T[] array && offset % sizeof(T) == 0 ? new(array, (int)(offset / sizeof(T)), count) : OtherSpan<T>(offset, count);
    }

    /// <summary>The same where the region is no array of that type, or the offset lies in an element of it.</summary>
    private protected abstract Span<T> OtherSpan<T>(long offset, int count)
        where T : unmanaged;
}
