namespace MemMap.Series;

/// <content>Without vectors.</content>
internal readonly unsafe partial struct CumulativeExtremes<TNumber>
{
    private void Go(TNumber* numbers, TNumber* results, long rows, int columns, byte* states) =>
        GoOneByOne(0, numbers, results, rows, columns, states);
}
