using System;

namespace MemMap.Series;

/// <summary>How long windows are, how many elements one must have, and how series are cut for them.</summary>
internal readonly struct RollingWindows
{
    // Blocks are as long as the windows where these are short; longer ones have some whole blocks, of which there are not too many.
    private const long MostBlockRows = 1024, MostBlocks = 1 << 16;

    public RollingWindows(long length, long minCount, long rows, bool skipNaN)
    {
        Length = Math.Max(1, Math.Min(length, rows));
        (MinCount, SkipNaN) = (minCount, skipNaN);
        long most = MostBlockRows;
        while (rows / most > MostBlocks)
        {
            most *= 2;
        }

        BlockRows = Length <= MostBlockRows ? Length : BestBlockRows(Length, most);
    }

    /// <summary>How many elements a window has that is whole; none has more than there are.</summary>
    public long Length { get; }

    /// <summary>A window of fewer has no result.</summary>
    public long MinCount { get; }

    public bool SkipNaN { get; }

    public long BlockRows { get; }

    /// <summary>Whether there are windows with a whole block between their first and their last.</summary>
    public bool AreLong => Length > BlockRows;

    // The longest, of not much less than the most, of which windows have some whole ones, an element, and as few more as may be.
    private static long BestBlockRows(long length, long most)
    {
        long best = Math.Min(most, length - 1);
        for (long rows = best; rows > most / 2; rows--)
        {
            best = (length - 1) % rows < (length - 1) % best ? rows : best;
        }

        return best;
    }
}
