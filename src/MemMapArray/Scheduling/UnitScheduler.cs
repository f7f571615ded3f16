using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MemMap.Scheduling;

/// <summary>
/// Runs units of work on some threads and completes them in their order, so that who did what, and when, cannot be seen in the result.
/// Threads run at most a few units ahead of the first that is not complete: memory is bounded by the units in flight.
/// </summary>
/// <remarks>When a unit fails, those before it are done and completed nevertheless, and its exception is the one that is thrown: it does
/// not depend on the threads which of several failures is told of.</remarks>
/// <param name="work">The units.</param>
/// <param name="threads">How many threads work at most, the calling one among them.</param>
/// <param name="completed">Is told of each unit that is complete, in their order, by one thread at a time.</param>
/// <param name="cancellation">Ends the work between two units.</param>
internal sealed class UnitScheduler<TOutcome>(IUnitWork<TOutcome> work, int threads, Action<long> completed, CancellationToken cancellation)
    where TOutcome : class
{
    private const int UnitsAheadPerThread = 4;

    private readonly object _gate = new();
    private readonly Dictionary<long, TOutcome?> _early = [];
    private readonly int _threads = (int)Math.Min(threads, work.UnitCount);
    private long _next;
    private long _completed;
    private bool _isCompleting;
    private bool _stopped;

    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Run()
    {
        if (_threads <= 1)
        {
            RunAlone();
            return;
        }

        using var notStarted = new CancellationTokenSource();
        var failedUnits = new long[_threads];
        var own = new Task(() => Work(ref failedUnits[0]));
        var helpers = new Task[_threads - 1];
        for (int i = 0; i < helpers.Length; i++)
        {
            int thread = i + 1;
            helpers[i] = Task.Run(() => Work(ref failedUnits[thread]), notStarted.Token);
        }

        own.RunSynchronously(TaskScheduler.Default);

        // A helper that no thread was free for is not needed any more. Those that run are waited for, failed or not: they read the mapping.
        notStarted.Cancel();
        Task.WhenAll(helpers).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait();
        Task[] all = [own, .. helpers];
        Task? first = all.Where(task => task.IsFaulted).OrderBy(task => failedUnits[Array.IndexOf(all, task)]).FirstOrDefault();
        first?.GetAwaiter().GetResult();
    }

    private void RunAlone()
    {
        using IUnitWorker<TOutcome> worker = work.CreateWorker();
        for (; _completed < work.UnitCount; _completed++)
        {
            cancellation.ThrowIfCancellationRequested();
            worker.Complete(_completed, worker.Process(_completed));
            completed(_completed);
        }
    }

    // Where it fails, `failedUnit` is the unit that it failed at, counted from 1; before the first, -1.
    private void Work(ref long failedUnit)
    {
        failedUnit = -1;
        try
        {
            using IUnitWorker<TOutcome> worker = work.CreateWorker();
            while (TakeUnit() is { } unit)
            {
                failedUnit = unit + 1;
                cancellation.ThrowIfCancellationRequested();
                HandOver(worker, unit, worker.Process(unit));
            }

            failedUnit = 0;
        }
        finally
        {
            if (failedUnit != 0)
            {
                lock (_gate)
                {
                    _stopped = true;
                    Monitor.PulseAll(_gate);
                }
            }
        }
    }

    // One thread at a time completes, and not under the lock: whoever is done meanwhile leaves the outcome to it, and takes the next unit.
    private void HandOver(IUnitWorker<TOutcome> worker, long unit, TOutcome? outcome)
    {
        lock (_gate)
        {
            _early.Add(unit, outcome);
            if (_isCompleting)
            {
                return;
            }

            _isCompleting = true;
        }

        while (NextToComplete(out outcome))
        {
            worker.Complete(_completed, outcome);
            completed(_completed);
            lock (_gate)
            {
                _completed++;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private bool NextToComplete(out TOutcome? outcome)
    {
        lock (_gate)
        {
            _isCompleting = _early.TryGetValue(_completed, out outcome);
            _early.Remove(_completed);
            return _isCompleting;
        }
    }

    private long? TakeUnit()
    {
        lock (_gate)
        {
            while (!_stopped && _next < work.UnitCount && _next - _completed >= (long)_threads * UnitsAheadPerThread)
            {
                Monitor.Wait(_gate);
            }

            return _stopped || _next == work.UnitCount ? null : _next++;
        }
    }
}
