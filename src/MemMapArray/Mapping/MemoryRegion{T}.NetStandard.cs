using System;
using System.Runtime.InteropServices;

namespace MemMap.Mapping;

/// <content>Spans of other types than the array's.</content>
internal sealed unsafe partial class MemoryRegion<T>
{
    private protected override Span<TOther> OtherSpan<TOther>(long offset, int count)
    {
        int first = (int)(offset / sizeof(T)), inFirst = (int)(offset % sizeof(T));
        long bytes = inFirst + ((long)count * sizeof(TOther));
        var elements = new Span<T>(_array, first, (int)((bytes + sizeof(T) - 1) / sizeof(T)));
        return inFirst == 0
            ? MemoryMarshal.Cast<T, TOther>(elements).Slice(0, count)
            : MemoryMarshal.Cast<byte, TOther>(MemoryMarshal.AsBytes(elements).Slice(inFirst, count * sizeof(TOther)));
    }
}
