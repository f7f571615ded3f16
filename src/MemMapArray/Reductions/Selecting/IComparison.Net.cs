using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Selecting;

/// <summary>Compares elements with the ends of an interval.</summary>
internal interface IComparison<T>
{
    Vector512<T> Holds(Vector512<T> elements, Vector512<T> low, Vector512<T> high);
}

/// <summary>With the lower end.</summary>
internal readonly struct AtLeast<T> : IComparison<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Holds(Vector512<T> elements, Vector512<T> low, Vector512<T> high) => Vector512.GreaterThanOrEqual(elements, low);
}

/// <summary>With the upper end.</summary>
internal readonly struct AtMost<T> : IComparison<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Holds(Vector512<T> elements, Vector512<T> low, Vector512<T> high) => Vector512.LessThanOrEqual(elements, high);
}

/// <summary>With both.</summary>
internal readonly struct Within<T> : IComparison<T>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Holds(Vector512<T> elements, Vector512<T> low, Vector512<T> high) =>
        Vector512.GreaterThanOrEqual(elements, low) & Vector512.LessThanOrEqual(elements, high);
}
