namespace MemMap.Series;

/// <content>Without vectors.</content>
internal static unsafe partial class DifferenceLoops
{
    /// <summary>Subtracts each number from the one so many further on. Results may go to the place of the numbers.</summary>
    public static void Subtract(double* from, double* to, long count, int step) => SubtractFrom(0, from, to, count, step);
}
