namespace MemMap.Series;

/// <content>Without vectors.</content>
internal readonly unsafe partial struct CumulativeFill
{
    private void Go(double* numbers, double* results, long rows, int columns, double* last, long* since) =>
        GoOneByOne(0, numbers, results, rows, columns, last, since);
}
