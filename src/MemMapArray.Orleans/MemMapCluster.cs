using System;
using System.Linq;
using MemMap.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace MemMap;

/// <summary>Arrays of shards on an Orleans cluster: silos that hold shards, and arrays to be reduced where they lie.</summary>
public static class MemMapCluster
{
    /// <summary>Lets a silo scan the shards that lie in its folders. Every silo of the cluster is given it, one without data too: with no labels and an empty folder.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="options">What it is called, where it may read, and how much at a time.</param>
    /// <returns>The silo.</returns>
    /// <remarks>The labels become metadata of the silo, as <c>UseSiloMetadata</c> gives it. Where the application calls that itself, it does so before.</remarks>
    /// <exception cref="ArgumentNullException">An argument or a label is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">There is no root folder, one is not there, or a label is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number of scans or threads is none.</exception>
    public static ISiloBuilder AddMemMapArray(this ISiloBuilder builder, ClusterSiloOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxConcurrentScans, 1);
        if (options.ThreadsPerScan is 0 or < -1)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.ThreadsPerScan, "A scan has at least one thread; -1 is one for each processor.");
        }

        foreach (string label in options.Labels)
        {
            ArgumentException.ThrowIfNullOrEmpty(label, nameof(options));
        }

        var roots = new RootFolders(options.RootFolders);
        builder.UseSiloMetadata(options.Labels.Distinct().ToDictionary(label => ShardPlacementDirector.LabelPrefix + label, _ => string.Empty));
        builder.AddGrainDirectory<ShardDirectory>(ShardDirectory.Name, static (_, _) => new ShardDirectory());
        builder.Services.AddPlacementDirector<ShardPlacement, ShardPlacementDirector>();
        builder.Services.AddSingleton(services => new ShardScans(options, roots, services.GetRequiredService<ILocalSiloDetails>().Name));
        return builder;
    }

    /// <summary>An array in the files of a cluster. Nothing is opened or asked for yet. O(shards).</summary>
    /// <typeparam name="T">The element type, as for <see cref="MemMapShards.Open{T}(ShardManifest, string, ShardOptions)"/>: a number, <see cref="bool"/> or a complex number.</typeparam>
    /// <param name="factory">A client of the cluster, or a silo.</param>
    /// <param name="manifest">Which rows are where. The labels of a shard are those of the silos that hold a copy of its file; one without labels is on every silo, as on a shared file system.</param>
    /// <param name="options">The array's folder, and how long silos may be silent.</param>
    /// <returns>The array. It owns nothing and needs no Dispose.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is another type than the manifest says.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A time or number of the options is none.</exception>
    /// <exception cref="NotSupportedException">Elements of <typeparamref name="T"/> cannot be scanned by a cluster: structs of your own.</exception>
    public static MemMapClusterArray<T> OpenMemMapArray<T>(this IGrainFactory factory, ShardManifest manifest, ClusterArrayOptions? options = null)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(factory);
        ArgumentNullException.ThrowIfNull(manifest);
        options ??= new ClusterArrayOptions();
        options.Require();
        ElementScanner.Require<T>();
        return new(factory, manifest, options);
    }
}
