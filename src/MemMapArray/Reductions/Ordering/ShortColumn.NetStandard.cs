using System;

namespace MemMap.Reductions.Ordering;

/// <summary>A short column whose ranks are found without sorting it: not without vectors.</summary>
internal sealed unsafe class ShortColumn<T>
    where T : unmanaged
{
    /// <summary>Whether this is the way for columns.</summary>
    public static bool IsFor(long length, int rules) => length < 0 && rules < 0;

    /// <summary>Takes a column.</summary>
    public int Take(T* elements, int count) => throw new NotSupportedException($"{(nint)elements} has {count}.");

    /// <summary>The element of a rank.</summary>
    public T ElementAt(long rank) => throw new NotSupportedException($"{rank}.");
}
