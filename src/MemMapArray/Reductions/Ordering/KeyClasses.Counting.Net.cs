using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Ordering;

/// <content>Elements that are only counted: of a class, of a key, those that are numbers.</content>
internal static unsafe partial class KeyClasses
{
    /// <summary>How many there are of each class.</summary>
    /// <param name="classes">The classes.</param>
    /// <param name="count">How many elements there are: no more than a block.</param>
    /// <param name="intervals">How many intervals there are.</param>
    /// <param name="counts">Takes the counts.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Count(byte* classes, int count, int intervals, int* counts)
    {
        counts[0] = count;
        for (int i = 1; i <= 2 * intervals; i++)
        {
            counts[i] = CountOf(classes, count, (byte)i);
            counts[0] -= counts[i];
        }
    }

    /// <summary>How many elements of 8 bits there are of each of some keys.</summary>
    /// <param name="elements">The elements.</param>
    /// <param name="count">How many there are: no more than a block.</param>
    /// <param name="low">The first key.</param>
    /// <param name="keys">How many keys.</param>
    /// <param name="counts">Take how many are of each.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CountKeys<T>(T* elements, int count, long low, int keys, int* counts)
        where T : unmanaged
    {
        for (int i = 0; i < keys; i++)
        {
            T element = OrderKey.ToElement<T>(low + i);
            counts[i] = CountOf((byte*)elements, count, *(byte*)&element);
        }
    }

    /// <summary>How many elements of 8 bits are below a key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int CountBelow<T>(T* elements, int count, long low)
        where T : unmanaged
    {
        Vector256<sbyte> first = Vector256.Create((sbyte)low), found = default;
        int at = 0, below = 0;
        for (; at <= count - Vector256<sbyte>.Count; at += Vector256<sbyte>.Count)
        {
            found -= Vector256.LessThan(Turn<T, sbyte>(Vector256.Load((sbyte*)elements + at)), first);
        }

        (Vector256<ushort> lower, Vector256<ushort> upper) = Vector256.Widen(found.AsByte());
        for (; at < count; at++)
        {
            below += OrderKey.Of(elements[at]) < low ? 1 : 0;
        }

        return below + Vector256.Sum(lower + upper);
    }

    // All bits set is -1. A block has 128 vectors, which a byte counts.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CountOf(byte* bytes, int count, byte one)
    {
        int whole = count / BytesAtATime * BytesAtATime;
        Vector256<byte> which = Vector256.Create(one), found = default, other = default;
        for (byte* next = bytes, end = bytes + whole; next < end; next += BytesAtATime)
        {
            found -= Vector256.Equals(Vector256.Load(next), which) + Vector256.Equals(Vector256.Load(next + 32), which);
            other -= Vector256.Equals(Vector256.Load(next + 64), which) + Vector256.Equals(Vector256.Load(next + 96), which);
        }

        (Vector256<ushort> low, Vector256<ushort> high) = Vector256.Widen(found);
        (Vector256<ushort> otherLow, Vector256<ushort> otherHigh) = Vector256.Widen(other);
        int all = Vector256.Sum(low + high + otherLow + otherHigh);
        for (int at = whole; at < count; at++)
        {
            all += bytes[at] == one ? 1 : 0;
        }

        return all;
    }

    /// <summary>How many elements of a floating-point type are numbers.</summary>
    /// <param name="elements">The elements.</param>
    /// <param name="count">How many there are: no more than a block.</param>
    /// <param name="lower">How many come before all numbers goes up.</param>
    public static int CountNumbers<T>(T* elements, int count, ref long lower)
        where T : unmanaged =>
        sizeof(T) == sizeof(short) ? CountNumbers((short*)elements, count, (short)OrderKey.LargestNumber<T>(), ref lower)
        : sizeof(T) == sizeof(int) ? CountNumbers((int*)elements, count, (int)OrderKey.LargestNumber<T>(), ref lower)
        : CountNumbers((long*)elements, count, OrderKey.LargestNumber<T>(), ref lower);

    // Without its sign, a number is no more than infinity. NaN with a sign comes before all.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int CountNumbers<TBits>(TBits* bits, int count, TBits infinity, ref long lower)
        where TBits : unmanaged, IBinaryInteger<TBits>, IMinMaxValue<TBits>
    {
        Vector512<TBits> most = Vector512.Create(infinity), withoutSign = Vector512.Create(TBits.MaxValue), others = default, first = default;
        int i = 0;
        for (; i <= count - Vector512<TBits>.Count; i += Vector512<TBits>.Count)
        {
            Vector512<TBits> next = Vector512.Load(bits + i), isNone = Vector512.GreaterThan(next & withoutSign, most);
            others -= isNone;
            first -= Vector512.LessThan(next & isNone, default);
        }

        (int nones, int before) = (int.CreateTruncating(Vector512.Sum(others)), int.CreateTruncating(Vector512.Sum(first)));
        for (; i < count; i++)
        {
            TBits next = Unsafe.ReadUnaligned<TBits>(bits + i);
            bool isNone = (next & TBits.MaxValue) > infinity;
            nones += isNone ? 1 : 0;
            before += isNone && TBits.IsNegative(next) ? 1 : 0;
        }

        lower += before;
        return count - nones;
    }
}
