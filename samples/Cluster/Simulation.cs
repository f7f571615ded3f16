using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace MemMap.ClusterSample;

/// <summary>What a shard costs where there are many silos, far away, and some of them slow: time, the client's own time, messages and
/// bytes.</summary>
internal static class Simulation
{
    private const int Columns = 256, RowsPerShard = 128, Rounds = 2;

    public static async Task<int> RunAsync(int silos, int shards, int[] latencies, CancellationToken cancellation)
    {
        string folder = Directory.CreateTempSubdirectory("memmaparray-cluster-").FullName;
        try
        {
            // All shards have the same bytes of one file, which all silos have. Neighbouring shards are on the same two of them.
            long bytes = RowsPerShard * Columns * sizeof(float);
            var random = new Random(1);
            float[] rows = [.. Enumerable.Range(0, RowsPerShard * Columns).Select(_ => random.NextSingle())];
            File.WriteAllBytes(Path.Combine(folder, "rows.bin"), MemoryMarshal.AsBytes(rows.AsSpan()).ToArray());
            NDArray<float> shard = NDArray.From(rows, (RowsPerShard, Columns));
            int NodeOf(int shard) => (int)((long)shard * silos / shards);
            var manifest = new ShardManifest("<f4", (shards * (long)RowsPerShard, Columns), Enumerable.Range(0, shards).Select(i => new Shard(
                "rows.bin",
                new RowRange(i * (long)RowsPerShard, RowsPerShard),
                0,
                bytes,
                labels: [$"node-{NodeOf(i)}", $"node-{(NodeOf(i) + 1) % silos}"])));
            SiloPlace[] places = SiloPlace.OnThisMachine(
                [.. Enumerable.Range(0, silos).Select(i => ($"node-{i}", new[] { $"node-{i}" }, folder))], scans: 2);
            string list = Path.Combine(folder, "places.json");

            // So many silos in one process would run out of descriptors.
            File.WriteAllText(list, JsonSerializer.Serialize(places.Select(place => place with { IdleShards = 16 })));
            using var traffic = new ClientTraffic();
            (SiloProcess process, TimeSpan start) = await Demonstration.Timed(() => SiloProcess.StartAsync("crowd", "--places", list));
            using (process)
            {
                Console.WriteLine($"{silos} silos in a process, started in {start.TotalSeconds:F0} s: {process.Memory()}");
                using IHost client = await Demonstration.ConnectAsync(places, cancellation);
                foreach ((int latency, int stragglers) in latencies.SelectMany(latency => ((int, int)[])[(latency, 0), (latency, silos / 20)]))
                {
                    await process.TellAsync($"{latency} {stragglers}");
                    // A request for each shard, for several, and for those of several silos, one of which merges what the others answer.
                    foreach ((int perRequest, int fanIn) in ((int, int)[])[(1, int.MaxValue), (16, int.MaxValue), (16, 16)])
                    {
                        var options = new ClusterArrayOptions { ShardsPerRequest = perRequest, MaxFanIn = fanIn };
                        MemMapClusterArray<float> array =
                            client.Services.GetRequiredService<IGrainFactory>().OpenMemMapArray<float>(manifest, options);
                        string merging = fanIn == int.MaxValue ? "the client merges" : $"silos merge those of {fanIn}";
                        string what = $"{latency} ms a call, {stragglers} stragglers, {perRequest} shards a request at most, {merging}";
                        Task Measure(string verb, double expected, Func<Task<double>> ask) =>
                            MeasureAsync($"{what}, {verb}", shards, traffic, expected, ask);
                        await Measure("mean", shard.Mean(), async () => await array.MeanAsync(cancellationToken: cancellation));
                        if (latency == latencies[0] && stragglers == 0)
                        {
                            // Their bytes are the same whatever the latency.
                            await Measure("std(0)", shard.Std(0)[0], async () => (await array.StdAsync(0, cancellationToken: cancellation))[0]);
                            await Measure("median", shard.Median(), async () => await array.MedianAsync(cancellationToken: cancellation));
                            await Measure("the 100 largest", shard.Max(), async () =>
                                (await array.TopKAsync(100, cancellationToken: cancellation)).Values[0]);
                        }
                    }
                }

                Console.WriteLine($"at the end: {process.Memory()}");
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The best of some rounds: what else the machine does only adds.
    private static async Task MeasureAsync(string what, double shards, ClientTraffic traffic, double expected, Func<Task<double>> ask)
    {
        double best = double.PositiveInfinity;
        string text = string.Empty;
        for (int round = 0; round < Rounds; round++)
        {
            (long messages, long sent, long received) = (traffic.Messages, traffic.SentBytes, traffic.ReceivedBytes);
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            (double result, TimeSpan time) = await Demonstration.Timed(ask);
            TimeSpan own = Process.GetCurrentProcess().TotalProcessorTime - before;
            if (Math.Abs(result - expected) > 1e-12 * expected)
            {
                throw new InvalidDataException($"The result is {result}, and that of one shard, of which all are copies, {expected}.");
            }

            if (time.TotalSeconds < best)
            {
                best = time.TotalSeconds;
                text = $"{best:F2} s, {time.TotalMicroseconds / shards:F0} us a shard, {own.TotalMicroseconds / shards:F0} us of the client's; " +
                    $"{(traffic.Messages - messages) / shards:F2} messages, {(traffic.SentBytes - sent) / shards:F0} bytes sent, " +
                    $"{(traffic.ReceivedBytes - received) / shards:F0} received a shard; in all {traffic.Messages - messages} messages, " +
                    $"{(traffic.SentBytes - sent) / 1e6:F2} MB sent, {(traffic.ReceivedBytes - received) / 1e6:F3} MB received";
            }
        }

        Console.WriteLine($"{what}: {text}");
    }
}
