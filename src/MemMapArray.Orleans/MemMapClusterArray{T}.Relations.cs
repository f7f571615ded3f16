using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MemMap.Cluster;

namespace MemMap;

/// <content>Relations between columns.</content>
public sealed partial class MemMapClusterArray<T>
{
    /// <summary>The covariances of the columns. NumPy's <c>np.cov(a, rowvar=False, ddof=ddof)</c>. Each shard is read once, where it lies,
    /// and returns some matrices of sums, of half the size of the result, in messages of 256 KiB.</summary>
    /// <param name="ddof">What is taken off the number of rows: 1, as in NumPy, for the covariance that a sample suggests.</param>
    /// <param name="rows">Which rows count, one truth a row; all where there is none. Each shard's request takes its own along, a bit
    /// each.</param>
    /// <param name="options">Progress; with <see cref="ClusterReductionOptions.SkipNaN"/> a row with a NaN does not count at all.</param>
    /// <param name="cancellationToken">Cancels the call. The silos end their scans within a few megabytes.</param>
    /// <returns>A matrix of shape (columns, columns), with the bits of <see cref="MemMapRelations.Covariance"/> on one machine.</returns>
    /// <exception cref="ArgumentException">The array is no matrix, or has more than 4,096 columns; the mask has not one truth a row;
    /// elements are left out (Where).</exception>
    /// <exception cref="NotSupportedException">The element type is no number.</exception>
    /// <exception cref="ShardUnavailableException">A shard could not be read from any silo that should hold it.</exception>
    /// <exception cref="InvalidDataException">A file differs from the manifest.</exception>
    /// <exception cref="UnauthorizedAccessException">A silo refuses a path, or may not open the file.</exception>
    /// <exception cref="InvalidOperationException">A silo failed.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    /// <example><code>NDArray&lt;double&gt; covariance = await array.CovarianceAsync();    // np.cov(a, rowvar=False)</code></example>
    public Task<NDArray<double>> CovarianceAsync(
        double ddof = 1, ReductionSource<bool>? rows = null, ClusterReductionOptions? options = null,
        CancellationToken cancellationToken = default) =>
        RelateAsync(RelationKind.Covariance, ddof, MaskOf(rows), options, cancellationToken);

    /// <summary>The covariances of the columns, of rows that a mask in files of the cluster selects.</summary>
    /// <param name="rows">One truth a row. A silo that reads a shard must have the files with the mask's rows of this shard, which need not
    /// end where the array's do.</param>
    /// <param name="ddof">What is taken off the number of rows.</param>
    /// <param name="options">Progress; with <see cref="ClusterReductionOptions.SkipNaN"/> a row with a NaN does not count at all.</param>
    /// <param name="cancellationToken">Cancels the call. The silos end their scans within a few megabytes.</param>
    /// <returns>A matrix of shape (columns, columns), with the bits of <see cref="MemMapRelations.Covariance"/> on one machine.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rows"/> is <see langword="null"/>.</exception>
    /// <inheritdoc cref="CovarianceAsync(double, ReductionSource{bool}, ClusterReductionOptions, CancellationToken)" path="/exception"/>
    /// <example><code>NDArray&lt;double&gt; ofBright = await array.CovarianceAsync(isBrightRow);</code></example>
    public Task<NDArray<double>> CovarianceAsync(
        MemMapClusterArray<bool> rows, double ddof = 1, ClusterReductionOptions? options = null,
        CancellationToken cancellationToken = default) =>
        RelateAsync(RelationKind.Covariance, ddof, MaskOf(rows), options, cancellationToken);

    /// <summary>The correlations of the columns. NumPy's <c>np.corrcoef(a, rowvar=False)</c>.</summary>
    /// <returns>A matrix of shape (columns, columns), with the bits of <see cref="MemMapRelations.Correlation"/> on one machine.</returns>
    /// <inheritdoc cref="CovarianceAsync(double, ReductionSource{bool}, ClusterReductionOptions, CancellationToken)"
    ///             path="/*[self::exception or self::param[@name!='ddof']]"/>
    public Task<NDArray<double>> CorrelationAsync(
        ReductionSource<bool>? rows = null, ClusterReductionOptions? options = null, CancellationToken cancellationToken = default) =>
        RelateAsync(RelationKind.Correlation, 0, MaskOf(rows), options, cancellationToken);

