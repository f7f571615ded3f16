using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Ordering;

/// <summary>In which buckets of a table the keys of elements of 32 and 64 bits are.</summary>
internal static unsafe partial class KeyPlaces
{
    // As many as a vector has of 32 bits.
    private const int AtATime = 16;

    [MethodImpl(HotPath.Optimized)]
    private static long FindOneByOne<T>(T* elements, int first, int count, KeyCells table, uint* buckets, ulong* places)
        where T : unmanaged
    {
        long below = 0;
        for (int i = first; i < count; i++)
        {
            long key = OrderKey.Of(Unsafe.ReadUnaligned<T>(elements + i));
            ulong place = unchecked((ulong)key - (ulong)table.Origin);
            bool isIn = place <= table.Distance;
            place = isIn ? place : 0;
            buckets[i] = isIn ? (uint)(place >> table.Shift) : (uint)table.Buckets;
            below += key < table.Origin ? 1 : 0;
            if (sizeof(T) == sizeof(int))
            {
                ((uint*)places)[i] = (uint)place;
            }
            else
            {
                places[i] = place;
            }
        }

        return below;
    }
}
