using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
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
    private const int Columns = 256, Rounds = 3;

    public static async Task<int> RunAsync(int silos, int shards, CancellationToken cancellation)
    {
        string folder = Directory.CreateTempSubdirectory("memmaparray-cluster-").FullName;
        try
        {
            // Shards of one row, side by side in one file that all silos have.
            long rowBytes = Columns * sizeof(float);
            File.WriteAllBytes(Path.Combine(folder, "rows.bin"), new byte[shards * rowBytes]);
            var manifest = new ShardManifest("<f4", (shards, Columns), Enumerable.Range(0, shards).Select(i => new Shard(
                "rows.bin",
                new RowRange(i, 1),
                i * rowBytes,
                shards * rowBytes,
                labels: [$"node-{i % silos}", $"node-{(i + 1) % silos}"])));
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
                MemMapClusterArray<float> array = client.Services.GetRequiredService<IGrainFactory>().OpenMemMapArray<float>(manifest);
                foreach ((int latency, int stragglers) in ((int, int)[])[(0, 0), (1, 0), (10, 0), (10, silos / 20)])
                {
                    await process.TellAsync($"{latency} {stragglers}");
                    await MeasureAsync(array, $"{latency} ms a call, {stragglers} stragglers", traffic, cancellation);
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
    private static async Task MeasureAsync(
        MemMapClusterArray<float> array, string what, ClientTraffic traffic, CancellationToken cancellation)
    {
        double shards = array.Manifest.Shards.Count, best = double.PositiveInfinity;
        string text = string.Empty;
        for (int round = 0; round < Rounds; round++)
        {
            (long messages, long sent, long received) = (traffic.Messages, traffic.SentBytes, traffic.ReceivedBytes);
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            (double mean, TimeSpan time) = await Demonstration.Timed(() => array.MeanAsync(cancellationToken: cancellation));
            TimeSpan own = Process.GetCurrentProcess().TotalProcessorTime - before;
            if (mean != 0)
            {
                throw new InvalidDataException($"The mean of zeros is {mean}.");
            }

            if (time.TotalSeconds < best)
            {
                best = time.TotalSeconds;
                text = $"{best:F2} s, {time.TotalMicroseconds / shards:F0} us a shard, {own.TotalMicroseconds / shards:F0} us of the client's; " +
                    $"{(traffic.Messages - messages) / shards:F1} messages, {(traffic.SentBytes - sent) / shards:F0} bytes sent, " +
                    $"{(traffic.ReceivedBytes - received) / shards:F0} received";
            }
        }

        Console.WriteLine($"{what}: {text}");
    }
}
