using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Reductions.Ordering;

/// <content>With vectors: three edges at a time, over elements that stay in the first cache.</content>
internal sealed unsafe partial class EdgeCounter<T>
{
    // Edges are compared so many at a time.
    private const int Together = 3;

    private const int Vectors = 2;

    // They have so many bytes.
    private const int AtATime = Vectors * 32;

    // A lane of a byte holds what is counted of so many.
    private const int SomeBytes = 8192;

    private static bool IsSupported => Vector256.IsHardwareAccelerated;

    /// <summary>Counts as many as it can.</summary>
    /// <param name="elements">The elements.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="reached">For each edge, how many elements reach it goes up: of the last, how many are beyond.</param>
    /// <returns>How many those are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Count(T* elements, int count, long* reached)
    {
        int whole = count * sizeof(T) / AtATime * AtATime / sizeof(T);
        for (int edge = 0; edge < _reachedByAll; edge++)
        {
            reached[edge] += whole;
        }

        long* counts = stackalloc long[Together];
        int some = SomeBytes / sizeof(T), edges = _edges.Length, share = SomeBytes / Math.Max(1, (edges + Together - 1) / Together);
        for (int start = 0; start < whole; start += some)
        {
            int now = Math.Min(some, whole - start);
            byte* next = (byte*)(elements + start) + SomeBytes;
            for (int i = 0; i < edges; i += Together, next += share)
            {
                // What comes next: memory would wait while these are compared.
                Prefetch.Bytes(next, share);
                int last = Math.Min(i + 2, edges - 1);
                CountThree(elements + start, now, _last[i], _last[Math.Min(i + 1, last)], _last[last], counts);
                for (int edge = i; edge <= last; edge++)
                {
                    reached[_edges[edge]] += counts[edge - i];
                }
            }
        }

        return whole;
    }

    // Most elements of 32 and 64 bits are counted as fast by their bins from ten bins on, smaller ones from some twenty on.
    private static int MostOf(HistogramBins bins) =>
        !bins.IsSure || Element.IsWideInteger<T>() ? 128 : sizeof(T) <= sizeof(short) ? 16 : 10;

    private static void CountThree(T* elements, int count, T one, T two, T three, long* counts)
    {
        if (typeof(T) == typeof(float))
        {
            CountThree<float, uint>(elements, count, one, two, three, counts);
        }
        else if (typeof(T) == typeof(double))
        {
            CountThree<double, ulong>(elements, count, one, two, three, counts);
        }
        else if (sizeof(T) == sizeof(byte))
        {
            CountThree<sbyte, byte>(elements, count, one, two, three, counts);
        }
        else if (sizeof(T) == sizeof(short))
        {
            CountThree<short, ushort>(elements, count, one, two, three, counts);
        }
        else if (sizeof(T) == sizeof(int))
        {
            CountThree<int, uint>(elements, count, one, two, three, counts);
        }
        else
        {
            CountThree<long, ulong>(elements, count, one, two, three, counts);
        }
    }

    // All bits set is -1.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CountThree<TLane, TCount>(T* elements, int count, T one, T two, T three, long* counts)
        where TLane : unmanaged
        where TCount : unmanaged
    {
        Vector256<TLane> first = Turn(Vector256.Create(Unsafe.As<T, TLane>(ref one)));
        Vector256<TLane> second = Turn(Vector256.Create(Unsafe.As<T, TLane>(ref two)));
        Vector256<TLane> third = Turn(Vector256.Create(Unsafe.As<T, TLane>(ref three)));
        Vector256<TCount> ofFirst = default, ofSecond = default, ofThird = default, more1 = default, more2 = default, more3 = default;
        TLane* next = (TLane*)elements, end = next + count;
        for (; next < end; next += Vectors * Vector256<TLane>.Count)
        {
            Vector256<TLane> a = Turn(Vector256.Load(next)), b = Turn(Vector256.Load(next + Vector256<TLane>.Count));
            ofFirst -= Vector256.GreaterThan(a, first).As<TLane, TCount>();
            ofSecond -= Vector256.GreaterThan(a, second).As<TLane, TCount>();
            ofThird -= Vector256.GreaterThan(a, third).As<TLane, TCount>();
            more1 -= Vector256.GreaterThan(b, first).As<TLane, TCount>();
            more2 -= Vector256.GreaterThan(b, second).As<TLane, TCount>();
            more3 -= Vector256.GreaterThan(b, third).As<TLane, TCount>();
        }

        (counts[0], counts[1], counts[2]) = (Sum(ofFirst, more1), Sum(ofSecond, more2), Sum(ofThird, more3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Sum<TCount>(Vector256<TCount> a, Vector256<TCount> b)
        where TCount : unmanaged
    {
        if (typeof(TCount) == typeof(byte))
        {
            // Either has up to 128: the sum may be 256.
            (Vector256<ushort> lowA, Vector256<ushort> highA) = Vector256.Widen(a.AsByte());
            (Vector256<ushort> lowB, Vector256<ushort> highB) = Vector256.Widen(b.AsByte());
            return Vector256.Sum(lowA + highA + lowB + highB);
        }

        return typeof(TCount) == typeof(ushort) ? Vector256.Sum((a + b).AsUInt16())
            : typeof(TCount) == typeof(uint) ? Vector256.Sum((a + b).AsUInt32())
            : (long)Vector256.Sum((a + b).AsUInt64());
    }

    // Floating-point numbers of 32 and 64 bits are compared as such, so that NaN reaches nothing; others by their keys.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<TLane> Turn<TLane>(Vector256<TLane> elements)
        where TLane : unmanaged =>
        typeof(TLane) == typeof(sbyte) ? KeyClasses.Turn<T, sbyte>(elements.AsSByte()).As<sbyte, TLane>()
        : typeof(TLane) == typeof(short) ? KeyClasses.Turn<T, short>(elements.AsInt16()).As<short, TLane>()
        : typeof(TLane) == typeof(int) ? KeyClasses.Turn<T, int>(elements.AsInt32()).As<int, TLane>()
        : typeof(TLane) == typeof(long) ? KeyClasses.Turn<T, long>(elements.AsInt64()).As<long, TLane>()
        : elements;
}
