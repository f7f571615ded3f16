using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Orleans;
using Orleans.Runtime;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>Gateways that died, so that what went through them is lost, though the silo behind them is well.</summary>
public sealed class RouteTests
{
    private static readonly ClusterArrayOptions s_options = new() { SilenceTimeout = TimeSpan.FromSeconds(0.25), Attempts = 2 };

    private readonly ConcurrentQueue<ShardKey> _scans = [], _pings = [];

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task RunAsync_SomeGatewaysAreDead_TheSiloIsFoundByAnother(int perRequest)
    {
        // The first keys of every shard lead through a dead gateway.
        IReadOnlyList<(int Shard, string Reason)> lost = await RunAsync(
            ["well"], shards: 20, perRequest, key => key.Route < 11 ? Silence() : Task.CompletedTask);

        Assert.Empty(lost);
        Assert.All(_scans, key => Assert.True(key.Route is 0 or >= 11));
    }

    [Fact]
    public async Task RunAsync_CopiesOnDeadSilosAndDeadGateways_TheLivingSiloHasThem()
    {
        // Two of three nodes die at once, with their gateways.
        IReadOnlyList<(int Shard, string Reason)> lost = await RunAsync(
            ["dead", "well"], shards: 20, 1, key => key.Label == "dead" ? Rejection() : key.Route % 3 != 2 ? Silence() : Task.CompletedTask);

        Assert.Empty(lost);
        Assert.All(_scans.Where(key => key.Label == "well" && key.Route != 0), key => Assert.Equal(2, key.Route));
    }

    [Fact]
    public async Task RunAsync_NobodyIsThere_SaysWhyAfterTheAttempts()
    {
        IReadOnlyList<(int Shard, string Reason)> lost = await RunAsync(["dead"], shards: 8, 1, _ => Rejection());

        Assert.Equal(Enumerable.Range(0, 8), lost.Select(one => one.Shard));
        Assert.All(lost, one => Assert.Equal("'dead': It is gone.", one.Reason));

        // Nothing is sent to it that could be lost; and when it was tried often enough, no more at all.
        Assert.All(_scans, key => Assert.Equal((0, 0), (key.Attempt, key.Route)));
        Assert.InRange(_scans.Count, 1, s_options.ShardsInFlightPerLabel);
        Assert.All(_pings, key => Assert.InRange(key.Attempt, 0, s_options.Attempts - 1));
    }

    [Fact]
    public async Task RunAsync_CancelledWhileAWayIsSought_EndsAtOnce()
    {
        using var cancellation = new CancellationTokenSource();
        Task running = RunAsync(["well"], shards: 1, 1, _ => _pings.IsEmpty ? Rejection() : EndsIn(cancellation), cancellation.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Theory]
    [InlineData("a/0/0/0")]
    [InlineData("a/-1/0/0/node0")]
    [InlineData("a/0/-1/0/node0")]
    [InlineData("a/0/0/99999999999/node0")]
    [InlineData("a/0/0//node0")]
    [InlineData("")]
    public void Parse_NoKey_Throws(string text) => Assert.Throws<FormatException>(() => ShardKey.Parse(text));

    [Fact]
    public void Parse_LabelWithSlashes_IsWhole()
    {
        var key = new ShardKey("a", 1, 2, 3, "rack/7");
        Assert.Equal(key, ShardKey.Parse(key.ToString()));
    }

    private static Task Silence() => new TaskCompletionSource().Task;

    private static Task Rejection() => Task.FromException(new OrleansException("It is gone."));

    private static Task EndsIn(CancellationTokenSource cancellation)
    {
        cancellation.Cancel();
        return Silence();
    }

    private async Task<IReadOnlyList<(int Shard, string Reason)>> RunAsync(
        string[] labels, int shards, int perRequest, Func<ShardKey, Task> deliver, CancellationToken cancellation = default)
    {
        Shard[] all = [.. Enumerable.Range(0, shards).Select(shard => new Shard($"{shard}", new RowRange(shard, 1), 0, 4, labels: labels))];
        var taken = new ConcurrentBag<int>();
        var work = new ShardWork(
            shard => new ShardRequest { Element = "Single", Descr = "<f4", Shape = [shards], Folder = string.Empty, Shard = ShardFile.Of(all[shard]) },
            (own, _, _) => Array.ForEach(own, taken.Add),
            static (_, _, _) => { })
        {
            MaxTogether = perRequest,
        };
        IGrainFactory factory = Fake.Of<IGrainFactory>((_, arguments) => new Grain(ShardKey.Parse((string)arguments[0]!), deliver, this));
        IReadOnlyList<(int Shard, string Reason)> lost =
            await new ShardCalls(factory, "a", all, s_options).RunAsync(Enumerable.Range(0, shards), work, cancellation);
        Assert.Equal(Enumerable.Range(0, shards).Except(lost.Select(one => one.Shard)), taken.Order());
        return lost;
    }

    private sealed class Grain(ShardKey key, Func<ShardKey, Task> deliver, RouteTests test) : IShardGrain
    {
        public async Task PingAsync()
        {
            test._pings.Enqueue(key);
            await deliver(key);
        }

        public async IAsyncEnumerable<ShardMessage> ScanAsync(ShardRequest request, [EnumeratorCancellation] CancellationToken cancellation)
        {
            test._scans.Enqueue(key);
            await deliver(key);
            yield return new(ShardMessageKind.EndOfPiece, key.Label) { IsLast = true, Part = request.More.Length };
        }
    }
}
