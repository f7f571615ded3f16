using System;
using System.Linq;
using MemMap.Cluster;

namespace MemMap;

/// <content>Reductions of some elements only.</content>
public sealed partial class MemMapClusterArray<T>
{
    private readonly ClusterMask[] _masks = [];
    private readonly ElementPredicate<T>[] _predicates = [];

    /// <summary>The elements that pass a test, for reductions: of the others nothing counts. The test travels as its text; silos run no
    /// code of others. No message is sent yet.</summary>
    /// <param name="predicate">The test; <see cref="Predicate"/> makes them.</param>
    /// <returns>The array for reductions alone: it has no rows to read. Results have the bits of
    /// <see cref="MemMapReductions.Where{T}(ReductionSource{T}, ElementPredicate{T})"/> on one machine.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="predicate"/> is <see langword="null"/>.</exception>
    /// <exception cref="FormatException">More than 64 tests are within each other.</exception>
    /// <example><code>double positiveMean = await array.Where(Predicate.GreaterThan(0f)).MeanAsync();</code></example>
    public MemMapClusterArray<T> Where(ElementPredicate<T> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return new(this, _masks, [.. _predicates, Predicate.Parse<T>(predicate.ToString())]);
    }

    /// <summary>The elements that a mask of the client selects, for reductions: of the others nothing counts. Each shard's request takes
    /// the truths of its rows along, a bit each.</summary>
    /// <param name="mask">Truths in memory, in a file, or in shards that this process can read: of a shape that can be broadcast to the
    /// array's, as <c>(rows, 1)</c> for a truth a row. They are read when a reduction runs.</param>
    /// <returns>The array for reductions alone. Results have the bits of
    /// <see cref="MemMapReductions.Where{T}(ReductionSource{T}, ReductionSource{bool})"/> on one machine.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="mask"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">It cannot be broadcast, leaves elements out itself, or a shard would need more than 33 million
    /// truths: <see cref="Where(MemMapClusterArray{bool})"/> takes those.</exception>
    /// <example><code>
    /// bool[] isValid = await FindValidRowsAsync();
    /// double validMean = await array.Where(NDArray.From(isValid, (-1, 1))).MeanAsync();
    /// </code></example>
    public MemMapClusterArray<T> Where(ReductionSource<bool> mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        return And(new LocalMask(mask, RowsOf(mask.Shape), Manifest));
    }

    /// <summary>The elements that a mask in files of the cluster selects, for reductions: of the others nothing counts.</summary>
    /// <param name="mask">Truths of a shape that can be broadcast to the array's. A silo that reduces a shard must have the files with the
    /// mask's rows of this shard, which need not end where the array's do. It does not matter which labels they have.</param>
    /// <returns>The array for reductions alone. Results have the bits of
    /// <see cref="MemMapReductions.Where{T}(ReductionSource{T}, ReductionSource{bool})"/> on one machine.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="mask"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">It cannot be broadcast, or is itself of selected elements.</exception>
    /// <example><code>double brightStd = await array.Where(isBright).StdAsync();</code></example>
    public MemMapClusterArray<T> Where(MemMapClusterArray<bool> mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        mask.RequireAll(nameof(mask));
        return And(mask.ToMask(RowsOf(mask.Shape)));
    }

    /// <summary>The array as a mask of another.</summary>
    internal ClusterMask ToMask(Func<RowRange, RowRange> rowsOf) => new ShardedMask(Manifest, _options.Folder, rowsOf);

    /// <exception cref="ArgumentException">Elements are left out.</exception>
    internal void RequireAll(string? name)
    {
        if (_masks.Length + _predicates.Length > 0)
        {
            throw new ArgumentException(
                "Elements are left out of the array (Where): it can be reduced, but has no rows. Take them from the array itself.", name);
        }
    }

    private MemMapClusterArray<T> And(ClusterMask mask)
    {
        MemMapClusterArray<T> selected = new(this, [.. _masks, mask], _predicates);
        using MemMapShards<T> check = OpenElsewhere();
        _ = selected.Select(check);
        return selected;
    }

    private Func<RowRange, RowRange> RowsOf(Shape mask) => mask.Rank > 0
        ? ClusterMask.RowsOf(mask, isOfRows: mask.Rank == Shape.Rank && mask[0] == Shape[0])
        : throw new ArgumentException("A mask has an axis at least.", nameof(mask));

    // The same that silos do, with masks of which nothing is here.
    private ReductionSource<T> Select(ReductionSource<T> source)
    {
        source = _masks.Aggregate(source, static (all, mask) => all.Where(mask.WithoutRows()));
        return _predicates.Aggregate(source, static (all, predicate) => all.Where(predicate));
    }
}
