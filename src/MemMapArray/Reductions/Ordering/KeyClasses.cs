using System.Runtime.CompilerServices;

namespace MemMap.Reductions.Ordering;

/// <summary>Where elements lie among some intervals of keys, a byte for each: 0 is below the first interval, 1 inside of it, 2 between it and the
/// second, and so on. All intervals together cost little more than reading, where a look for each of them would cost as much as the
/// number of them says.</summary>
internal static unsafe partial class KeyClasses
{
    /// <summary>Of so many intervals at most.</summary>
    public const int Intervals = 32;

    /// <summary>So many classes there are at most.</summary>
    public const int Most = (2 * Intervals) + 1;

    [MethodImpl(HotPath.Optimized)]
    private static void FindOneByOne<T>(T* elements, int count, long* lows, long* highs, int intervals, byte* classes)
        where T : unmanaged
    {
        for (int i = 0; i < count; i++)
        {
            long key = OrderKey.Of(Unsafe.ReadUnaligned<T>(elements + i));
            int at = 0;
            for (int interval = 0; interval < intervals; interval++)
            {
                at += (key >= lows[interval] ? 1 : 0) + (key > highs[interval] ? 1 : 0);
            }

            classes[i] = (byte)at;
        }
    }
}
