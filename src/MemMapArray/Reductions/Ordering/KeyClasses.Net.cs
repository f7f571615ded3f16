using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Ordering;

/// <content>With vectors. A class is the number of edges that a key is above.</content>
internal static unsafe partial class KeyClasses
{
    // As many classes as a vector has bytes.
    private const int AtATime = 32;

    // Of bytes four vectors, so that they need not wait for each other.
    private const int BytesAtATime = 128;

    /// <summary>Finds the classes of elements.</summary>
    /// <param name="elements">The elements.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="lows">The first key of each interval, ascending.</param>
    /// <param name="highs">The last key of each.</param>
    /// <param name="intervals">How many intervals there are.</param>
    /// <param name="classes">Takes the classes.</param>
    public static void Find<T>(T* elements, int count, long* lows, long* highs, int intervals, byte* classes)
        where T : unmanaged
    {
        int atATime = sizeof(T) == sizeof(byte) ? BytesAtATime : AtATime, whole = count / atATime * atATime, edges = 0;
        long* bounds = stackalloc long[Most];

        // No key is below the least one: its class begins at 1.
        bool isLeast = lows[0] == OrderKey.Least<T>();
        for (int i = 0; i < intervals; i++)
        {
            if (i > 0 || !isLeast)
            {
                bounds[edges++] = lows[i] - 1;
            }

            bounds[edges++] = highs[i];
        }

        if (sizeof(T) == sizeof(int))
        {
            FindInts<T>((int*)elements, whole, bounds, edges, isLeast ? 1 : 0, classes);
        }
        else if (sizeof(T) == sizeof(long))
        {
            FindLongs<T>((long*)elements, whole, bounds, edges, isLeast ? 1 : 0, classes);
        }
        else if (sizeof(T) == sizeof(short))
        {
            FindShorts<T>((short*)elements, whole, bounds, edges, isLeast ? 1 : 0, classes);
        }
        else
        {
            FindBytes<T>((sbyte*)elements, whole, bounds, edges, isLeast ? 1 : 0, classes);
        }

        FindOneByOne(elements + whole, count - whole, lows, highs, intervals, classes + whole);
    }

    /// <summary>Which are inside of an interval.</summary>
    /// <param name="classes">The classes.</param>
    /// <param name="count">How many elements there are.</param>
    /// <param name="inside">Takes a bit for each.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Inside(byte* classes, int count, ulong* inside)
    {
        int at = 0;
        for (; at <= count - Truths.PerWord; at += Truths.PerWord)
        {
            // The last bit of a byte becomes its first.
            *inside++ = (Vector512.Load((ushort*)(classes + at)) << 7).AsByte().ExtractMostSignificantBits();
        }

        for (int bit = 0; at + bit < count; bit++)
        {
            *inside = (bit == 0 ? 0 : *inside) | ((ulong)(classes[at + bit] & 1) << bit);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FindLongs<T>(long* elements, int count, long* bounds, int edges, int first, byte* classes)
        where T : unmanaged
    {
        for (long* end = elements + count; elements < end; elements += AtATime, classes += AtATime)
        {
            Vector256<short> low = OfLongs<T>(elements, bounds, edges, first), high = OfLongs<T>(elements + 16, bounds, edges, first);
            Vector256.Narrow(low, high).AsByte().Store(classes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> OfLongs<T>(long* elements, long* bounds, int edges, int first)
        where T : unmanaged
    {
        Vector256<long> a = Turn<T, long>(Vector256.Load(elements)), b = Turn<T, long>(Vector256.Load(elements + 4));
        Vector256<long> c = Turn<T, long>(Vector256.Load(elements + 8)), d = Turn<T, long>(Vector256.Load(elements + 12));
        Vector256<long> ofA = Vector256.Create((long)first), ofB = ofA, ofC = ofA, ofD = ofA;
        for (int edge = 0; edge < edges; edge++)
        {
            Vector256<long> bound = Vector256.Create(bounds[edge]);
            ofA -= Vector256.GreaterThan(a, bound);
            ofB -= Vector256.GreaterThan(b, bound);
            ofC -= Vector256.GreaterThan(c, bound);
            ofD -= Vector256.GreaterThan(d, bound);
        }

        return Vector256.Narrow(Vector256.Narrow(ofA, ofB), Vector256.Narrow(ofC, ofD));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FindShorts<T>(short* elements, int count, long* bounds, int edges, int first, byte* classes)
        where T : unmanaged
    {
        for (short* end = elements + count; elements < end; elements += AtATime, classes += AtATime)
        {
            Vector256<short> a = Turn<T, short>(Vector256.Load(elements)), b = Turn<T, short>(Vector256.Load(elements + 16));
            Vector256<short> ofA = Vector256.Create((short)first), ofB = ofA;
            for (int edge = 0; edge < edges; edge++)
            {
                Vector256<short> bound = Vector256.Create((short)bounds[edge]);
                ofA -= Vector256.GreaterThan(a, bound);
                ofB -= Vector256.GreaterThan(b, bound);
            }

            Vector256.Narrow(ofA, ofB).AsByte().Store(classes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FindBytes<T>(sbyte* elements, int count, long* bounds, int edges, int first, byte* classes)
        where T : unmanaged
    {
        for (sbyte* end = elements + count; elements < end; elements += BytesAtATime, classes += BytesAtATime)
        {
            Vector256<sbyte> a = Turn<T, sbyte>(Vector256.Load(elements)), b = Turn<T, sbyte>(Vector256.Load(elements + 32));
            Vector256<sbyte> c = Turn<T, sbyte>(Vector256.Load(elements + 64)), d = Turn<T, sbyte>(Vector256.Load(elements + 96));
            Vector256<sbyte> ofA = Vector256.Create((sbyte)first), ofB = ofA, ofC = ofA, ofD = ofA;
            for (int edge = 0; edge < edges; edge++)
            {
                Vector256<sbyte> bound = Vector256.Create((sbyte)bounds[edge]);
                ofA -= Vector256.GreaterThan(a, bound);
                ofB -= Vector256.GreaterThan(b, bound);
                ofC -= Vector256.GreaterThan(c, bound);
                ofD -= Vector256.GreaterThan(d, bound);
            }

            ofA.AsByte().Store(classes);
            ofB.AsByte().Store(classes + 32);
            ofC.AsByte().Store(classes + 64);
            ofD.AsByte().Store(classes + 96);
        }
    }

    /// <summary>Keys of elements, as <see cref="OrderKey"/> makes them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<TBits> Turn<TElement, TBits>(Vector256<TBits> bits)
        where TBits : unmanaged, IMinMaxValue<TBits> =>
        Element.IsFloatingPoint<TElement>() ? OrderedBits.Turn(bits)
        : OrderKey.IsUnsigned<TElement>() ? bits ^ Vector256.Create(TBits.MinValue)
        : bits;
}
