using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using MemMap.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using StackExchange.Redis;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>Silos that meet in a database, as on machines that do not know each other.</summary>
public sealed class RedisClusteringTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [RedisFact]
    public async Task ReduceAsync_SilosThatMeetInRedis_HasTheBitsOfOneMachine()
    {
        int[] ports = FreePorts(5);
        int redisPort = ports[0];
        using Process redis = Process.Start(new ProcessStartInfo("redis-server", ["--port", $"{redisPort}", "--bind", "127.0.0.1", "--dir", _folder.Path, "--save", string.Empty]) { RedirectStandardOutput = true })!;
        redis.OutputDataReceived += static (_, _) => { };
        redis.BeginOutputReadLine();
        try
        {
            await WaitForAsync(redisPort);
            string whole = _folder.File("whole");
            using (ShardWriter<float> writer = MemMapShards.Create<float>(whole, 100, new ShardWriterOptions { RowsPerShard = 4096 }))
            {
                var random = new Random(3);
                writer.Append(Enumerable.Range(0, 8192 * 100).Select(_ => (float)random.NextDouble()).ToArray());
                for (int i = 0; i < 2; i++)
                {
                    writer.SetLabels(i, [$"node{i}"]);
                    Directory.CreateDirectory(_folder.File($"node{i}"));
                    File.Copy(Path.Combine(whole, $"{i}.npy"), Path.Combine(_folder.File($"node{i}"), $"{i}.npy"));
                }
            }

            using MemMapShards<float> one = MemMapShards.Open<float>(whole);
            using IHost first = await StartAsync("node0", redisPort, ports[1], ports[2]);
            using IHost second = await StartAsync("node1", redisPort, ports[3], ports[4]);
            MemMapClusterArray<float> many = second.Services.GetRequiredService<IGrainFactory>().OpenMemMapArray<float>(one.Manifest);

            Assert.Equal(one.Describe(), await many.DescribeAsync());
            Assert.Equal(one[4000..4200].ToArray(), await many.ReadRowsAsync(new RowRange(4000, 200)));
            await second.StopAsync();
            await first.StopAsync();
        }
        finally
        {
            redis.Kill();
            await redis.WaitForExitAsync();
        }
    }

    public void Dispose() => _folder.Dispose();

    // All are taken before one is given back: the system may give that one again.
    private static int[] FreePorts(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        Array.ForEach(listeners, listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        Array.ForEach(listeners, listener => listener.Dispose());
        return ports;
    }

    private static async Task WaitForAsync(int port)
    {
        for (int attempt = 0; ; attempt++)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (attempt < 1000)
            {
                await Task.Delay(100);
            }
        }
    }

    private async Task<IHost> StartAsync(string label, int redisPort, int siloPort, int gatewayPort)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOptions.Parse($"127.0.0.1:{redisPort}"));
            silo.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("test", "test"));
            silo.ConfigureEndpoints(IPAddress.Loopback, siloPort, gatewayPort);
            silo.AddMemMapArray(new ClusterSiloOptions { Labels = [label], RootFolders = [_folder.File(label)] });
        });
        IHost host = builder.Build();
        await host.StartAsync();
        return host;
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class RedisFactAttribute : FactAttribute
    {
        public RedisFactAttribute()
        {
            bool isThere = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "redis-server")));
            Skip = isThere ? null : "NOT TESTED: a cluster that meets in Redis. redis-server is not installed. To run it: apt-get install redis-server";
        }
    }
}
