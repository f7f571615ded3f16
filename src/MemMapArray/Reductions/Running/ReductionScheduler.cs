using MemMap.Reductions.Calls;
using MemMap.Scheduling;

namespace MemMap.Reductions.Running;

/// <summary>Runs the units of a reduction as its options say, and reports the bytes that are done.</summary>
internal sealed class ReductionScheduler<TOutcome>(IReductionWork<TOutcome> work, ReductionSettings settings)
    where TOutcome : class
{
    private long _bytesDone;

    public void Run() => new UnitScheduler<TOutcome>(work, settings.Threads, AfterUnit, settings.CancellationToken).Run();

    private void AfterUnit(long unit)
    {
        if (settings.Progress is { } progress)
        {
            _bytesDone += work.BytesOf(unit);
            progress.Report(new ReductionProgress(_bytesDone, work.TotalBytes));
        }
    }
}
