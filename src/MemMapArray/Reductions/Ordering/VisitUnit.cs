using MemMap.Reductions.Plans;

namespace MemMap.Reductions.Ordering;

/// <summary>A unit of a pass: some positions of some groups.</summary>
/// <param name="firstGroup">The first group.</param>
/// <param name="endGroup">Behind the last.</param>
/// <param name="positions">The positions of each.</param>
internal readonly struct VisitUnit(long firstGroup, long endGroup, PositionRange positions)
{
    public long FirstGroup => firstGroup;

    public long EndGroup => endGroup;

    public PositionRange Positions => positions;
}
