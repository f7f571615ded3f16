using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MemMap.Series;

/// <content>With vectors.</content>
internal static unsafe partial class DifferenceLoops
{
    private const int Lanes = 8;

    /// <summary>Subtracts each number from the one so many further on. Results may go to the place of the numbers.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static void Subtract(double* from, double* to, long count, int step)
    {
        long i = 0;
        for (; i <= count - Lanes; i += Lanes)
        {
            // Every NaN is the one that results have.
            Vector512<double> difference = Vector512.Load(from + i + step) - Vector512.Load(from + i);
            Vector512.ConditionalSelect(Vector512.Equals(difference, difference), difference, Vector512.Create(double.NaN)).Store(to + i);
        }

        SubtractFrom(i, from, to, count, step);
    }
}
