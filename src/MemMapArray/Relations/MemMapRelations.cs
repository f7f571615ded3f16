using System;
using MemMap.Relations;

namespace MemMap;

/// <summary>Relations between the columns of a matrix that may be larger than memory: covariances, correlations, sums of products.</summary>
/// <remarks>
/// <para>The matrix is read once. Sums are float64, of some hundred rows around their own means, and are put together by the exact shift of
/// these. Results are within 1e-13 of rational arithmetic, as a fraction of the most that they could be: where means are 1e9 times the
/// spread, or columns drift, too. (The product of columns less their rounded means, <c>np.cov</c>, has nine digits there.) Bits do not
/// depend on threads, instruction sets or how the file is read.</para>
/// <para>O(rows columns^2), about half of the products of a full matrix product. Memory: the result a few times, once more for each
/// doubling of the rows, and some MiB a thread.</para>
/// </remarks>
public static partial class MemMapRelations
{
    /// <summary>The covariances of the columns. NumPy's <c>np.cov(a, rowvar=False, ddof=ddof)</c>, in one pass, without a
    /// temporary.</summary>
    /// <typeparam name="T">The element type: any number up to 64 bits, in either byte order; <see cref="bool"/> as 0 and 1.</typeparam>
    /// <param name="source">A matrix of shape (rows, columns), of at most 4,096 columns: a view of any layout, or an array of shards.</param>
    /// <param name="ddof">What is taken off the number of rows: 1, as in NumPy, for the covariance that a sample suggests; 0 for that of
    /// the rows themselves.</param>
    /// <param name="rows">Which rows count, one truth a row; all where there is none.</param>
    /// <param name="options">Threads, how to read, progress and cancellation. With <see cref="ReductionOptions.SkipNaN"/> a row with a NaN
    /// does not count at all; without it, NaN makes the relations of its own column NaN, as in NumPy.</param>
    /// <returns>A matrix of shape (columns, columns), symmetric to the bit. It is NaN where there are not more rows than
    /// <paramref name="ddof"/>.</returns>
    /// <exception cref="ArgumentNullException">A matrix is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option has a value that does not exist.</exception>
    /// <exception cref="ArgumentException">A matrix has another rank than 2, or more than 4,096 columns; the matrices have not as many rows,
    /// or the mask has not one truth for each; elements are left out (Where; a mask of rows is an argument here).</exception>
    /// <exception cref="NotSupportedException">The element type is no number.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">One of the arrays is disposed.</exception>
    /// <exception cref="System.IO.IOException">A file was cut short meanwhile, or cannot be read.</exception>
    /// <example><code>
    /// NDArray&lt;double&gt; covariance = prices.Covariance();    // np.cov(prices, rowvar=False)
    /// </code></example>
    public static NDArray<double> Covariance<T>(
        this ReductionSource<T> source, double ddof = 1, ReductionSource<bool>? rows = null, ReductionOptions? options = null)
        where T : unmanaged
    {
        using var call = RelationCall.Open<T, T>(source, null, rows, isCentred: true, options);
        return RelationResults.Products(call, ddof);
    }

    /// <summary>The correlations of the columns. NumPy's <c>np.corrcoef(a, rowvar=False)</c>, in one pass, without a temporary.</summary>
    /// <typeparam name="T">The element type: any number up to 64 bits, in either byte order; <see cref="bool"/> as 0 and 1.</typeparam>
    /// <param name="source">A matrix of shape (rows, columns), of at most 4,096 columns: a view of any layout, or an array of shards.</param>
    /// <param name="rows">Which rows count, one truth a row; all where there is none.</param>
    /// <param name="options">Threads, how to read, progress and cancellation. With <see cref="ReductionOptions.SkipNaN"/> a row with a NaN
    /// does not count at all; without it, NaN makes the relations of its own column NaN, as in NumPy.</param>
    /// <returns>A matrix of shape (columns, columns), symmetric to the bit, with 1 in its diagonal and nothing beyond -1 and 1. A column
    /// without deviation has NaN.</returns>
    /// <inheritdoc cref="Covariance" path="/exception"/>
    /// <example><code>
    /// NDArray&lt;double&gt; correlation = prices.Correlation();    // np.corrcoef(prices, rowvar=False)
    /// </code></example>
    public static NDArray<double> Correlation<T>(
        this ReductionSource<T> source, ReductionSource<bool>? rows = null, ReductionOptions? options = null)
        where T : unmanaged
    {
        using var call = RelationCall.Open<T, T>(source, null, rows, isCentred: true, options);
        return RelationResults.Correlation(RelationResults.Products(call, 0));
    }

    /// <summary>The Gram matrix: the sums of products of columns. NumPy's <c>a.T @ a</c> of float64, in one pass.</summary>
    /// <typeparam name="T">The element type: any number up to 64 bits, in either byte order; <see cref="bool"/> as 0 and 1.</typeparam>
    /// <param name="source">A matrix of shape (rows, columns), of at most 4,096 columns: a view of any layout, or an array of shards.</param>
    /// <param name="rows">Which rows count, one truth a row; all where there is none.</param>
    /// <param name="options">Threads, how to read, progress and cancellation. With <see cref="ReductionOptions.SkipNaN"/> a row with a NaN
    /// does not count at all; without it, NaN makes the relations of its own column NaN, as in NumPy.</param>
    /// <returns>A matrix of shape (columns, columns), symmetric to the bit.</returns>
    /// <inheritdoc cref="Covariance" path="/exception"/>
    /// <example><code>
    /// NDArray&lt;double&gt; gram = features.Gram();    // features.T @ features
    /// </code></example>
    public static NDArray<double> Gram<T>(
        this ReductionSource<T> source, ReductionSource<bool>? rows = null, ReductionOptions? options = null)
        where T : unmanaged
    {
        using var call = RelationCall.Open<T, T>(source, null, rows, isCentred: false, options);
        return RelationResults.Products(call, 0);
    }

    /// <summary>The sums of products of the columns of two matrices. NumPy's <c>a.T @ b</c> of float64, in one pass.</summary>
    /// <typeparam name="T">The element type: any number up to 64 bits, in either byte order; <see cref="bool"/> as 0 and 1.</typeparam>
    /// <param name="source">A matrix of shape (rows, columns), of at most 4,096 columns: a view of any layout, or an array of shards.</param>
    /// <typeparam name="TOther">The element type of the other matrix: as <typeparamref name="T"/>.</typeparam>
    /// <param name="other">A matrix of as many rows, and at most 4,096 columns.</param>
    /// <param name="rows">Which rows count, one truth a row; all where there is none.</param>
    /// <param name="options">Threads, how to read, progress and cancellation. With <see cref="ReductionOptions.SkipNaN"/> a row with a NaN
    /// does not count at all; without it, NaN makes the relations of its own column NaN, as in NumPy.</param>
    /// <returns>A matrix of shape (columns, columns of the other).</returns>
    /// <inheritdoc cref="Covariance" path="/exception"/>
    /// <example><code>
    /// NDArray&lt;double&gt; right = features.CrossProduct(targets);    // features.T @ targets: the right side of least squares
    /// </code></example>
    public static NDArray<double> CrossProduct<T, TOther>(
        this ReductionSource<T> source, ReductionSource<TOther> other, ReductionSource<bool>? rows = null, ReductionOptions? options = null)
        where T : unmanaged
        where TOther : unmanaged
    {
        _ = other ?? throw new ArgumentNullException(nameof(other));
        using var call = RelationCall.Open(source, other, rows, isCentred: false, options);
        return RelationResults.Products(call, 0);
    }
}
