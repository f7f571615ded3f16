using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;

namespace MemMap.ClusterSample;

/// <summary>Three silos, one of which dies.</summary>
internal static class Demonstration
{
    private static readonly string[] s_nodes = ["node0", "node1", "node2"];

    public static async Task<int> RunAsync(int megabytes, CancellationToken cancellation)
    {
        string folder = Directory.CreateTempSubdirectory("memmaparray-cluster-").FullName;
        var silos = new List<SiloProcess>();
        try
        {
            string whole = Path.Combine(folder, "whole");
            SpreadArray.Write(whole, megabytes, shards: 24);
            ShardManifest manifest = SpreadArray.Spread(
                whole, node => Path.Combine(folder, node), shard => [s_nodes[shard % 3], s_nodes[(shard + 1) % 3]]);
            Console.WriteLine($"{manifest}, {megabytes} MB; each shard lies on two of three nodes");

            using MemMapShards<float> one = MemMapShards.Open<float>(whole);
            (Moments expected, TimeSpan time) = await Timed(() => Task.FromResult(one.Describe()));
            double[] columns = one.Std(0).ToArray();
            Console.WriteLine($"one machine:            mean {expected.Mean:R}, std {expected.Std():R}, {time.TotalMilliseconds:F0} ms");

            SiloPlace[] places = SiloPlace.OnThisMachine(
                [.. s_nodes.Select(node => (node, (string[])[node], Path.Combine(folder, node)))], scans: 2);
            foreach (SiloPlace place in places)
            {
                silos.Add(await SiloProcess.StartAsync(place));
            }

            // The first silo knows the others, so it stays; clients come in by the first and the second.
            using IHost host = await ConnectAsync(places[..2], cancellation);
            MemMapClusterArray<float> array = host.Services.GetRequiredService<IGrainFactory>()
                .OpenMemMapArray<float>(manifest, new ClusterArrayOptions { SilenceTimeout = TimeSpan.FromSeconds(5) });
            bool areEqual = true;
            (Moments all, time) = await Timed(() => array.DescribeAsync(cancellationToken: cancellation));
            Report("three silos, cold:", all);
            (all, time) = await Timed(() => array.DescribeAsync(cancellationToken: cancellation));
            Report("three silos, warm:", all);
            areEqual &= AreSame(columns, await array.StdAsync(axis: 0, cancellationToken: cancellation));
            foreach ((SiloProcess silo, string node) in silos.Zip(s_nodes))
            {
                Console.WriteLine($"memory of {node}:        {silo.Memory()}");
            }

            // In the middle of it: when the first shard is there.
            bool isKilled = false;
            var readBy = new Dictionary<string, int>();
            var progress = new Progress(step =>
            {
                if (step.Shard >= 0)
                {
                    readBy[step.Silo] = readBy.GetValueOrDefault(step.Silo) + 1;
                    if (!isKilled)
                    {
                        isKilled = true;
                        silos[2].Kill();
                    }
                }
            });
            (all, time) = await Timed(() => array.DescribeAsync(new ClusterReductionOptions { Progress = progress }, cancellation));
            Report("node2 killed in it:", all);
            Console.WriteLine($"shards were read by:    {string.Join(", ", readBy.Select(pair => $"{pair.Key} {pair.Value}"))}");
            readBy.Clear();
            (all, time) = await Timed(() => array.DescribeAsync(new ClusterReductionOptions { Progress = progress }, cancellation));
            Report("from the replicas:", all);
            Console.WriteLine($"shards were read by:    {string.Join(", ", readBy.Select(pair => $"{pair.Key} {pair.Value}"))}");
            areEqual &= AreSame(columns, await array.StdAsync(axis: 0, cancellationToken: cancellation))
                && !readBy.ContainsKey("node2");
            Console.WriteLine(areEqual ? "All results have the bits of one machine." : "RESULTS DIFFER from those of one machine.");
            return areEqual ? 0 : 1;

            void Report(string what, Moments found)
            {
                bool isEqual = found.Equals(expected);
                areEqual &= isEqual;
                string bits = isEqual ? "the same bits" : "OTHER BITS";
                Console.WriteLine($"{what,-23} mean {found.Mean:R}, std {found.Std():R}, {time.TotalMilliseconds:F0} ms, {bits}");
            }
        }
        finally
        {
            silos.ForEach(silo => silo.Dispose());
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A client of silos on this machine.</summary>
    public static async Task<IHost> ConnectAsync(SiloPlace[] gateways, CancellationToken cancellation)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client => client.UseLocalhostClustering([.. gateways.Select(place => place.GatewayPort)]));
        IHost host = builder.Build();
        await host.StartAsync(cancellation);
        return host;
    }

    public static async Task<(T Result, TimeSpan Time)> Timed<T>(Func<Task<T>> work)
    {
        var watch = Stopwatch.StartNew();
        T result = await work();
        return (result, watch.Elapsed);
    }

    private static bool AreSame(double[] expected, NDArray<double> found) => expected.AsSpan().SequenceEqual(found.AsSpan());

    private sealed class Progress(Action<ClusterProgress> tell) : IProgress<ClusterProgress>
    {
        public void Report(ClusterProgress value) => tell(value);
    }
}
