using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemMap.Tests;
using Orleans.TestingHost;
using Xunit;
using Xunit.Abstractions;

namespace MemMap.Cluster.Tests;

/// <summary>Faults drawn at random: each ends in the bits of one machine, or in one exception that says what is wrong, in time.</summary>
/// <remarks>With MEMMAPARRAY_THOROUGH=1 fifty schedules, with 3 a thousand: fifty in each row, of which <c>--filter DisplayName~150</c>
/// chooses one. They wait for most of their time, so there are several clusters at a time, each made anew where a silo was killed.</remarks>
public sealed class FaultScheduleTests(ITestOutputHelper output)
{
    private const int PerRow = 50, Rows = FaultSchedule.Shards * 60, ClustersAtATime = 10;

    // A machine with other work may be late; what is tested is that nothing waits for ever.
    private static readonly TimeSpan s_deadline = TimeSpan.FromMinutes(3);

    public static TheoryData<int> Firsts => [.. Enumerable.Range(0, Thorough.Times > 1 ? 20 : 1).Select(row => row * PerRow)];

    [Theory]
    [MemberData(nameof(Firsts))]
    public Task Verbs_UnderFaults_HaveTheBitsOfOneMachineOrOneException(int first) =>
        RunAsync(Enumerable.Range(first, Thorough.IsOn ? PerRow : 6));

    [ThoroughTheory("a schedule of faults that failed, as often as it takes to fail once")]
    [InlineData(115)]
    public Task Verbs_ScheduleThatFailedOnce_HaveTheBitsOfOneMachineOrOneException(int seed) => RunAsync(Enumerable.Repeat(seed, PerRow));

