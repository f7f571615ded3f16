using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MemMap.Rows;
using Xunit;

namespace MemMap.Tests.Rows;

/// <summary>The thread that reads ahead: how far, in what memory, and when it ends. Nothing here depends on who is faster.</summary>
public sealed class ReadAheadTests
{
    private sealed class Thing(long index, int memory) : IReusable
    {
        public long Index { get; } = index;

        public int Memory { get; } = memory;

        public bool IsRetired { get; private set; }

        public void Retire() => IsRetired = true;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void MoveNext_AllThings_ComeInOrderInBoundedMemory(int ahead)
    {
        int memories = 0;
        using ReadAhead<Thing> reader = new(100, ahead, (index, used) => new(index, used is null ? memories++ : used.Memory), () => { });
        List<Thing> seen = [];
        while (reader.MoveNext())
        {
            Assert.All(seen, thing => Assert.True(thing.IsRetired));
            Assert.False(reader.Current.IsRetired);
            seen.Add(reader.Current);
            Assert.Equal(seen.Count - 1, reader.Current.Index);
        }

        Assert.Equal(100, seen.Count);
        Assert.InRange(memories, 1, ahead + 1);
        Assert.False(reader.MoveNext());
    }

    [Fact]
    public void Reader_ConsumerThatWaits_IsSoFarAheadAndNoFurther()
    {
        using CountdownEvent two = new(3);
        int started = 0;
        using ReadAhead<Thing> reader = new(10, 2, (index, _) =>
        {
            Interlocked.Increment(ref started);
            if (index < 3)
            {
                two.Signal();
            }

            return new(index, 0);
        }, () => { });
        Assert.True(reader.MoveNext());

        // Without another call it reads the two after the first. A fourth needs memory that the first has.
        two.Wait();
        Assert.Equal(3, Volatile.Read(ref started));
        Assert.Equal(0, reader.Current.Index);
    }

    [Fact]
    public void MoveNext_ReaderFails_ThrowsAfterWhatWasReadBefore()
    {
        using ReadAhead<Thing> reader = new(10, 3, (index, _) => index < 4 ? new(index, 0) : throw new FormatException("four"), () => { });
        for (int i = 0; i < 4; i++)
        {
            Assert.True(reader.MoveNext());
        }

        Assert.Equal("four", Assert.Throws<FormatException>(() => reader.MoveNext()).Message);
        Assert.Equal("four", Assert.Throws<FormatException>(() => reader.MoveNext()).Message);
    }

    [Fact]
    public async Task Dispose_WhileReading_WaitsForThatAndReadsNoMore()
    {
        using ManualResetEventSlim goOn = new();
        int running = 0, started = 0, consumer = Environment.CurrentManagedThreadId;
        ReadAhead<Thing> reader = new(100, 5, (index, _) =>
        {
            Interlocked.Increment(ref started);
            Interlocked.Increment(ref running);
            if (index > 0 && Environment.CurrentManagedThreadId != consumer)
            {
                goOn.Wait();
            }

            Interlocked.Decrement(ref running);
            return new(index, 0);
        }, () => { });
        Assert.True(reader.MoveNext());
        Thing first = reader.Current;
        Task disposed = Task.Run(reader.Dispose);
        goOn.Set();
        await disposed;
        Assert.Equal(0, Volatile.Read(ref running));
        Assert.InRange(Volatile.Read(ref started), 1, 7);
        Assert.True(first.IsRetired);
    }

    [Fact]
    public void Dispose_FailureThatNobodyAskedFor_IsNobodys()
    {
        using CountdownEvent failed = new(1);
        ReadAhead<Thing> reader = new(10, 3, (index, _) =>
        {
            if (index == 0)
            {
                return new(index, 0);
            }

            failed.Signal();
            throw new FormatException();
        }, () => { });
        Assert.True(reader.MoveNext());
        failed.Wait();
        reader.Dispose();
    }

    [Fact]
    public void MoveNext_ReaderIsSlow_ReadsTheNextItselfInOrder()
    {
        using ManualResetEventSlim second = new();
        int consumer = Environment.CurrentManagedThreadId;
        bool readItself = false;
        using ReadAhead<Thing> reader = new(5, 2, (index, _) =>
        {
            // The reader's first waits for one that only who asks can read.
            if (Environment.CurrentManagedThreadId != consumer)
            {
                second.Wait();
            }
            else
            {
                readItself = true;
                second.Set();
            }

            return new(index, 0);
        }, () => { });
        for (int i = 0; i < 5; i++)
        {
            Assert.True(reader.MoveNext());
            Assert.Equal(i, reader.Current.Index);
        }

        Assert.False(reader.MoveNext());
        Assert.True(readItself);
    }

    [Fact]
    public void MoveNext_LaterOneFailsBeforeAnEarlierIsRead_ThrowsAtItsTurn()
    {
        using ManualResetEventSlim failed = new();
        int consumer = Environment.CurrentManagedThreadId;
        using ReadAhead<Thing> reader = new(5, 3, (index, _) =>
        {
            // Number 0 is there only when number 1 has failed, whoever reads which.
            if (index == 1)
            {
                failed.Set();
                throw new FormatException("one");
            }

            if (index == 0 && Environment.CurrentManagedThreadId != consumer)
            {
                failed.Wait();
            }

            return new(index, 0);
        }, () => { });
        Assert.True(reader.MoveNext());
        Assert.Equal(0, reader.Current.Index);
        Assert.Equal("one", Assert.Throws<FormatException>(() => reader.MoveNext()).Message);
        Assert.Equal("one", Assert.Throws<FormatException>(() => reader.MoveNext()).Message);
    }

    [Fact]
    public async Task MoveNextAsync_CancelledWhileItWaits_IsCancelled()
    {
        using ManualResetEventSlim goOn = new();
        using CancellationTokenSource stop = new();
        ReadAhead<Thing> reader = new(10, 1, (index, _) =>
        {
            goOn.Wait();
            return new(index, 0);
        }, () => { });
        Task<bool> next = reader.MoveNextAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        goOn.Set();
        await reader.DisposeAsync();
    }
}
