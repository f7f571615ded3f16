using System;

namespace MemMap.Mapping;

/// <content>Spans from the address.</content>
internal sealed unsafe partial class MappedRegion
{
    private protected override Span<T> OtherSpan<T>(long offset, int count) => new(Pointer + offset, count);
}