    private async Task RunAsync(IEnumerable<int> schedules)
    {
        var outcomes = new ConcurrentDictionary<string, int>();
        var seeds = new ConcurrentQueue<int>(schedules);
        await Task.WhenAll(Enumerable.Range(0, Thorough.IsOn ? ClustersAtATime : 2).Select(_ => RunAsync(seeds, outcomes)));
        output.WriteLine(string.Join(", ", outcomes.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}: {one.Value}")));
    }

    private async Task RunAsync(ConcurrentQueue<int> seeds, ConcurrentDictionary<string, int> outcomes)
    {
        FaultSchedule? now = null;
        ClusterOfSilos? silos = null;
        try
        {
            while (seeds.TryDequeue(out int seed))
            {
                silos ??= await ClusterOfSilos.StartAsync(
                    FaultSchedule.Nodes,
                    beforeScan: (node, _, cancellation) => now?.BeforeScanAsync(NumberOf(node), cancellation) ?? Task.CompletedTask,
                    beforeCall: node => now?.BeforeCallAsync(NumberOf(node)) ?? Task.CompletedTask);
                var schedule = new FaultSchedule(seed);
                string outcome = "another exception";
                try
                {
                    outcome = await RunAsync(silos, schedule, () => now = schedule);
                }
                finally
                {
                    now = null;
                    output.WriteLine($"{schedule}: {outcome}");
                }

                outcomes.AddOrUpdate(outcome, 1, static (_, count) => count + 1);
                if (schedule.Faults.Contains(NodeFault.Killed))
                {
                    await silos.DisposeAsync();
                    silos = null;
                }
            }
        }
        finally
        {
            if (silos is not null)
            {
                await silos.DisposeAsync();
            }
        }
    }

    private static async Task<string> RunAsync(ClusterOfSilos silos, FaultSchedule schedule, Action begin)
    {
        string name = $"faults-{schedule.Seed}";
        using MemMapArray<double> one = silos.Array(name, (Rows, 3), random => Math.Exp(random.NextDouble() * 20));
        ShardManifest manifest = silos.Spread(name, one, Rows / FaultSchedule.Shards, shard => [.. FaultSchedule.NodesOf(shard).Select(node => $"node{node}")]);
        Array.ForEach([.. schedule.Missing], copy => File.Delete(silos.FileOf($"node{copy.Node}", name, manifest.Shards[copy.Shard])));
        Array.ForEach([.. schedule.Differing.Except(schedule.Missing)], copy => File.AppendAllText(silos.FileOf($"node{copy.Node}", name, manifest.Shards[copy.Shard]), "x"));
        using var cancellation = new CancellationTokenSource();
        Task ending = Task.CompletedTask;
        var vanished = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        InProcessSiloHandle[] killed = [.. schedule.Faults.Index().Where(node => node.Item == NodeFault.Killed).Select(node => silos.SiloOf($"node{node.Index}"))];
        schedule.Start = () => ending = Task.Run(async () =>
        {
            await Task.WhenAll(killed.Select(silo => silos.Cluster.KillSiloAsync(silo)));
            if (schedule.IsCancelled)
            {
                await cancellation.CancelAsync();
            }

            vanished.TrySetResult();
        });
        begin();
        try
        {
            if (schedule.DoesClientVanish)
            {
                // Nobody is there to be told; another client is served.
                await Task.WhenAny(AskAsync(silos, schedule, one, manifest, cancellation.Token), vanished.Task);
                await silos.Cluster.KillClientAsync();
                await silos.Cluster.InitializeClientAsync();
                return "client vanished, the next: " + await AskAsync(silos, schedule, one, manifest, CancellationToken.None);
            }

            return await AskAsync(silos, schedule, one, manifest, cancellation.Token);
        }
        finally
        {
            schedule.End.TrySetResult();
            await ending;
            silos.Remove(name);
        }
    }

    private static async Task<string> AskAsync(
        ClusterOfSilos silos, FaultSchedule schedule, MemMapArray<double> one, ShardManifest manifest, CancellationToken cancellation)
    {
        var options = new ClusterArrayOptions
        {
            Folder = $"faults-{schedule.Seed}",
            ShardsInFlightPerLabel = 1 + (schedule.Seed % 3),
            ShardsPerRequest = schedule.Seed % 4 == 0 ? 1 : 8,
            MaxFanIn = schedule.MaxFanIn,
            SilenceTimeout = TimeSpan.FromSeconds(6),
            ScanTimeout = TimeSpan.FromSeconds(6),
            Attempts = 2,
        };
        MemMapClusterArray<double> many = silos.Cluster.Client.OpenMemMapArray<double>(manifest, options);
        try
        {
            Assert.Equal(Bits(Expected(one, schedule.Verb)), Bits(await FoundAsync(many, schedule.Verb, cancellation).WaitAsync(s_deadline, CancellationToken.None)));
            return "bits";
        }
        catch (OperationCanceledException) when (schedule.IsCancelled)
        {
            return "cancelled";
        }
        catch (ShardUnavailableException exception)
        {
            Assert.Subset(schedule.Endangered().Select(shard => manifest.Shards[shard].Path).ToHashSet(), exception.Shards.Select(shard => shard.Path).ToHashSet());
            Assert.Contains(exception.Shards[0].Path, exception.Message, StringComparison.Ordinal);
            return "unavailable";
        }
        catch (InvalidDataException exception) when (schedule.Differing.Count > 0)
        {
            Assert.Contains(schedule.Differing, copy => exception.Message.Contains($"'{manifest.Shards[copy.Shard]}'", StringComparison.Ordinal));
            return "differs";
        }
    }

    private static int NumberOf(string node) => node[^1] - '0';

    private static long[] Bits(double[] numbers) => Array.ConvertAll(numbers, BitConverter.DoubleToInt64Bits);

    private static double[] Expected(MemMapArray<double> one, int verb) => verb switch
    {
        0 => [one.Std()],
        1 => one.Sum(0).ToArray(),
        2 => one.Var(0).ToArray(),
        3 => one.Covariance().ToArray(),
        4 => [one.Median()],
        5 => one[100..2000].ToArray(),
        _ => one.Mean(1).ToArray(),
    };

    private static async Task<double[]> FoundAsync(MemMapClusterArray<double> many, int verb, CancellationToken cancellation) => verb switch
    {
        0 => [await many.StdAsync(cancellationToken: cancellation)],
        1 => (await many.SumAsync(0, cancellationToken: cancellation)).ToArray(),
        2 => (await many.VarAsync(0, cancellationToken: cancellation)).ToArray(),
        3 => (await many.CovarianceAsync(cancellationToken: cancellation)).ToArray(),
        4 => [await many.MedianAsync(cancellationToken: cancellation)],
        5 => await many.ReadRowsAsync(new RowRange(100, 1900), cancellation),
        _ => (await many.MeanAsync(1, cancellationToken: cancellation)).ToArray(),
    };
}
