using System.Collections.Generic;

namespace MemMap.Tool.Containers;

/// <summary>A format that arrays lie in: how it is known, read and written.</summary>
internal abstract class Container
{
    /// <summary>Its name in <c>info</c> and for <c>--format</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether arrays have an order of their own; C otherwise.</summary>
    public virtual bool HasOrders => true;

    /// <summary>Of a format with names in it, the endings that a colon and a name may follow.</summary>
    public virtual IReadOnlyList<string> EndingsBeforeMembers => [];

    /// <summary>Whether what is there is of this format, by its first bytes.</summary>
    public abstract bool Holds(Location location);

    /// <summary>The arrays in it: all, or the one that the location names.</summary>
    public abstract IReadOnlyList<ArrayFile> Find(Location location, RawLayout raw);

    /// <summary>Whether a new file of this name is of this format.</summary>
    public abstract bool IsNameOf(string target);

    /// <summary>Writes an array to a path that is not there yet.</summary>
    /// <param name="array">The array.</param>
    /// <param name="path">The path, which gets its own name when all is written.</param>
    /// <param name="target">What the target is called, and how it is cut.</param>
    public abstract void Write<T>(NewArray<T> array, string path, Target target)
        where T : unmanaged;
}
