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
/// <param name="silos">How many silos.</param>
/// <param name="shards">How many shards.</param>
/// <param name="latencies">How many milliseconds each call takes more.</param>
/// <param name="verbs">What is asked for.</param>
internal sealed class Simulation(int silos, int shards, int[] latencies, string[] verbs)
{
    private const string Mean = "mean", Std = "std(0)", Median = "median", Top = "100 largest";
    private const int Columns = 256, RowsPerShard = 128, Rounds = 2;

    private static readonly float[] s_rows = MakeRows();

    /// <summary>All that can be asked for.</summary>
    public static string[] Verbs => [Mean, Std, Median, Top];

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        using var traffic = new ClientTraffic();
        string folder = Directory.CreateTempSubdirectory("memmaparray-cluster-").FullName;
        try
        {
            // All shards have the same bytes of one file, which all silos have. Neighbouring shards are on the same two of them.
            long bytes = RowsPerShard * Columns * sizeof(float);
            File.WriteAllBytes(Path.Combine(folder, "rows.bin"), MemoryMarshal.AsBytes(s_rows.AsSpan()).ToArray());
            int NodeOf(int shard) => (int)((long)shard * silos / shards);
            Shard ShardOf(int i) => new(
                "rows.bin",
                new RowRange(i * (long)RowsPerShard, RowsPerShard),
                0,
                bytes,
                labels: [$"node-{NodeOf(i)}", $"node-{(NodeOf(i) + 1) % silos}"]);
            Shape shape = (shards * (long)RowsPerShard, Columns);
            var manifest = new ShardManifest("<f4", shape, Enumerable.Range(0, shards).Select(ShardOf));
            SiloPlace[] places = SiloPlace.OnThisMachine(
                [.. Enumerable.Range(0, silos).Select(i => ($"node-{i}", new[] { $"node-{i}" }, folder))], scans: 2);
            string list = Path.Combine(folder, "places.json");

            // So many silos in one process would run out of descriptors.
            File.WriteAllText(list, JsonSerializer.Serialize(places.Select(place => place with { IdleShards = 16 })));
            (SiloProcess process, TimeSpan start) = await Demonstration.Timed(() => SiloProcess.StartAsync("crowd", "--places", list));
            using (process)
            {
                Console.WriteLine($"{silos} silos in a process, started in {start.TotalSeconds:F0} s: {process.Memory()}");
                using IHost client = await Demonstration.ConnectAsync(places, cancellation);
                foreach ((int latency, int stragglers) in
                    latencies.SelectMany(latency => ((int, int)[])[(latency, 0), (latency, silos / 20)]))
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
                        foreach (string verb in verbs.Where(verb => verb == Mean || (latency == latencies[0] && stragglers == 0)))
                        {
                            // What is sent of the others is the same whatever the latency.
                            await MeasureAsync($"{what}, {verb}", traffic, ExpectedOf(verb), () => AskAsync(array, verb, cancellation));
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

    private static float[] MakeRows()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, RowsPerShard * Columns).Select(_ => random.NextSingle())];
    }

    // Of one shard, of which all are copies.
    private static double ExpectedOf(string verb)
    {
        NDArray<float> shard = NDArray.From(s_rows, (RowsPerShard, Columns));
        return verb == Mean ? shard.Mean() : verb == Std ? shard.Std(0)[0] : verb == Median ? shard.Median() : shard.Max();
    }

    private static async Task<double> AskAsync(MemMapClusterArray<float> array, string verb, CancellationToken cancellation) => verb switch
    {
        Mean => await array.MeanAsync(cancellationToken: cancellation),
        Std => (await array.StdAsync(0, cancellationToken: cancellation))[0],
        Median => await array.MedianAsync(cancellationToken: cancellation),
        _ => (await array.TopKAsync(100, cancellationToken: cancellation)).Values[0],
    };

    // The best of some rounds: what else the machine does only adds.
    private async Task MeasureAsync(string what, ClientTraffic traffic, double expected, Func<Task<double>> ask)
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
                (long all, long up, long down) =
                    (traffic.Messages - messages, traffic.SentBytes - sent, traffic.ReceivedBytes - received);
                text = $"{best:F2} s, {time.TotalMicroseconds / shards:F0} us a shard, {own.TotalMicroseconds / shards:F0} us of the " +
                    $"client's; {all / (double)shards:F2} messages, {up / shards} bytes sent, {down / shards} received a shard; " +
                    $"in all {all} messages, {up / 1e6:F2} MB sent, {down / 1e6:F3} MB received";
            }
        }

        Console.WriteLine($"{what}: {text}");
    }
}
