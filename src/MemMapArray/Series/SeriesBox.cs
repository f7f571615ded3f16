namespace MemMap.Series;

/// <summary>Some neighbouring elements of some series: what is done at a time.</summary>
/// <param name="starts">Where it begins along each axis of the plan.</param>
/// <param name="lengths">How long its axes are.</param>
/// <param name="targetOffset">Where its first element lies in the target, in bytes.</param>
/// <param name="sourceOffset">Where it lies in the source.</param>
/// <param name="lines">How many indexes of slower axes it has.</param>
/// <param name="rows">How many elements of each series.</param>
/// <param name="columns">How many series side by side.</param>
/// <param name="firstRow">Where along the series it begins.</param>
internal readonly struct SeriesBox(
    long[] starts, long[] lengths, long targetOffset, long sourceOffset, long lines, long rows, int columns, long firstRow)
{
    public long[] Starts => starts;

    public long[] Lengths => lengths;

    public long TargetOffset => targetOffset;

    public long SourceOffset => sourceOffset;

    public long Lines => lines;

    public long Rows => rows;

    public int Columns => columns;

    public long FirstRow => firstRow;

    public long Elements => lines * rows * columns;

    /// <summary>The lengths of the box with other rows.</summary>
    public long[] LengthsWith(int seriesAxis, long otherRows)
    {
        long[] other = (long[])lengths.Clone();
        other[seriesAxis] = otherRows;
        return other;
    }
}
