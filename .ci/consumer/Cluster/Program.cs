using System;
using System.IO;
using System.Linq;
using System.Net;
using MemMap;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;

// The lines of the README of MemMapArray.Orleans, in one process: two silos, and a client of them. Each node has one of two shards.
DirectoryInfo folder = Directory.CreateTempSubdirectory("memmaparray-consumer-");
try
{
    string whole = Path.Combine(folder.FullName, "whole");
    string[] nodes = ["node-a", "node-b"];
    ShardManifest manifest;
    using (ShardWriter<float> writer = MemMapShards.Create<float>(whole, 100, new ShardWriterOptions { RowsPerShard = 4096 }))
    {
        writer.Append(Enumerable.Range(0, 8192 * 100).Select(i => MathF.Sin(i)).ToArray());
        writer.Commit();
        for (int i = 0; i < nodes.Length; i++)
        {
            writer.SetLabels(i, [nodes[i]]);
            Directory.CreateDirectory(Path.Combine(folder.FullName, nodes[i]));
            File.Copy(Path.Combine(whole, writer.Manifest.Shards[i].Path), Path.Combine(folder.FullName, nodes[i], writer.Manifest.Shards[i].Path));
        }

        manifest = writer.Manifest;
    }

    using IHost first = Silo(nodes[0], silo => silo.UseLocalhostClustering());
    await first.StartAsync();
    using IHost second = Silo(nodes[1], silo => silo.UseLocalhostClustering(siloPort: 11112, gatewayPort: 30001, primarySiloEndpoint: new IPEndPoint(IPAddress.Loopback, 11111)));
    await second.StartAsync();
    HostApplicationBuilder builder = Quiet();
    builder.UseOrleansClient(client => client.UseLocalhostClustering());
    using IHost client = builder.Build();
    await client.StartAsync();

    IGrainFactory cluster = client.Services.GetRequiredService<IGrainFactory>();
    MemMapClusterArray<float> array = cluster.OpenMemMapArray<float>(manifest);
    using MemMapShards<float> one = MemMapShards.Open<float>(whole);
    Require("the mean", await array.MeanAsync() == one.Mean());
    Require("the deviations of columns", (await array.StdAsync(axis: 0, ddof: 1)).ToArray().SequenceEqual(one.Std(0, 1).ToArray()));
    Require("rows of both nodes", (await array.ReadRowsAsync(new RowRange(4090, 12))).SequenceEqual(one[4090..4102].ToArray()));
    ClusterAnswer<double> some = await array.ReduceAvailableAsync(Reduction.Mean<float>());
    Require("all is there", some.IsComplete && some.Fraction == 1);
    await client.StopAsync();
    await second.StopAsync();
    await first.StopAsync();
    Console.WriteLine("A cluster of two silos has the bits of one machine.");
    return 0;

    IHost Silo(string label, Action<ISiloBuilder> clustering)
    {
        HostApplicationBuilder builder = Quiet();
        builder.UseOrleans(silo =>
        {
            clustering(silo);
            silo.AddMemMapArray(new ClusterSiloOptions { Labels = [label], RootFolders = [Path.Combine(folder.FullName, label)] });
        });
        return builder.Build();
    }

    static HostApplicationBuilder Quiet()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        return builder;
    }

    static void Require(string what, bool holds)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"{what}: another result than on one machine.");
        }
    }
}
finally
{
    folder.Delete(recursive: true);
}
