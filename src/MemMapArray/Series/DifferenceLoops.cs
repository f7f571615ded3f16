using System.Runtime.CompilerServices;

namespace MemMap.Series;

/// <summary>The inner loops of differences.</summary>
internal static unsafe partial class DifferenceLoops
{
    /// <summary>Subtracts integers, whose bits are turned first.</summary>
    /// <returns>How many differences there are: all, or those before the first that does not fit.</returns>
    [MethodImpl(HotPath.Optimized)]
    public static long Subtract(long* from, long* to, long count, int step, long turned)
    {
        for (long i = 0; i < count; i++)
        {
            long a = from[i + step] ^ turned, b = from[i] ^ turned, difference = unchecked(a - b);
            if (((a ^ b) & (a ^ difference)) < 0)
            {
                return i;
            }

            to[i] = difference;
        }

        return count;
    }

    [MethodImpl(HotPath.Optimized)]
    private static void SubtractFrom(long i, double* from, double* to, long count, int step)
    {
        for (; i < count; i++)
        {
            double difference = from[i + step] - from[i];
            to[i] = double.IsNaN(difference) ? double.NaN : difference;
        }
    }
}