    /// <summary>The correlations of the columns, of rows that a mask in files of the cluster selects.</summary>
    /// <returns>A matrix of shape (columns, columns), with the bits of <see cref="MemMapRelations.Correlation"/> on one machine.</returns>
    /// <inheritdoc cref="CovarianceAsync(MemMapClusterArray{bool}, double, ClusterReductionOptions, CancellationToken)"
    ///             path="/*[self::exception or self::param[@name!='ddof']]"/>
    public Task<NDArray<double>> CorrelationAsync(
        MemMapClusterArray<bool> rows, ClusterReductionOptions? options = null, CancellationToken cancellationToken = default) =>
        RelateAsync(RelationKind.Correlation, 0, MaskOf(rows), options, cancellationToken);

    /// <summary>The Gram matrix: the sums of products of columns. NumPy's <c>a.T @ a</c> of float64.</summary>
    /// <returns>A matrix of shape (columns, columns), with the bits of <see cref="MemMapRelations.Gram"/> on one machine.</returns>
    /// <inheritdoc cref="CovarianceAsync(double, ReductionSource{bool}, ClusterReductionOptions, CancellationToken)"
    ///             path="/*[self::exception or self::param[@name!='ddof']]"/>
    public Task<NDArray<double>> GramAsync(
        ReductionSource<bool>? rows = null, ClusterReductionOptions? options = null, CancellationToken cancellationToken = default) =>
        RelateAsync(RelationKind.Gram, 0, MaskOf(rows), options, cancellationToken);

    /// <summary>The Gram matrix, of rows that a mask in files of the cluster selects.</summary>
    /// <returns>A matrix of shape (columns, columns), with the bits of <see cref="MemMapRelations.Gram"/> on one machine.</returns>
    /// <inheritdoc cref="CovarianceAsync(MemMapClusterArray{bool}, double, ClusterReductionOptions, CancellationToken)"
    ///             path="/*[self::exception or self::param[@name!='ddof']]"/>
    public Task<NDArray<double>> GramAsync(
        MemMapClusterArray<bool> rows, ClusterReductionOptions? options = null, CancellationToken cancellationToken = default) =>
        RelateAsync(RelationKind.Gram, 0, MaskOf(rows), options, cancellationToken);

    /// <summary>The sums of products of the columns of two matrices. NumPy's <c>a.T @ b</c> of float64.</summary>
    /// <typeparam name="TOther">The element type of the other matrix.</typeparam>
    /// <param name="other">A matrix of as many rows. A silo that reads a shard must have the files with the other's rows of this shard,
    /// which need not end where this array's do.</param>
    /// <param name="rows">Which rows count, one truth a row; all where there is none. Each shard's request takes its own along, a bit
    /// each.</param>
    /// <param name="options">Progress; with <see cref="ClusterReductionOptions.SkipNaN"/> a row with a NaN does not count at all.</param>
    /// <param name="cancellationToken">Cancels the call. The silos end their scans within a few megabytes.</param>
    /// <returns>A matrix of shape (columns, columns of the other), with the bits of <see cref="MemMapRelations.CrossProduct"/> on one
    /// machine.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is <see langword="null"/>.</exception>
    /// <inheritdoc cref="CovarianceAsync(double, ReductionSource{bool}, ClusterReductionOptions, CancellationToken)" path="/exception"/>
    public Task<NDArray<double>> CrossProductAsync<TOther>(
        MemMapClusterArray<TOther> other, ReductionSource<bool>? rows = null, ClusterReductionOptions? options = null,
        CancellationToken cancellationToken = default)
        where TOther : unmanaged => RelateAsync(other, MaskOf(rows), options, cancellationToken);

