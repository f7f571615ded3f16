using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MemMap;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

// A silo to deploy. Where the cluster meets, and which files this machine has, is in its environment: deploy/silo.env.
switch (args)
{
    case []:
        await Serve();
        return 0;
    case ["describe", string manifest]:
        return await Describe(ShardManifest.Read(manifest));
    case ["spread", string folder, .. { Length: > 1 } nodes]:
        Spread(folder, nodes);
        return 0;
    default:
        Console.Error.WriteLine("""
            Silo                              serves the files of its folders until it is told to stop
            Silo describe MANIFEST            asks the cluster for the statistics of an array of float32
            Silo spread FOLDER NODE NODE...   copies each shard of a folder to two of the nodes' folders, which are beside it
            """);
        return 2;
}

// Orleans reads its own section of the configuration. Reductions and transforms of yours are added here, by name, on every silo.
static Task Serve()
{
    HostApplicationBuilder builder = Host.CreateApplicationBuilder();
    ClusterSiloOptions options = builder.Configuration.GetSection("MemMapArray").Get<ClusterSiloOptions>()
        ?? throw new InvalidOperationException("Which files? MemMapArray__Labels__0=silo-0 MemMapArray__RootFolders__0=/data");
    builder.UseOrleans(silo => silo.AddMemMapArray(options));
    return builder.Build().RunAsync();
}

static async Task<int> Describe(ShardManifest manifest)
{
    HostApplicationBuilder builder = Host.CreateApplicationBuilder();
    builder.Logging.ClearProviders();
    builder.UseOrleansClient();
    using IHost client = builder.Build();
    using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
    try
    {
        await client.StartAsync(patience.Token);
    }
    catch (Exception exception) when (exception is OrleansException or OperationCanceledException)
    {
        Console.Error.WriteLine($"No silo of the cluster has answered within 15 s: {exception.Message}");
        return 1;
    }

    MemMapClusterArray<float> array = client.Services.GetRequiredService<IGrainFactory>().OpenMemMapArray<float>(manifest);
    Moments all = await array.DescribeAsync();
    Console.WriteLine($"{manifest}: mean {all.Mean:R}, deviation {all.Std():R}, from {all.Min:R} to {all.Max:R}");
    await client.StopAsync();
    return 0;
}

// Shard 0 to the first two nodes, shard 1 to the second and the third, and so on; the manifest says so, and each node has a copy of it.
static void Spread(string folder, IReadOnlyList<string> nodes)
{
    using ShardWriter<float> writer = MemMapShards.OpenWriter<float>(folder);
    string NodeFolder(string node) => Directory.CreateDirectory(Path.Combine(folder, "..", node)).FullName;
    for (int i = 0; i < writer.Manifest.Shards.Count; i++)
    {
        string[] copies = [nodes[i % nodes.Count], nodes[(i + 1) % nodes.Count]];
        foreach (string node in copies)
        {
            string file = writer.Manifest.Shards[i].Path;
            File.Copy(Path.Combine(folder, file), Path.Combine(NodeFolder(node), file));
        }

        writer.SetLabels(i, copies);
    }

    foreach (string node in nodes)
    {
        writer.Manifest.Save(NodeFolder(node));
    }
}
