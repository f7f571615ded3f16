using MemMap.Reductions.Engine;

namespace MemMap;

/// <summary>The base of everything that can be reduced, such as views of mapped files. Every reduction takes it.</summary>
/// <typeparam name="T">The element type: any type without references in it.</typeparam>
public abstract class ReductionSource<T>
    where T : unmanaged
{
    private protected ReductionSource()
    {
    }

    /// <summary>The length of each axis, in elements.</summary>
    public abstract Shape Shape { get; }

    /// <summary>Whether some of its elements are left out, so that only reductions can take it.</summary>
    internal virtual bool IsMasked => false;

    /// <summary>Holds the elements open for a bulk operation.</summary>
    /// <exception cref="System.ObjectDisposedException">The array is disposed.</exception>
    internal abstract ElementSource OpenElements(ReadStrategy strategy);
}
