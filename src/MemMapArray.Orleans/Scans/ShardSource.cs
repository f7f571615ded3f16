using System;
using System.Collections.Generic;
using System.Linq;

namespace MemMap.Cluster;

/// <summary>What a request is to reduce: the array of its shard, and what is selected of it.</summary>
internal sealed class ShardSource<T> : IDisposable
    where T : unmanaged
{
    private readonly List<IDisposable> _leases = [];

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
            foreach (ShardMask mask in request.Masks)
            {
                source.Elements = source.Elements.Where(source.OpenMask(mask, files));
            }

            foreach (string predicate in request.Predicates)
            {
                source.Elements = source.Elements.Where(Predicate.Parse<T>(predicate));
            }

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

    /// <summary>Opens a mask, which is closed with this.</summary>
    public ReductionSource<bool> OpenMask(ShardMask mask, SiloFiles files)
    {
        if (mask.Shards.Length > 0)
        {
            ShardLease<bool> lease = files.Rent<bool>("|b1", mask.Shape, mask.Folder, [.. mask.Shards.Select(shard => shard.ToShard())]);
            _leases.Add(lease);
            return lease.Array;
        }

        long count = mask.Shape.Skip(1).Aggregate(mask.Rows, (product, length) => checked(product * length));
        if (count < 0 || (count + 7) / 8 != mask.Bits.Length)
        {
            throw new ArgumentException($"{mask.Bits.Length} bytes of truths came for {count} elements of a mask.");
        }

        var truths = new bool[count];
        for (int i = 0; i < truths.Length; i++)
        {
            truths[i] = (mask.Bits[i / 8] >> (i % 8) & 1) != 0;
        }

        return NDArray.OfRows(truths, Shape.Create(mask.Shape), new RowRange(mask.FirstRow, mask.Rows));
    }

    public void Dispose() => _leases.ForEach(lease => lease.Dispose());
}
