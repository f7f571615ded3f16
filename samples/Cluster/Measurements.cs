using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace MemMap.ClusterSample;

/// <summary>What a call costs, and what a second process gives.</summary>
internal static class Measurements
{
    private const int Rounds = 7, Calls = 1000;

    public static async Task<int> RunAsync(int megabytes, CancellationToken cancellation)
    {
        string folder = Directory.CreateTempSubdirectory("memmaparray-cluster-").FullName;
        try
        {
            await MeasureCallsAsync(Path.Combine(folder, "small"), cancellation);
            await MeasureProcessesAsync(Path.Combine(folder, "large"), megabytes, cancellation);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Shards of one row each: hardly any data.
    private static async Task MeasureCallsAsync(string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "rows.bin"), new byte[Calls * sizeof(float)]);
        IEnumerable<Shard> shards = Enumerable.Range(0, Calls)
            .Select(i => new Shard("rows.bin", new RowRange(i, 1), i * sizeof(float), Calls * sizeof(float), labels: ["a"]));
        var manifest = new ShardManifest("<f4", Calls, shards);
        (string, string[], string)[] one = [("a", ["a"], folder)];

        using (IHost same = SiloProcess.CreateHost(SiloPlace.OnThisMachine(one, scans: 2)[0]))
        {
            await same.StartAsync(cancellation);
            await ReportAsync("silo in the same process", same.Services.GetRequiredService<IGrainFactory>());
            await same.StopAsync(cancellation);
        }

        SiloPlace place = SiloPlace.OnThisMachine(one, scans: 2)[0];
        using SiloProcess silo = await SiloProcess.StartAsync(place);
        using IHost client = await Demonstration.ConnectAsync([place], cancellation);
        await ReportAsync("silo in another process", client.Services.GetRequiredService<IGrainFactory>());

        async Task ReportAsync(string where, IGrainFactory factory)
        {
            foreach (int inFlight in (int[])[1, 8])
            {
                var options = new ClusterArrayOptions { ShardsInFlightPerLabel = inFlight };
                MemMapClusterArray<float> array = factory.OpenMemMapArray<float>(manifest, options);
                double best = await BestAsync(() => array.MeanAsync(cancellationToken: cancellation));
                Console.WriteLine($"a shard of 4 bytes, {where}, {inFlight} at a time: {best * 1e6 / Calls:F0} us a shard");
            }
        }
    }

    private static async Task MeasureProcessesAsync(string folder, int megabytes, CancellationToken cancellation)
    {
        SpreadArray.Write(folder, megabytes, shards: 16);
        ShardManifest manifest;
        using (ShardWriter<float> writer = MemMapShards.OpenWriter<float>(folder))
        {
            for (int i = 0; i < writer.Manifest.Shards.Count; i++)
            {
                writer.SetLabels(i, [i % 2 == 0 ? "a" : "b"]);
            }

            manifest = writer.Manifest;
        }

        using (MemMapShards<float> local = MemMapShards.Open<float>(folder))
        {
            foreach (int threads in (int[])[1, 2])
            {
                var options = new ReductionOptions { MaxDegreeOfParallelism = threads };
                double mean = await BestAsync(() => Task.FromResult(local.Mean(options)));
                double describe = await BestAsync(() => Task.FromResult(local.Describe(options)));
                Print($"no cluster, {threads} threads", mean, describe);
            }
        }

        (string, string[], string)[] one = [("a", ["a", "b"], folder)], two = [("a", ["a"], folder), ("b", ["b"], folder)];
        (string, string[], string)[][] clusters = [one, one, two];
        foreach (((string, string[], string)[] silos, int idle) in clusters.Zip((int[])[256, 0, 256]))
        {
            SiloPlace[] places =
                [.. SiloPlace.OnThisMachine(silos, scans: 1).Select(place => place with { IdleShards = idle })];
            var processes = new List<SiloProcess>();
            foreach (SiloPlace place in places)
            {
                processes.Add(await SiloProcess.StartAsync(place));
            }

            using IHost client = await Demonstration.ConnectAsync(places, cancellation);
            MemMapClusterArray<float> array = client.Services.GetRequiredService<IGrainFactory>().OpenMemMapArray<float>(manifest);
            double mean = await BestAsync(() => array.MeanAsync(cancellationToken: cancellation));
            double describe = await BestAsync(() => array.DescribeAsync(cancellationToken: cancellation));
            string opened = idle == 0 ? ", files opened for each scan" : string.Empty;
            Print($"{silos.Length} silos, a scan at a time each{opened}", mean, describe);
            foreach (SiloProcess process in processes)
            {
                Console.WriteLine($"  memory: {process.Memory()}");
                process.Dispose();
            }
        }

        void Print(string what, double mean, double describe) =>
            Console.WriteLine(
                $"{megabytes} MB, {what}: mean {mean * 1e3:F1} ms ({megabytes / mean / 1e3:F1} GB/s), " +
                $"describe {describe * 1e3:F1} ms ({megabytes / describe / 1e3:F1} GB/s)");
    }

    // The best of some rounds, in seconds: what else the machine does only adds.
    private static async Task<double> BestAsync<T>(Func<Task<T>> work)
    {
        double best = double.PositiveInfinity;
        for (int i = 0; i < Rounds; i++)
        {
            (_, TimeSpan time) = await Demonstration.Timed(work);
            best = Math.Min(best, time.TotalSeconds);
        }

        return best;
    }
}