    /// <summary>The sums of products of the columns of two matrices, of rows that a mask in files of the cluster selects.</summary>
    /// <param name="other">A matrix of as many rows, whose files lie beside those of this one.</param>
    /// <param name="rows">One truth a row. A silo that reads a shard must have the files with the mask's rows of this shard.</param>
    /// <param name="options">Progress; with <see cref="ClusterReductionOptions.SkipNaN"/> a row with a NaN does not count at all.</param>
    /// <param name="cancellationToken">Cancels the call. The silos end their scans within a few megabytes.</param>
    /// <inheritdoc
    ///     cref="CrossProductAsync{TOther}(MemMapClusterArray{TOther}, ReductionSource{bool}, ClusterReductionOptions, CancellationToken)"
    ///     path="/*[self::typeparam or self::returns or self::exception]"/>
    public Task<NDArray<double>> CrossProductAsync<TOther>(
        MemMapClusterArray<TOther> other, MemMapClusterArray<bool> rows, ClusterReductionOptions? options = null,
        CancellationToken cancellationToken = default)
        where TOther : unmanaged => RelateAsync(other, MaskOf(rows), options, cancellationToken);

    internal OtherMatrix ToOther(RowRange rows) => new()
    {
        Element = ElementScanner.NameOf<T>(),
        Descr = Manifest.Descr,
        Shape = Shape.ToArray(),
        Folder = _options.Folder,
        Shards = ShardFile.Of(Manifest, rows),
    };

    private Task<NDArray<double>> RelateAsync<TOther>(
        MemMapClusterArray<TOther> other, ClusterMask? mask, ClusterReductionOptions? options, CancellationToken cancellationToken)
        where TOther : unmanaged
    {
        ArgumentNullException.ThrowIfNull(other);
        other.RequireAll(nameof(other));
        return RelateAsync(
            (array, none, own, skip) =>
            {
                using MemMapShards<TOther> right = other.OpenElsewhere();
                return array.RelatePartial(right, none, own, skip);
            },
            shard => RequestOf(shard) with
            {
                Relation = (int)RelationKind.CrossProduct,
                Other = other.ToOther(Manifest.Shards[shard].Rows),
            },
            0,
            mask,
            RowElements * other.RowElements * sizeof(double),
            options,
            cancellationToken);
    }

    private LocalMask? MaskOf(ReductionSource<bool>? rows) => rows is null ? null : new(rows, static own => own, Manifest);

    private static ClusterMask MaskOf(MemMapClusterArray<bool> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        rows.RequireAll(nameof(rows));
        return rows.ToMask(static own => own);
    }

    private Task<NDArray<double>> RelateAsync(
        RelationKind kind, double ddof, ClusterMask? mask, ClusterReductionOptions? options, CancellationToken cancellationToken) =>
        RelateAsync(
            (array, none, own, skip) => array.RelatePartial(kind, none, own, skip),
            shard => RequestOf(shard) with { Relation = (int)kind },
            ddof,
            mask,
            RowElements * RowElements * sizeof(double) / 2,
            options,
            cancellationToken);

    // What is known of no rows is made before any message: what is wrong with shapes or the mask is the caller's.
    private async Task<NDArray<double>> RelateAsync(
        Func<MemMapShards<T>, RowRange, ReductionSource<bool>?, ReductionOptions, RelationPartial> ofNoRows,
        Func<int, ShardRequest> request, double ddof, ClusterMask? mask, long nodeBytes, ClusterReductionOptions? options,
        CancellationToken cancellationToken)
    {
        RequireAll(null);
        options ??= new ClusterReductionOptions();
        using MemMapShards<T> array = OpenElsewhere();
        RelationPartial all = ofNoRows(array, new RowRange(0, 0), mask?.WithoutRows(), new ReductionOptions { SkipNaN = options.SkipNaN });
        RequireNone(await ScanAsync(
            shard => request(shard) with
            {
                SkipNaN = options.SkipNaN,
                Masks = mask is null ? [] : [mask.Of(Manifest.Shards[shard].Rows)],
            },
            static pieces => pieces.ConvertAll(static piece => RelationPartial.Read(piece)),
            (_, partials) => partials.ForEach(all.Merge),
            options.Progress,
            cancellationToken,
            mask is null ? [] : [mask],
            nodeBytes));
        return all.ToNDArray(ddof);
    }
}
