using System.Collections.Generic;
using System.Linq;

namespace MemMap.Benchmarks.Peers;

/// <summary>What a row of timings says.</summary>
internal static class Median
{
    /// <summary>The middle one; of an even number the mean of the two.</summary>
    public static double Of(IReadOnlyCollection<double> timings)
    {
        double[] sorted = [.. timings.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
