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
        long block = MostBlockRows;
        while (rows / block > MostBlocks)
        {
            block *= 2;
        }

        BlockRows = Length <= MostBlockRows ? Length : block;
    }

    /// <summary>How many elements a window has that is whole; none has more than there are.</summary>
    public long Length { get; }

    /// <summary>A window of fewer has no result.</summary>
    public long MinCount { get; }

    public bool SkipNaN { get; }

    public long BlockRows { get; }

    /// <summary>Whether there are windows with a whole block between their first and their last.</summary>
    public bool AreLong => Length > BlockRows;
}
