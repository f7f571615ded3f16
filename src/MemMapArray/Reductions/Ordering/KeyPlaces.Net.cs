using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Ordering;

/// <content>With vectors.</content>
internal static unsafe partial class KeyPlaces
{
    /// <summary>Finds those of elements.</summary>
    /// <param name="elements">The elements.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="table">The buckets.</param>
    /// <param name="buckets">Take the bucket of each; what is in none is in one more.</param>
    /// <param name="places">Take how far each lies behind the first key, as many bits as an element has; 0 for what is in no bucket.</param>
    /// <returns>How many lie before it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Find<T>(T* elements, int count, KeyCells table, uint* buckets, ulong* places)
        where T : unmanaged
    {
        int whole = count / AtATime * AtATime;
        long below = sizeof(T) == sizeof(int)
            ? FindInts(elements, whole, table, buckets, (uint*)places)
            : FindLongs(elements, whole, table, buckets, places);
        return below + FindOneByOne(elements, whole, count, table, buckets, places);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long FindInts<T>(T* elements, int count, KeyCells table, uint* buckets, uint* places)
        where T : unmanaged
    {
        Vector512<int> origin = Vector512.Create((int)table.Origin);
        Vector512<uint> distance = Vector512.Create((uint)table.Distance), outside = Vector512.Create((uint)table.Buckets);
        int shift = table.Shift;
        long below = 0;
        for (int at = 0; at < count; at += AtATime)
        {
            Vector512<int> keys = KeyMasks.Turn<T, int>(Vector512.Load((int*)elements + at));
            Vector512<uint> place = (keys - origin).AsUInt32(), isIn = Vector512.LessThanOrEqual(place, distance);
            (place & isIn).Store(places + at);
            Vector512.ConditionalSelect(isIn, place >>> shift, outside).Store(buckets + at);
            below += Truths.PopCount(Vector512.LessThan(keys, origin).ExtractMostSignificantBits());
        }

        return below;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long FindLongs<T>(T* elements, int count, KeyCells table, uint* buckets, ulong* places)
        where T : unmanaged
    {
        Vector512<long> origin = Vector512.Create(table.Origin);
        Vector512<ulong> distance = Vector512.Create(table.Distance), outside = Vector512.Create((ulong)table.Buckets);
        int shift = table.Shift;
        long below = 0;
        for (int at = 0; at < count; at += AtATime)
        {
            Vector512<long> a = KeyMasks.Turn<T, long>(Vector512.Load((long*)elements + at));
            Vector512<long> b = KeyMasks.Turn<T, long>(Vector512.Load((long*)elements + at + 8));
            Vector512<ulong> ofA = (a - origin).AsUInt64(), ofB = (b - origin).AsUInt64();
            Vector512<ulong> isA = Vector512.LessThanOrEqual(ofA, distance), isB = Vector512.LessThanOrEqual(ofB, distance);
            (ofA & isA).Store(places + at);
            (ofB & isB).Store(places + at + 8);
            Vector512.Narrow(
                Vector512.ConditionalSelect(isA, ofA >>> shift, outside),
                Vector512.ConditionalSelect(isB, ofB >>> shift, outside)).Store(buckets + at);
            below += Truths.PopCount(
                Vector512.LessThan(a, origin).ExtractMostSignificantBits()
                | (Vector512.LessThan(b, origin).ExtractMostSignificantBits() << 8));
        }

        return below;
    }
}
