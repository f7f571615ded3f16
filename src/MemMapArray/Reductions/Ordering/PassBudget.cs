namespace MemMap.Reductions.Ordering;

/// <summary>What is left of the memory that a pass may take, and what of it an interval needs: once for all threads, and once for each of
/// them.</summary>
/// <param name="bytes">How much there is.</param>
/// <param name="threads">How many threads there are.</param>
internal struct PassBudget(long bytes, int threads)
{
    /// <summary>For an interval: its keys and its counts, and where its counters and its kept elements are.</summary>
    public const int Shared = (4 * sizeof(long)) + (2 * sizeof(int)) + sizeof(byte);

    /// <summary>For an interval and a thread: counts, and where the next element is kept.</summary>
    public const int Threads = 4 * sizeof(long);

    /// <summary>For a counter, and for one of a thread.</summary>
    public const int SharedCounter = sizeof(long), ThreadsCounter = sizeof(uint);

    /// <summary>How much is left.</summary>
    public long Left { get; private set; } = bytes;

    /// <summary>What a counter takes.</summary>
    public readonly long Counter => SharedCounter + ((long)threads * ThreadsCounter);

    /// <summary>What an interval takes of which nothing is kept.</summary>
    public readonly long Of(long counters) => Shared + ((long)threads * Threads) + (counters * Counter);

    /// <summary>What an interval takes whose elements are kept: a third more than they are, for chunks that are not full, and the smallest
    /// chunk for each thread (<see cref="KeyArena{T}"/>).</summary>
    public readonly double OfKept(double elementBytes) =>
        Of(0) + ((long)threads * (KeyArena.LeastChunkBytes + KeyArena.HeaderBytes)) + (elementBytes * 4 / 3);

    /// <summary>Takes some, if there is so much.</summary>
    public bool TryTake(double needed)
    {
        if (needed > Left)
        {
            return false;
        }

        Left -= (long)System.Math.Ceiling(needed);
        return true;
    }
}
