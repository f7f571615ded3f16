namespace MemMap.Series;

/// <content>Without vectors.</content>
internal readonly unsafe partial struct ProductOfDoubles
{
    private void Go(double* numbers, double* results, long rows, int columns, byte* states) =>
        GoOneByOne(0, numbers, results, rows, columns, states);
}
