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

    // As far as there is room: four units for each thread.
    [Fact]
    public void Run_OneUnitTakesLong_OthersGoOnAsFarAsThereIsRoom()
    {
        const int Threads = 2, Room = 4 * Threads;
        using var others = new CountdownEvent(Room - 1);
        int done = 0, beyond = 0;
        var work = new Units(100, unit =>
        {
            if (unit == 0)
            {
                Assert.True(others.Wait(TimeSpan.FromSeconds(30)));
                beyond = Volatile.Read(ref done) - (Room - 1);
            }
            else
            {
                Interlocked.Increment(ref done);
                _ = unit < Room && others.Signal();
            }
        });
        new UnitScheduler<object>(work, Threads, _ => { }, default).Run();
        Assert.Equal(0, beyond);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), work.Completed);
    }

    // Units that wait for each other in all ways that chance finds; what is completed is written down by plain writes, of one thread at a time.
    [Fact]
    public void Run_ManyShortUnits_CompletesEachInOrder()
    {
        Random random = new(11);
        for (int run = 0; run < (Thorough.IsOn ? 300 : 30); run++)
        {
            int count = random.Next(1, 3000), threads = random.Next(2, 9), slow = random.Next(1, 50), wrong = random.Next(2) == 0 ? random.Next(count) : count;
            var work = new Units(count, unit =>
            {
                Thread.SpinWait(unit % slow == 0 ? 2000 : 1);
                if (unit == wrong)
                {
                    throw new InvalidTimeZoneException();
                }
            })
            {
                BeforeComplete = unit => Thread.SpinWait(unit % 97 == 0 ? 5000 : 1),
            };
            Exception? thrown = Record.Exception(() => new UnitScheduler<object>(work, threads, _ => { }, default).Run());
            Assert.Equal(wrong < count, thrown is InvalidTimeZoneException);
            Assert.Equal(Enumerable.Range(0, wrong).Select(i => (long)i), work.Completed);
            Assert.Equal(0, work.OpenWorkers);
        }
    }

    [Fact]
    public void Run_CompletingFails_ThrowsAndCompletesNothingMore()
    {
        for (int wrong = 0; wrong < 60; wrong += 7)
        {
            int at = wrong;
            var work = new Units(100, unit => Thread.SpinWait((int)(unit % 5) * 500))
            {
                BeforeComplete = unit =>
                {
                    if (unit == at)
                    {
                        throw new InvalidTimeZoneException();
                    }
                },
            };
            Assert.Throws<InvalidTimeZoneException>(() => new UnitScheduler<object>(work, 4, _ => { }, default).Run());
            Assert.Equal(Enumerable.Range(0, at).Select(i => (long)i), work.Completed);
            Assert.Equal(0, work.OpenWorkers);
        }
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
