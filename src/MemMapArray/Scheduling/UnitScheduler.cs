using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MemMap.Scheduling;

/// <summary>
/// Runs units of work on some threads and completes them in their order, so that who did what, and when, cannot be seen in the result.
/// Threads run at most a few units ahead of the first that is not complete: memory is bounded by the units in flight.
/// </summary>
/// <remarks>
/// <para>When a unit fails, those before it are done and completed nevertheless, and its exception is the one that is thrown: it does
/// not depend on the threads which of several failures is told of.</para>
/// <para>A unit costs no lock and no allocation, but seven writes that other threads see: its number is taken (1), its outcome is laid down
/// (2), and whoever lays down the next one to be completed completes it (4). A thread waits only where the units in flight have become too
/// many, until the unit that had its place is complete, and then it alone is woken.</para>
/// <code>
///   units     8  9 10 11 12 13 14 15 | 16
///   places    0  1  2  3  4  5  6  7 |  0    unit 16 waits until unit 8 is complete
/// </code>
/// </remarks>
/// <param name="work">The units.</param>
/// <param name="threads">How many threads work at most, the calling one among them.</param>
/// <param name="completed">Is told of each unit that is complete, in their order, by one thread at a time.</param>
/// <param name="cancellation">Ends the work between two units.</param>
internal sealed class UnitScheduler<TOutcome>(IUnitWork<TOutcome> work, int threads, Action<long> completed, CancellationToken cancellation)
    where TOutcome : class
{
    private const int UnitsAheadPerThread = 4;

    private readonly int _threads = (int)Math.Min(threads, work.UnitCount);

    // Where the units in flight leave what is to be completed: each at its number modulo the places.
    private readonly Place[] _places =
        [.. Enumerable.Range(0, (int)Math.Min(threads, work.UnitCount) * UnitsAheadPerThread).Select(_ => new Place())];

    private long _taken;
    private long _completed;
    private int _isCompleting;

    // The first unit that is known to have failed; -1 where a thread could not even begin.
    private long _failed = long.MaxValue;

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
                Fail(failedUnit < 0 ? -1 : failedUnit - 1);
            }
        }
    }

    // Units are taken in their order, so that all before one that fails are done.
    private long? TakeUnit()
    {
        if (Volatile.Read(ref _failed) != long.MaxValue)
        {
            return null;
        }

        long unit = Interlocked.Increment(ref _taken) - 1;
        return unit < work.UnitCount && (HasRoom(unit) || WaitForRoom(unit)) ? unit : null;
    }

    private Place PlaceOf(long unit) => _places[unit % _places.Length];

    private bool HasRoom(long unit) => unit - Volatile.Read(ref _completed) < _places.Length;

    // False when a unit before it has failed: there will be no room.
    private bool WaitForRoom(long unit)
    {
        Place place = PlaceOf(unit);
        lock (place)
        {
            // Written before the room is looked at; whoever makes room looks at this after that.
            place.Waiting++;
            Interlocked.MemoryBarrier();
            while (!HasRoom(unit) && Volatile.Read(ref _failed) > unit)
            {
                Monitor.Wait(place);
            }

            place.Waiting--;
            return HasRoom(unit);
        }
    }

    // One thread at a time completes: whoever is done meanwhile leaves the outcome to it, and takes the next unit.
    private void HandOver(IUnitWorker<TOutcome> worker, long unit, TOutcome? outcome)
    {
        Place place = PlaceOf(unit);
        place.Outcome = outcome;
        Volatile.Write(ref place.Units, unit + 1);
        Interlocked.MemoryBarrier();
        while (IsNextDone() && Interlocked.Exchange(ref _isCompleting, 1) == 0)
        {
            // Where this throws nothing is completed any more.
            CompleteWhatIsDone(worker);
            Interlocked.Exchange(ref _isCompleting, 0);
        }
    }

    private bool IsNextDone()
    {
        long next = Volatile.Read(ref _completed);
        return Volatile.Read(ref PlaceOf(next).Units) == next + 1;
    }

    private void CompleteWhatIsDone(IUnitWorker<TOutcome> worker)
    {
        while (IsNextDone())
        {
            Place place = PlaceOf(_completed);
            TOutcome? outcome = place.Outcome;
            place.Outcome = null;
            worker.Complete(_completed, outcome);
            completed(_completed);
            Volatile.Write(ref _completed, _completed + 1);
            Interlocked.MemoryBarrier();
            if (Volatile.Read(ref place.Waiting) > 0)
            {
                Wake(place);
            }
        }
    }

    private void Fail(long unit)
    {
        // Of failures at one time, the first unit's.
        for (long known = Volatile.Read(ref _failed); unit < known;)
        {
            long before = Interlocked.CompareExchange(ref _failed, unit, known);
            known = before == known ? unit : before;
        }

        Array.ForEach(_places, Wake);
    }

    private static void Wake(Place place)
    {
        lock (place)
        {
            Monitor.PulseAll(place);
        }
    }

    private sealed class Place
    {
        public TOutcome? Outcome;

        /// <summary>How many units there are up to the one whose <see cref="Outcome"/> this is, as soon as that is there.</summary>
        public long Units;

        /// <summary>How many threads wait for it: that of its next unit and, before that one has woken, that of the one after.</summary>
        public int Waiting;
    }
}
