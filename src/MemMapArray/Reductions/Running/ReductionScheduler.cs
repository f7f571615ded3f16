using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MemMap.Reductions.Calls;

namespace MemMap.Reductions.Running;

/// <summary>
/// Runs units of work on some threads and completes them in their order, so that who did what, and when, cannot be seen in the result.
/// Threads run at most a few units ahead of the first that is not complete: memory is bounded by the units in flight.
/// </summary>
internal sealed class ReductionScheduler<TOutcome>(IReductionWork<TOutcome> work, ReductionSettings settings)
    where TOutcome : class
{
    private const int UnitsAheadPerThread = 4;

    private readonly object _gate = new();
    private readonly Dictionary<long, TOutcome?> _early = [];
    private long _next;
    private long _completed;
    private long _bytesDone;
    private bool _stopped;

    public void Run()
    {
        int threads = (int)Math.Min(settings.Threads, work.UnitCount);
        if (threads <= 1)
        {
            RunAlone();
            return;
        }

        using var notStarted = new CancellationTokenSource();
        var own = new Task(() => Work(threads));
        var helpers = new Task[threads - 1];
        for (int i = 0; i < helpers.Length; i++)
        {
            helpers[i] = Task.Run(() => Work(threads), notStarted.Token);
        }

        own.RunSynchronously(TaskScheduler.Default);

        // A helper that no thread was free for is not needed any more. Those that run are waited for, failed or not: they read the mapping.
        notStarted.Cancel();
        Task.WhenAll(helpers)
            .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)
            .Wait();
        own.GetAwaiter().GetResult();
        foreach (Task helper in helpers)
        {
            if (!helper.IsCanceled)
            {
                helper.GetAwaiter().GetResult();
            }
        }
    }

    private void RunAlone()
    {
        using IReductionWorker<TOutcome> worker = work.CreateWorker();
        for (; _completed < work.UnitCount; _completed++)
        {
            settings.CancellationToken.ThrowIfCancellationRequested();
            worker.Complete(_completed, worker.Process(_completed));
            AfterUnit();
        }
    }

    private void Work(int threads)
    {
        bool finished = false;
        try
        {
            using IReductionWorker<TOutcome> worker = work.CreateWorker();
            while (TakeUnit(threads) is { } unit)
            {
                settings.CancellationToken.ThrowIfCancellationRequested();
                TOutcome? outcome = worker.Process(unit);
                lock (_gate)
                {
                    _early.Add(unit, outcome);
                    while (!_stopped && _early.TryGetValue(_completed, out TOutcome? next))
                    {
                        _early.Remove(_completed);
                        worker.Complete(_completed, next);
                        AfterUnit();
                        _completed++;
                    }

                    Monitor.PulseAll(_gate);
                }
            }

            finished = true;
        }
        finally
        {
            if (!finished)
            {
                lock (_gate)
                {
                    _stopped = true;
                    Monitor.PulseAll(_gate);
                }
            }
        }
    }

    private long? TakeUnit(int threads)
    {
        lock (_gate)
        {
            while (!_stopped && _next < work.UnitCount && _next - _completed >= (long)threads * UnitsAheadPerThread)
            {
                Monitor.Wait(_gate);
            }

            return _stopped || _next == work.UnitCount ? null : _next++;
        }
    }

    private void AfterUnit()
    {
        if (settings.Progress is { } progress)
        {
            _bytesDone += work.BytesOf(_completed);
            progress.Report(new ReductionProgress(_bytesDone, work.TotalBytes));
        }
    }
}
