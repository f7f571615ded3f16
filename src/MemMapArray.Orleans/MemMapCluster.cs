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

/// <summary>Opens arrays of shards on an Orleans cluster, and sets up the silos that scan them.</summary>
public static class MemMapCluster
{
    /// <summary>Lets a silo scan the shards in its folders. Every silo of the cluster needs it. A silo without data has no labels and an
    /// empty folder.</summary>
    /// <param name="builder">The silo.</param>
    /// <param name="options">Its labels, the folders it may read, and how much it scans at the same time.</param>
    /// <returns>The silo.</returns>
    /// <remarks>The labels become metadata of the silo, through <c>UseSiloMetadata</c>. An application that calls <c>UseSiloMetadata</c>
    /// itself must do so before this.</remarks>
    /// <exception cref="ArgumentNullException">An argument or a label is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">There is no root folder, a root folder does not exist, the output folder is none of them, or a
    /// label is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number of scans is below 1, a number of threads is 0 or below -1, or a number
    /// or a time of idle shards is below 0.</exception>
    /// <example><code>silo.AddMemMapArray(new ClusterSiloOptions { Labels = ["node-a"], RootFolders = ["/data/a"] });</code></example>
    public static ISiloBuilder AddMemMapArray(this ISiloBuilder builder, ClusterSiloOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxConcurrentScans, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxIdleShards, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.ShardIdleTime, TimeSpan.Zero);
        if (options.ThreadsPerScan is 0 or < -1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.ThreadsPerScan, "A scan has at least one thread; -1 is one for each processor.");
        }

        foreach (string label in options.Labels)
        {
            ArgumentException.ThrowIfNullOrEmpty(label, nameof(options));
        }

        var roots = new RootFolders(options.RootFolders);
        var output = new SiloOutput(options.OutputFolder is { } folder ? roots.Require(folder) : null, roots);
        builder.UseSiloMetadata(
            options.Labels.Select(label => ShardPlacementDirector.LabelPrefix + label).Append(ShardPlacementDirector.Marker).Distinct()
                .ToDictionary(key => key, _ => string.Empty));
        builder.AddGrainDirectory<ShardDirectory>(ShardDirectory.Name, static (_, _) => new ShardDirectory());
        builder.Services.AddPlacementDirector<ShardPlacement, ShardPlacementDirector>();
        builder.Services.AddSingleton(_ => new SiloFiles(options, roots));
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static services => services.GetRequiredService<SiloFiles>());
        builder.Services.AddSingleton(services => new SiloResources(
            services.GetRequiredService<SiloFiles>(),
            new(services.GetServices<SiloReduction>()),
            new(services.GetServices<SiloTransform>()),
            output,
            options.ThreadsPerScan));
        builder.Services.AddSingleton(services => new ShardScans(
            options,
            services.GetRequiredService<SiloResources>(),
            new(services.GetRequiredService<IGrainFactory>(), services.GetRequiredService<SiloResources>()),
            services.GetRequiredService<ILocalSiloDetails>().Name));
        return builder;
    }

    /// <summary>Gives a silo a reduction of your own. Clients name it: <c>array.ReduceAsync(Reduction.From(reducer, name))</c>, with the
    /// same name and an equal reducer. Every silo with data needs it.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="builder">The silo.</param>
    /// <param name="reduction">What <see cref="Reduction.From{T, TState}(IReducer{T, TState}, string)"/> made. Of two of one name, the
    /// later counts.</param>
    /// <returns>The silo.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">It is a reduction of the library, which silos know.</exception>
    /// <example><code>silo.AddMemMapReduction(Reduction.From(new SumOfSquares(), "energy"));</code></example>
    public static ISiloBuilder AddMemMapReduction<T>(this ISiloBuilder builder, Reduction<T> reduction)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(reduction);
        if (!reduction.IsCustom)
        {
            throw new ArgumentException($"Silos know '{reduction}': it is a reduction of the library.", nameof(reduction));
        }

        builder.Services.AddSingleton(new SiloReduction(typeof(T), reduction));
        return builder;
    }

    /// <summary>Gives a silo a transform. Clients name it: <c>array.TransformAsync&lt;TZ&gt;(name, folder)</c>. Every silo with data needs
    /// it, and an <see cref="ClusterSiloOptions.OutputFolder"/>.</summary>
    /// <typeparam name="TX">The element type of the arrays that it is for.</typeparam>
    /// <typeparam name="TZ">The element type of those that it makes.</typeparam>
    /// <param name="builder">The silo.</param>
    /// <param name="name">What clients call it. Of two of one name and the same types, the later counts.</param>
    /// <param name="transformation">Makes a block of elements. It must make the same on every silo.</param>
    /// <returns>The silo.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="NotSupportedException">A cluster cannot scan one of the types.</exception>
    /// <example><code>
    /// silo.AddMemMapTransform&lt;float, float&gt;("log", static (xs, zs) =&gt; TensorPrimitives.Log(xs, zs));
    /// </code></example>
    public static ISiloBuilder AddMemMapTransform<TX, TZ>(
        this ISiloBuilder builder, string name, Transformation<TX, TZ> transformation)
        where TX : unmanaged
        where TZ : unmanaged
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(transformation);
        ElementScanner.Require<TX>();
        ElementScanner.Require<TZ>();
        builder.Services.AddSingleton<SiloTransform>(new SiloTransform<TX, TZ>(name, transformation));
        return builder;
    }

    /// <summary>Opens an array in the files of a cluster. No file is opened and no message is sent yet. O(shards).</summary>
    /// <typeparam name="T">The element type, as for <see cref="MemMapShards.Open{T}(ShardManifest, string, ShardOptions)"/>: a number,
    /// <see cref="bool"/> or a complex number.</typeparam>
    /// <param name="factory">A client of the cluster, or a silo.</param>
    /// <param name="manifest">The files and their rows. The labels of a shard name the silos that hold a copy of its file. A shard without
    /// labels is on every silo, as on a shared file system.</param>
    /// <param name="options">The array's folder on the nodes, and time limits.</param>
    /// <returns>The array. It owns nothing and need not be disposed.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the element type of the manifest.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A time or a number in the options is not above 0.</exception>
    /// <exception cref="NotSupportedException">A cluster cannot scan <typeparamref name="T"/>: structs of your own are not
    /// supported.</exception>
    /// <example><code>MemMapClusterArray&lt;float&gt; array = cluster.OpenMemMapArray&lt;float&gt;(manifest, new ClusterArrayOptions {
    /// Folder = "examples" });</code></example>
    public static MemMapClusterArray<T> OpenMemMapArray<T>(
        this IGrainFactory factory, ShardManifest manifest, ClusterArrayOptions? options = null)
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
