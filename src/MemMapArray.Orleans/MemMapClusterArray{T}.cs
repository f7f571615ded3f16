using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using MemMap.Cluster;
using Orleans;

namespace MemMap;

/// <summary>
/// An array in the files of a cluster, opened by <see cref="MemMapCluster.OpenMemMapArray"/>. Every reduction runs on the silos that hold
/// the shards; only a small state of each shard is sent. The results have the same bits as on one machine.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>
/// <para>A shard that a silo does not answer for, or cannot read, is requested from the silos of its other labels. When none of them can
/// read it, that is a <see cref="ShardUnavailableException"/>;
/// <see cref="ReduceAvailableAsync{TResult}(Reduction{T, TResult}, ClusterReductionOptions, System.Threading.CancellationToken)"/> leaves
/// it out. A file that differs from the manifest is an <see cref="System.IO.InvalidDataException"/>, even when other copies are
/// right.</para>
/// <para>All members may be called from several threads.</para>
/// </remarks>
public sealed partial class MemMapClusterArray<T>
    where T : unmanaged
{
    private readonly IGrainFactory _factory;
    private readonly ClusterArrayOptions _options;
    private readonly string _id;

    internal MemMapClusterArray(IGrainFactory factory, ShardManifest manifest, ClusterArrayOptions options)
    {
        _factory = factory;
        _options = options;
        Manifest = manifest;
        _id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(options.Folder + "\n" + manifest.ToJson())).AsSpan(0, 16));
        using MemMapShards<T> check = OpenElsewhere();
    }

    private MemMapClusterArray(MemMapClusterArray<T> source, ClusterMask[] masks, ElementPredicate<T>[] predicates)
    {
        (_factory, _options, Manifest, _id) = (source._factory, source._options, source.Manifest, source._id);
        (_masks, _predicates) = (masks, predicates);
    }

    /// <summary>The files and their rows, and the labels of the silos that hold them.</summary>
    public ShardManifest Manifest { get; }

    /// <summary>The length of each axis, in elements.</summary>
    public Shape Shape => Manifest.Shape;

    private long RowBytes => RowElements * Unsafe.SizeOf<T>();

    private long RowElements => RowShape.ElementsOf(Shape.ToArray());

    /// <summary>The element type, the shape, and the number of shards.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"MemMapClusterArray<{typeof(T).Name}> {Shape}, {Manifest.Shards.Count} shards";

    // The array without its files: it knows what a reduction of it is, and has the partial of no rows.
    internal MemMapShards<T> OpenElsewhere() =>
        MemMapShards.Open<T>(new ShardManifest(Manifest.Descr, Shape, Shape[0] == 0 ? [] : [SiloFiles.Elsewhere(0, Shape[0])]), ".");

    private ShardRequest RequestOf(int index)
    {
        Shard shard = Manifest.Shards[index];
        return new()
        {
            Element = ElementScanner.NameOf<T>(),
            Descr = Manifest.Descr,
            Shape = Shape.ToArray(),
            Folder = _options.Folder,
            Shard = ShardFile.Of(shard),
            Masks = [.. _masks.Select(mask => mask.Of(shard.Rows))],
            Predicates = [.. _predicates.Select(predicate => predicate.ToString())],
        };
    }
}
