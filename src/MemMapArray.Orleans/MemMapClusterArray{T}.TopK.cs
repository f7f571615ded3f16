using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MemMap.Cluster;

namespace MemMap;

/// <content>The largest and the smallest elements.</content>
public sealed partial class MemMapClusterArray<T>
{
    /// <summary>Finds the k largest elements, or the smallest, and where they are. Each shard is read once; those of a
    /// request are answered for with k together.</summary>
    /// <param name="k">How many.</param>
    /// <param name="largest">The largest; otherwise the smallest.</param>
    /// <param name="options">Progress, and whether NaN is left out.</param>
    /// <param name="cancellationToken">Cancels it. The silos end their scans within a few megabytes.</param>
    /// <returns>The elements, the largest (or smallest) first, and their indexes in C order: those of
    /// <see cref="MemMapReductions.TopK{T}(ReductionSource{T}, int, bool, ReductionOptions)"/> of the array on one machine.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is below 0.</exception>
    /// <exception cref="NotSupportedException">The elements have no order.</exception>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, ClusterReductionOptions, CancellationToken)"
    ///             path="/exception[not(contains(@cref, 'Null') or contains(@cref, 'NotSupported'))]"/>
    /// <example><code>(float[] values, long[] indexes) = await array.TopKAsync(10);</code></example>
    public async Task<(T[] Values, long[] Indexes)> TopKAsync(
        int k, bool largest = true, ClusterReductionOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        _ = NDArray.From(Array.Empty<T>()).TopK(k, largest);
        (NDArray<T> values, NDArray<long> indexes) = await MergeAsync(k, null, 1, largest, options, cancellationToken);
        long[] found = [.. indexes.ToArray().TakeWhile(index => index >= 0)];
        return (values.ToArray()[..found.Length], found);
    }

    /// <summary>Finds the k largest elements along one axis, or the smallest, and where they are. Each shard is read once.</summary>
    /// <param name="k">How many.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <param name="largest">The largest; otherwise the smallest.</param>
    /// <param name="options">Progress, and whether NaN is left out.</param>
    /// <param name="cancellationToken">Cancels it. The silos end their scans within a few megabytes.</param>
    /// <returns>The elements and their indexes along the axis: those of
    /// <see cref="MemMapReductions.TopK{T}(ReductionSource{T}, int, int, bool, ReductionOptions)"/> of the array on one machine.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is below 0, or there is no such axis.</exception>
    /// <inheritdoc cref="TopKAsync(int, bool, ClusterReductionOptions, CancellationToken)"
    ///             path="/exception[not(contains(@cref, 'OutOfRange'))]"/>
    public async Task<(NDArray<T> Values, NDArray<long> Indexes)> TopKAsync(
        int k, int axis, bool largest = true, ClusterReductionOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        int[] axes = AxesOf([axis]);
        _ = NDArray.From(Array.Empty<T>()).TopK(k, largest);
        long[] lengths = Shape.ToArray();
        lengths[axes[0]] = Math.Min(k, lengths[axes[0]]);
        long perRow = RowShape.ElementsOf(lengths);
        if (perRow == 0 || lengths[0] == 0)
        {
            return (NDArray.From(Array.Empty<T>(), lengths), NDArray.From(Array.Empty<long>(), lengths));
        }

        if (axes[0] == 0)
        {
            (NDArray<T> first, NDArray<long> places) = await MergeAsync(k, axes, perRow, largest, options, cancellationToken);
            return (NDArray.From(first.ToArray(), lengths), NDArray.From(places.ToArray(), lengths));
        }

        var values = new T[checked(perRow * Shape[0])];
        long[] indexes = new long[values.Length];
        var order = new OrderRequest(OrderKind.Top) { Count = k, IsLargest = largest };
        await AskAsync(order, axes, options, 0, Take, cancellationToken);
        return (NDArray.From(values, lengths), NDArray.From(indexes, lengths));

        void Take(int shard, List<byte[]> pieces)
        {
            Place(shard, pieces.Select(piece => piece[..TopElements<T>.Split(piece.Length)]), values, 1, perRow);
            Place(shard, pieces.Select(piece => piece[TopElements<T>.Split(piece.Length)..]), indexes, 1, perRow);
        }
    }

    // The first k of each column, of the first k of each shard.
    private async Task<(NDArray<T> Values, NDArray<long> Indexes)> MergeAsync(
        int k, int[]? axes, long columns, bool largest, ClusterReductionOptions options, CancellationToken cancellation)
    {
        var order = new OrderRequest(OrderKind.Top) { Count = k, IsLargest = largest };
        var first = new TopElements<T>([], []);
        if (k > 0)
        {
            await AskAsync(order, axes, options, 0, Take, cancellation);
        }

        return (
            NDArray.From(first.Values, (first.Values.Length / columns, columns)),
            NDArray.From(first.Indexes, (first.Indexes.Length / columns, columns)));

        void Take(int shard, List<byte[]> pieces)
        {
            Require(shard, pieces.Count > 0);
            pieces.ForEach(piece => first = first.Merge(TopElements<T>.Read(piece, columns), order, columns, options.SkipNaN));
        }
    }
}
