using System;
using MemMap.Mapping;

namespace MemMap.Reductions;

/// <summary>Elements that are held open for a reduction: where they are among a source's bytes, and readers of those.</summary>
internal abstract class ElementSource(Layout layout, bool isReversed) : IDisposable
{
    /// <summary>Where the elements are.</summary>
    public Layout Layout { get; } = layout;

    /// <summary>The bytes of each element are in the order that this machine has not.</summary>
    public bool IsReversed { get; } = isReversed;

    /// <summary>A way to the bytes for one thread.</summary>
    public abstract ByteReader CreateReader();

    /// <summary>Whether some of its bytes are these of a file.</summary>
    public abstract bool Shares(MappedFile file, long start, long end);

    public abstract void Dispose();
}
