using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;

namespace MemMap.OneValue;

/// <summary>A cluster of two silos in this process, each of which has every second file of an array.</summary>
internal static class TwoSilos
{
    private static readonly string[] s_nodes = ["node-a", "node-b"];

    /// <summary>The sum that a client gets from the cluster.</summary>
    /// <param name="shards">The folder of the array's files.</param>
    /// <param name="folder">Takes a folder for each silo.</param>
    public static async Task<double> SumAsync(string shards, string folder)
    {
        ShardManifest manifest = Distribute(shards, folder);
        int[] ports = FreePorts(4);
        using IHost first = Silo(s_nodes[0], folder, silo => silo.UseLocalhostClustering(ports[0], ports[1]));
        await first.StartAsync();
        var primary = new IPEndPoint(IPAddress.Loopback, ports[0]);
        using IHost second = Silo(s_nodes[1], folder, silo => silo.UseLocalhostClustering(ports[2], ports[3], primary));
        await second.StartAsync();
        HostApplicationBuilder builder = Quiet();
        builder.UseOrleansClient(client => client.UseLocalhostClustering(ports[1]));
        using IHost client = builder.Build();
        await client.StartAsync();
        double sum = await client.Services.GetRequiredService<IGrainFactory>().OpenMemMapArray<double>(manifest).SumAsync();
        await client.StopAsync();
        await second.StopAsync();
        await first.StopAsync();
        return sum;
    }

    // A copy of each file in the folder of its node, which its label names.
    private static ShardManifest Distribute(string shards, string folder)
    {
        using ShardWriter<double> writer = MemMapShards.OpenWriter<double>(shards);
        foreach ((int i, Shard shard) in writer.Manifest.Shards.Index())
        {
            string node = s_nodes[i % s_nodes.Length];
            string to = Directory.CreateDirectory(Path.Combine(folder, node)).FullName;
            File.Copy(Path.Combine(shards, shard.Path), Path.Combine(to, shard.Path));
            writer.SetLabels(i, [node]);
        }

        return writer.Manifest;
    }

    // Ports that nobody has: this runs beside other clusters.
    private static int[] FreePorts(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        Array.ForEach(listeners, listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        Array.ForEach(listeners, listener => listener.Dispose());
        return ports;
    }

    private static IHost Silo(string node, string folder, Action<ISiloBuilder> cluster)
    {
        HostApplicationBuilder builder = Quiet();
        builder.UseOrleans(silo =>
        {
            cluster(silo);
            silo.AddMemMapArray(new ClusterSiloOptions { Labels = [node], RootFolders = [Path.Combine(folder, node)] });
        });
        return builder.Build();
    }

    private static HostApplicationBuilder Quiet() => Host.CreateApplicationBuilder(["--Logging:LogLevel:Default=None"]);
}
