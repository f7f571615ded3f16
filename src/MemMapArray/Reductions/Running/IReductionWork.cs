using MemMap.Scheduling;

namespace MemMap.Reductions.Running;

/// <summary>A reduction cut into units of work, whose bytes are counted.</summary>
/// <typeparam name="TOutcome">What is left of a unit to be put together.</typeparam>
internal interface IReductionWork<TOutcome> : IUnitWork<TOutcome>
    where TOutcome : class
{
    long TotalBytes { get; }

    long BytesOf(long unit);
}
