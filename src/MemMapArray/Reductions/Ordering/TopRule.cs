using System;
using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Ordering;

/// <summary>Which elements come first, and how many are asked for.</summary>
/// <param name="most">How many.</param>
/// <param name="isLargest">The largest; otherwise the smallest.</param>
/// <param name="skipNaN">NaN is left out; otherwise it comes after all numbers.</param>
/// <param name="isOfTruths">Elements are bytes of bools: all but 0 are the same.</param>
internal readonly struct TopRule(int most, bool isLargest, bool skipNaN, bool isOfTruths)
{
    // Below the rank of any floating-point number.
    private const long OfNaN = long.MinValue;

    public int Most => most;

    /// <summary>Ranks an element.</summary>
    /// <returns>Whether it counts.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRank<T>(T element, out long rank)
        where T : unmanaged
    {
        long key = OrderKey.Of(element);
        key = isOfTruths ? Math.Min(key, OrderKey.LeastNumber<T>() + 1) : key;
        bool isNumber = key >= OrderKey.LeastNumber<T>() && key <= OrderKey.LargestNumber<T>();
        rank = !isNumber ? OfNaN : isLargest ? key : ~key;
        return isNumber || !skipNaN;
    }

    /// <summary>Finds where elements are that may come before another.</summary>
    /// <param name="rank">The rank of that one.</param>
    /// <returns>Their first and last key; all of them where that is NaN.</returns>
    public (long Low, long High) KeysFrom<T>(long rank)
    {
        (long low, long high) = (OrderKey.LeastNumber<T>(), OrderKey.LargestNumber<T>());
        return isLargest ? (rank, high) : (low, isOfTruths && ~rank > low ? high : ~rank);
    }

    /// <summary>Whether NaN, too, may come before the element of a rank.</summary>
    public static bool MayBeNaN<T>(long rank) => Element.IsFloatingPoint<T>() && rank == OfNaN;

    /// <summary>The element of a rank.</summary>
    public T ElementOf<T>(long rank)
        where T : unmanaged => MayBeNaN<T>(rank) ? Element.NaN<T>() : OrderKey.ToElement<T>(isLargest ? rank : ~rank);
}
