namespace MemMap.Series;

/// <content>With vectors.</content>
internal readonly unsafe partial struct ProductOfDoubles
{
    private void Go(double* numbers, double* results, long rows, int columns, byte* states)
    {
        int done = ProductLoops.Run(numbers, results, rows, columns, states, skipNaN);
        GoOneByOne(done, numbers, results, rows, columns, states);
    }
}
