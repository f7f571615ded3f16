using System;
using System.IO;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using System.Threading.Tasks;
using MemMap.Tests;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace MemMap.Cluster.Tests;

/// <summary>Silos in this process, each with a folder and a label of its own: <c>node0</c>, <c>node1</c> and so on.</summary>
public sealed class ClusterOfSilos : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Func<string, string, CancellationToken, Task>? _beforeScan;
    private readonly Func<string, string> _labelOf;
    private readonly TimeSpan? _abandonTime;
    private readonly int _scans;
    private InProcessTestCluster? _cluster;

    private ClusterOfSilos(int scans, Func<string, string, CancellationToken, Task>? beforeScan, Func<string, string> labelOf, TimeSpan? abandonTime) =>
        (_scans, _beforeScan, _labelOf, _abandonTime) = (scans, beforeScan, labelOf, abandonTime);

    public InProcessTestCluster Cluster => _cluster!;

    /// <summary>How waiting is kept short where silos die. A silo says every second that it is alive; on a machine with other work that may take several.</summary>
    public static ClusterArrayOptions Impatient => new() { SilenceTimeout = TimeSpan.FromSeconds(8), Attempts = 2 };

    /// <param name="silos">How many.</param>
    /// <param name="scans">How many shards each scans at a time.</param>
    /// <param name="beforeScan">Is told the node and the path before a file is opened.</param>
    /// <param name="labelOf">The label of a node, where it is not its name.</param>
    /// <param name="beforeCall">Is told the node before a call to a shard is answered.</param>
    /// <param name="abandonTime">How long a scan goes on whose messages nobody fetches.</param>
    public static async Task<ClusterOfSilos> StartAsync(
        int silos, int scans = 2, Func<string, string, CancellationToken, Task>? beforeScan = null, Func<string, string>? labelOf = null,
        Func<string, Task>? beforeCall = null, TimeSpan? abandonTime = null)
    {
        var cluster = new ClusterOfSilos(scans, beforeScan, labelOf ?? (label => label), abandonTime);
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureHost(host => host.Logging.ClearProviders());
        builder.ConfigureSilo((options, silo) => silo
            .AddMemMapArray(cluster.OptionsOf(LabelOf(options.SiloName)))
            .AddMemMapReduction(Reduction.From(new SumOfSquares(), SumOfSquares.Name))
            .AddMemMapTransform<float, double>("third", Transforms.Third)
            .AddMemMapTransform<float, float>("fail", Transforms.FailAtTwo)
            .AddMemMapTransform<float, float>("log", static (xs, zs) => TensorPrimitives.Log(xs, zs))
            .AddIncomingGrainCallFilter(async context =>
            {
                if (beforeCall is not null && context.TargetContext?.GrainInstance is ShardGrain)
                {
                    await beforeCall(LabelOf(options.SiloName));
                }

                await context.Invoke();
            }));
        cluster._cluster = builder.Build();
        await cluster._cluster.DeployAsync();
        return cluster;
    }

    /// <summary>A silo's label, by its name.</summary>
    public static string LabelOf(string siloName) => "node" + string.Concat(siloName.Where(char.IsDigit));

    public InProcessSiloHandle SiloOf(string label) => Cluster.Silos.Single(silo => LabelOf(silo.Name) == label);

    /// <summary>The folder of the silo with a label.</summary>
    public string FolderOf(string label) => Directory.CreateDirectory(Path.Combine(_folder.Path, label)).FullName;

    /// <summary>Cuts an array into shards and copies each to the folders of its nodes, and to no other.</summary>
    /// <param name="name">The array's folder.</param>
    /// <param name="array">The array on one machine.</param>
    /// <param name="rowsPerShard">How many rows a shard has; a writer would round up to whole blocks.</param>
    /// <param name="labels">The nodes of a shard.</param>
    /// <param name="descr">What the files say of the elements, where the type does not say it.</param>
    public ShardManifest Spread<T>(string name, MemMapArray<T> array, long rowsPerShard, Func<int, string[]> labels, string? descr = null)
        where T : unmanaged
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "made-" + name)).FullName;
        using (ShardWriter<T> writer = MemMapShards.Create<T>(folder, array.Shape.ToArray()[1..], new ShardWriterOptions { Descr = descr }))
        {
            int index = 0;
            foreach (MemMapView<T> rows in array.Chunks(rowsPerShard))
            {
                string file = $"{index}.npy";
                rows.SaveNpy(Path.Combine(folder, file), descr);
                writer.AddNpyFile(file, labels(index));
                foreach (string label in labels(index))
                {
                    File.Copy(Path.Combine(folder, file), Path.Combine(Directory.CreateDirectory(Path.Combine(FolderOf(label), name)).FullName, file));
                }

                index++;
            }

            return writer.Manifest;
        }
    }

    /// <summary>The file of a shard on a node.</summary>
    public string FileOf(string label, string name, Shard shard) => Path.Combine(FolderOf(label), name, shard.Path);

    /// <summary>Removes an array from every node.</summary>
    public void Remove(string name)
    {
        foreach (string folder in Directory.EnumerateDirectories(_folder.Path, "node*").Select(node => Path.Combine(node, name)).Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>An array of one machine, of values that a sum in another order would round otherwise.</summary>
    public MemMapArray<T> Array<T>(string name, Shape shape, Func<Random, T> next)
        where T : unmanaged
    {
        var random = new Random(7);
        return MemMapArray.Open<T>(_folder.Write(Enumerable.Range(0, (int)shape.Length).Select(_ => next(random)).ToArray(), name: name + ".bin"), shape);
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        _folder.Dispose();
    }

    private ClusterSiloOptions OptionsOf(string label)
    {
        var options = new ClusterSiloOptions
        {
            Labels = [_labelOf(label)],
            RootFolders = [FolderOf(label)],
            OutputFolder = FolderOf(label),
            MaxConcurrentScans = _scans,
            BeforeScan = _beforeScan is null ? null : (path, cancellation) => _beforeScan(label, path, cancellation),
        };
        options.AbandonTime = _abandonTime ?? options.AbandonTime;
        return options;
    }
}
