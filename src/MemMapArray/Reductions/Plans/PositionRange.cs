namespace MemMap.Reductions.Plans;

/// <summary>Positions of a traversal, from the first to before the last.</summary>
internal readonly struct PositionRange(long start, long end)
{
    public long Start { get; } = start;

    public long End { get; } = end;

    public long Count => End - Start;
}
