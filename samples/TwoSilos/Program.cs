using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using MemMap;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;

// A cluster of two silos, each with one of the two files of an array, and a client. Elsewhere silos are processes of their own.
DirectoryInfo folder = Directory.CreateTempSubdirectory("memmaparray-silos-");
try
{
    // The whole array, and a copy of each of its files in the folder of its node.
    string whole = Path.Combine(folder.FullName, "whole");
    string[] nodes = ["node-a", "node-b"];
    using ShardWriter<float> writer = MemMapShards.Create<float>(whole, 100, new ShardWriterOptions { RowsPerShard = 4096 });
    writer.Append([.. Enumerable.Range(0, 8192 * 100).Select(i => (i * 7919L % 100_003) / 100f)]);
    writer.Commit();
    for (int i = 0; i < nodes.Length; i++)
    {
        string file = writer.Manifest.Shards[i].Path;
        File.Copy(Path.Combine(whole, file), Path.Combine(folder.CreateSubdirectory(nodes[i]).FullName, file));
        writer.SetLabels(i, [nodes[i]]);
    }

    int[] ports = FreePorts(4);
    using IHost first = Silo(nodes[0], silo => silo.UseLocalhostClustering(ports[0], gatewayPort: ports[1]));
    await first.StartAsync();
    var primary = new IPEndPoint(IPAddress.Loopback, ports[0]);
    using IHost second = Silo(nodes[1], silo => silo.UseLocalhostClustering(ports[2], gatewayPort: ports[3], primary));
    await second.StartAsync();
    HostApplicationBuilder builder = Quiet();
    builder.UseOrleansClient(client => client.UseLocalhostClustering(gatewayPort: ports[1]));
    using IHost client = builder.Build();
    await client.StartAsync();

    // Asked of the cluster, and of the files here.
    MemMapClusterArray<float> cluster = client.Services.GetRequiredService<IGrainFactory>().OpenMemMapArray<float>(writer.Manifest);
    using MemMapShards<float> here = MemMapShards.Open<float>(whole);
    Console.WriteLine(cluster);
    bool isSame = Compare("mean", await cluster.MeanAsync(), here.Mean());
    isSame &= Compare("deviation of column 7", (await cluster.StdAsync(axis: 0, ddof: 1))[7], here.Std(axis: 0, ddof: 1)[7]);
    isSame &= Compare("last of rows on both", (await cluster.ReadRowsAsync(new RowRange(4090, 12)))[^1], here[4101, 99]);

    // Were a node gone, the others would be exceptions; this one says how much of the array it is of.
    ClusterAnswer<double> some = await cluster.ReduceAvailableAsync(Reduction.Std<float>());
    isSame &= Compare($"deviation of {some.Fraction:P0}", some.Value, here.Std());
    await client.StopAsync();
    await second.StopAsync();
    await first.StopAsync();
    return isSame ? 0 : 1;

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
}
finally
{
    folder.Delete(recursive: true);
}

static HostApplicationBuilder Quiet() => Host.CreateApplicationBuilder(["--Logging:LogLevel:Default=None"]);

// Ports that nobody has: this runs beside other clusters.
static int[] FreePorts(int count)
{
    TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
    Array.ForEach(listeners, listener => listener.Start());
    int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
    Array.ForEach(listeners, listener => listener.Dispose());
    return ports;
}

static bool Compare(string what, double ofCluster, double ofFiles)
{
    Console.WriteLine($"{what}: {ofCluster:R}, {(ofCluster.Equals(ofFiles) ? "the bits of one machine" : $"OTHER BITS than {ofFiles:R}")}");
    return ofCluster.Equals(ofFiles);
}
