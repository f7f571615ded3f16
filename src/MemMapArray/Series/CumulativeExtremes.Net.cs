namespace MemMap.Series;

/// <content>With vectors.</content>
internal readonly unsafe partial struct CumulativeExtremes<TNumber>
{
    private void Go(TNumber* numbers, TNumber* results, long rows, int columns, byte* states)
    {
        int done = ExtremeLoops.Run(numbers, results, rows, columns, (TNumber*)states, (long*)states + columns, largest, skipNaN);
        GoOneByOne(done, numbers, results, rows, columns, states);
    }
}
