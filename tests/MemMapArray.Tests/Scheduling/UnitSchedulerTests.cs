using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using MemMap.Scheduling;
using Xunit;

namespace MemMap.Tests.Scheduling;

/// <summary>Units on threads: completed in order, and the first that fails is the one that is told of.</summary>
public sealed class UnitSchedulerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Run_AnyThreads_CompletesEachUnitInOrder(int threads)
    {
        var work = new Units(200, _ => { });
        List<long> completed = [];
        new UnitScheduler<object>(work, threads, completed.Add, default).Run();
        Assert.Equal(Enumerable.Range(0, 200).Select(i => (long)i), completed);
        Assert.Equal(completed, work.Completed);
        Assert.Equal(0, work.OpenWorkers);
    }

    // Nobody waits for another's unit to be put together, unless units in flight would become too many.
    [Fact]
    public void Run_OneUnitTakesLongToComplete_OthersAreProcessedMeanwhile()
    {
        using var others = new CountdownEvent(3);
        bool wereProcessed = false;
        var work = new Units(8, unit =>
        {
            if (unit is > 0 and <= 3)
            {
                others.Signal();
            }
        })
        {
            BeforeComplete = unit => wereProcessed |= unit == 0 && others.Wait(TimeSpan.FromSeconds(30)),
        };
        new UnitScheduler<object>(work, 2, _ => { }, default).Run();
        Assert.True(wereProcessed);
        Assert.Equal(Enumerable.Range(0, 8).Select(i => (long)i), work.Completed);
    }

    // Later units fail at once, the first one late: its exception is thrown all the same, and all before it is complete.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Run_SeveralUnitsFail_ThrowsThatOfTheFirst(int threads)
    {
        for (int first = 0; first < 40; first += 3)
        {
            int wrong = first;
            var work = new Units(60, unit =>
            {
                if (unit == wrong)
                {
                    Thread.Sleep(2);
                }

                if (unit >= wrong)
                {
                    throw new InvalidTimeZoneException(unit.ToString(CultureInfo.InvariantCulture));
                }

                Thread.SpinWait((int)(unit % 5) * 2000);
            });
            List<long> completed = [];
            Exception thrown = Assert.Throws<InvalidTimeZoneException>(() => new UnitScheduler<object>(work, threads, completed.Add, default).Run());
            Assert.Equal(wrong.ToString(CultureInfo.InvariantCulture), thrown.Message);
            Assert.Equal(Enumerable.Range(0, wrong).Select(i => (long)i), completed);
            Assert.Equal(0, work.OpenWorkers);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Run_CancelledByAUnit_ThrowsAndCompletesNoGap(int threads)
    {
        using var stop = new CancellationTokenSource();
        var work = new Units(1000, unit =>
        {
            if (unit == 20)
            {
                stop.Cancel();
            }
        });
        List<long> completed = [];
        Assert.ThrowsAny<OperationCanceledException>(() => new UnitScheduler<object>(work, threads, completed.Add, stop.Token).Run());
        Assert.Equal(Enumerable.Range(0, completed.Count).Select(i => (long)i), completed);
        Assert.InRange(completed.Count, 1, 20 + (5 * threads));
    }

    private sealed class Units(long count, Action<long> process) : IUnitWork<object>
    {
        private int _openWorkers;

        public long UnitCount => count;

        public List<long> Completed { get; } = [];

        public Action<long> BeforeComplete { get; init; } = _ => { };

        public int OpenWorkers => _openWorkers;

        public IUnitWorker<object> CreateWorker()
        {
            Interlocked.Increment(ref _openWorkers);
            return new Worker(this);
        }

        private sealed class Worker(Units units) : IUnitWorker<object>
        {
            public object? Process(long unit)
            {
                units.Run(unit);
                return unit;
            }

            public void Complete(long unit, object? outcome)
            {
                Assert.Equal(unit, outcome);
                units.BeforeComplete(unit);
                units.Completed.Add(unit);
            }

            public void Dispose() => Interlocked.Decrement(ref units._openWorkers);
        }

        private void Run(long unit) => process(unit);
    }
}
