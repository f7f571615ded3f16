using System;
using System.Collections.Generic;
using System.Linq;

namespace MemMap.Cluster;

/// <summary>What a request is to reduce: the array of its shard, and what is selected of it.</summary>
internal sealed class ShardSource<T> : IDisposable
    where T : unmanaged
{
    private readonly List<IDisposable> _leases = [];
    private readonly List<ShardTruths> _masks = [];
    private readonly List<ElementPredicate<T>> _predicates = [];

    private ShardSource(ShardLease<T> lease)
    {
        _leases.Add(lease);
        Array = lease.Array;
        Elements = lease.Array;
    }

    /// <summary>The whole array, of which the rows of the shard can be read.</summary>
    public MemMapShards<T> Array { get; }

    /// <summary>What is selected of it.</summary>
    public ReductionSource<T> Elements { get; private set; }

    /// <summary>Opens it; closed by the caller.</summary>
    /// <exception cref="System.IO.IOException">A file is not here.</exception>
    /// <exception cref="FormatException">A predicate is none.</exception>
    /// <exception cref="ArgumentException">A mask does not fit.</exception>
    public static ShardSource<T> Open(ShardRequest request, SiloFiles files)
    {
        var source = new ShardSource<T>(files.Rent<T>(request));
        bool isOpen = false;
        try
        {
            source._masks.AddRange(request.Masks.Select(mask => source.Open(mask, files)));
            source._predicates.AddRange(request.Predicates.Select(Predicate.Parse<T>));
            source.Elements = source.Select(source.Array, mask => mask.All);
            isOpen = true;
            return source;
        }
        finally
        {
            if (!isOpen)
            {
                source.Dispose();
            }
        }
    }

    /// <summary>What is selected of some rows of the shard, as an array of these rows alone.</summary>
    public ReductionSource<T> ElementsOf(RowRange rows) => Select(Array[rows], mask => mask.Of(rows, Array.Shape));

    /// <summary>Opens a mask, which is closed with this.</summary>
    public ReductionSource<bool> OpenMask(ShardMask mask, SiloFiles files) => Open(mask, files).All;

    public void Dispose() => _leases.ForEach(lease => lease.Dispose());

    private ReductionSource<T> Select(ReductionSource<T> elements, Func<ShardTruths, ReductionSource<bool>> masks)
    {
        elements = _masks.Aggregate(elements, (all, mask) => all.Where(masks(mask)));
        return _predicates.Aggregate(elements, static (all, predicate) => all.Where(predicate));
    }

    private ShardTruths Open(ShardMask mask, SiloFiles files)
    {
        if (mask.Shards.Length == 0)
        {
            return new ShardTruths(mask);
        }

        ShardLease<bool> lease = files.Rent<bool>("|b1", mask.Shape, mask.Folder, [.. mask.Shards.Select(shard => shard.ToShard())]);
        _leases.Add(lease);
        return new ShardTruths(lease.Array);
    }
}
