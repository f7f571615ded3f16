using System.Threading;
using System.Threading.Tasks;

namespace MemMap;

/// <content>The common reductions by name. <c>ReduceAsync</c> takes the others, and several axes.</content>
public sealed partial class MemMapClusterArray<T>
{
    /// <summary>Computes the sum of all elements, as a double. NumPy's <c>a.sum()</c>.</summary>
    /// <returns>The result, with the same bits as on one machine.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, ClusterReductionOptions, CancellationToken)"
    ///             path="/*[self::exception or self::param[@name!='reduction']]"/>
    /// <example><code>double sum = await array.SumAsync();</code></example>
    public Task<double> SumAsync(ClusterReductionOptions? options = null, CancellationToken cancellationToken = default) =>
        ReduceAsync(Reduction.Sum<T>(), options, cancellationToken);

    /// <summary>Computes the sums along one axis, as doubles. NumPy's <c>a.sum(axis)</c>.</summary>
    /// <param name="axis">The axis that disappears. A negative one counts from the end.</param>
    /// <param name="keepDims">Whether it stays, with length 1.</param>
    /// <param name="options">Progress, and whether NaN is left out.</param>
    /// <param name="cancellationToken">Cancels the reduction.</param>
    /// <returns>One result for each index of the other axes, in memory.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, int[], bool, ClusterReductionOptions, CancellationToken)"
    /// path="/exception"/>
    public Task<NDArray<double>> SumAsync(
        int axis, bool keepDims = false, ClusterReductionOptions? options = null, CancellationToken cancellationToken = default) =>
        ReduceAsync(Reduction.Sum<T>(), [axis], keepDims, options, cancellationToken);

    /// <summary>Computes the arithmetic mean of all elements. NumPy's <c>a.mean()</c>.</summary>
    /// <returns>The result, with the same bits as on one machine.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, ClusterReductionOptions, CancellationToken)"
    ///             path="/*[self::exception or self::param[@name!='reduction']]"/>
    /// <example><code>double mean = await array.MeanAsync(cancellationToken: stop.Token);</code></example>
    public Task<double> MeanAsync(ClusterReductionOptions? options = null, CancellationToken cancellationToken = default) =>
        ReduceAsync(Reduction.Mean<T>(), options, cancellationToken);

    /// <summary>Computes the arithmetic means along one axis. NumPy's <c>a.mean(axis)</c>.</summary>
    /// <inheritdoc cref="SumAsync(int, bool, ClusterReductionOptions, CancellationToken)" path="/param"/>
    /// <returns>One result for each index of the other axes, in memory.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, int[], bool, ClusterReductionOptions, CancellationToken)"
    /// path="/exception"/>
    public Task<NDArray<double>> MeanAsync(
        int axis, bool keepDims = false, ClusterReductionOptions? options = null, CancellationToken cancellationToken = default) =>
        ReduceAsync(Reduction.Mean<T>(), [axis], keepDims, options, cancellationToken);

    /// <summary>Computes the variance of all elements. NumPy's <c>a.var(ddof=...)</c>.</summary>
    /// <inheritdoc cref="Reduction.Var{T}(double)" path="/param"/>
    /// <returns>The result, with the same bits as on one machine.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, ClusterReductionOptions, CancellationToken)"
    ///             path="/*[self::exception or self::param[@name!='reduction']]"/>
    public Task<double> VarAsync(double ddof = 0, ClusterReductionOptions? options = null, CancellationToken cancellationToken = default) =>
        ReduceAsync(Reduction.Var<T>(ddof), options, cancellationToken);

    /// <summary>Computes the variances along one axis. NumPy's <c>a.var(axis, ddof=...)</c>.</summary>
    /// <inheritdoc cref="Reduction.Var{T}(double)" path="/param"/>
    /// <inheritdoc cref="SumAsync(int, bool, ClusterReductionOptions, CancellationToken)" path="/param"/>
    /// <returns>One result for each index of the other axes, in memory.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, int[], bool, ClusterReductionOptions, CancellationToken)"
    /// path="/exception"/>
    public Task<NDArray<double>> VarAsync(
        int axis, double ddof = 0, bool keepDims = false, ClusterReductionOptions? options = null,
        CancellationToken cancellationToken = default) =>
        ReduceAsync(Reduction.Var<T>(ddof), [axis], keepDims, options, cancellationToken);

    /// <summary>Computes the standard deviation of all elements. NumPy's <c>a.std(ddof=...)</c>.</summary>
    /// <inheritdoc cref="Reduction.Std{T}(double)" path="/param"/>
    /// <returns>The result, with the same bits as on one machine.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, ClusterReductionOptions, CancellationToken)"
    ///             path="/*[self::exception or self::param[@name!='reduction']]"/>
    public Task<double> StdAsync(double ddof = 0, ClusterReductionOptions? options = null, CancellationToken cancellationToken = default) =>
        ReduceAsync(Reduction.Std<T>(ddof), options, cancellationToken);

    /// <summary>Computes the standard deviations along one axis. NumPy's <c>a.std(axis, ddof=...)</c>.</summary>
    /// <inheritdoc cref="Reduction.Std{T}(double)" path="/param"/>
    /// <inheritdoc cref="SumAsync(int, bool, ClusterReductionOptions, CancellationToken)" path="/param"/>
    /// <returns>One result for each index of the other axes, in memory.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, int[], bool, ClusterReductionOptions, CancellationToken)"
    /// path="/exception"/>
    /// <example><code>NDArray&lt;double&gt; columnStds = await array.StdAsync(axis: 0, ddof: 1);</code></example>
    public Task<NDArray<double>> StdAsync(
        int axis, double ddof = 0, bool keepDims = false, ClusterReductionOptions? options = null,
        CancellationToken cancellationToken = default) =>
        ReduceAsync(Reduction.Std<T>(ddof), [axis], keepDims, options, cancellationToken);

    /// <summary>Finds the smallest element. NumPy's <c>a.min()</c>.</summary>
    /// <returns>The result, with the same bits as on one machine.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, ClusterReductionOptions, CancellationToken)"
    ///             path="/*[self::exception or self::param[@name!='reduction']]"/>
    public Task<T> MinAsync(ClusterReductionOptions? options = null, CancellationToken cancellationToken = default) =>
        ReduceAsync(Reduction.Min<T>(), options, cancellationToken);

    /// <summary>Finds the smallest elements along one axis. NumPy's <c>a.min(axis)</c>.</summary>
    /// <inheritdoc cref="SumAsync(int, bool, ClusterReductionOptions, CancellationToken)" path="/param"/>
    /// <returns>One result for each index of the other axes, in memory.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, int[], bool, ClusterReductionOptions, CancellationToken)"
    /// path="/exception"/>
    public Task<NDArray<T>> MinAsync(
        int axis, bool keepDims = false, ClusterReductionOptions? options = null, CancellationToken cancellationToken = default) =>
        ReduceAsync(Reduction.Min<T>(), [axis], keepDims, options, cancellationToken);

    /// <summary>Finds the largest element. NumPy's <c>a.max()</c>.</summary>
    /// <returns>The result, with the same bits as on one machine.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, ClusterReductionOptions, CancellationToken)"
    ///             path="/*[self::exception or self::param[@name!='reduction']]"/>
    public Task<T> MaxAsync(ClusterReductionOptions? options = null, CancellationToken cancellationToken = default) =>
        ReduceAsync(Reduction.Max<T>(), options, cancellationToken);

    /// <summary>Finds the largest elements along one axis. NumPy's <c>a.max(axis)</c>.</summary>
    /// <inheritdoc cref="SumAsync(int, bool, ClusterReductionOptions, CancellationToken)" path="/param"/>
    /// <returns>One result for each index of the other axes, in memory.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, int[], bool, ClusterReductionOptions, CancellationToken)"
    /// path="/exception"/>
    public Task<NDArray<T>> MaxAsync(
        int axis, bool keepDims = false, ClusterReductionOptions? options = null, CancellationToken cancellationToken = default) =>
        ReduceAsync(Reduction.Max<T>(), [axis], keepDims, options, cancellationToken);

    /// <summary>Finds the smallest and the largest element. NumPy's <c>a.min(), a.max()</c>.</summary>
    /// <returns>The result, with the same bits as on one machine.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, ClusterReductionOptions, CancellationToken)"
    ///             path="/*[self::exception or self::param[@name!='reduction']]"/>
    public Task<(T Min, T Max)> MinMaxAsync(ClusterReductionOptions? options = null, CancellationToken cancellationToken = default) =>
        ReduceAsync(Reduction.MinMax<T>(), options, cancellationToken);

    /// <summary>Finds the smallest and the largest elements along one axis. NumPy's <c>a.min(axis), a.max(axis)</c>.</summary>
    /// <inheritdoc cref="SumAsync(int, bool, ClusterReductionOptions, CancellationToken)" path="/param"/>
    /// <returns>One result for each index of the other axes, in memory.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, int[], bool, ClusterReductionOptions, CancellationToken)"
    /// path="/exception"/>
    public Task<NDArray<(T Min, T Max)>> MinMaxAsync(
        int axis, bool keepDims = false, ClusterReductionOptions? options = null, CancellationToken cancellationToken = default) =>
        ReduceAsync(Reduction.MinMax<T>(), [axis], keepDims, options, cancellationToken);

    /// <summary>Describes all elements in one pass: counts, mean, spread, skewness, kurtosis and extremes. As
    /// <c>scipy.stats.describe</c>.</summary>
    /// <returns>The result, with the same bits as on one machine.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, ClusterReductionOptions, CancellationToken)"
    ///             path="/*[self::exception or self::param[@name!='reduction']]"/>
    /// <example><code>Moments moments = await array.DescribeAsync(options, stop.Token);</code></example>
    public Task<Moments> DescribeAsync(ClusterReductionOptions? options = null, CancellationToken cancellationToken = default) =>
        ReduceAsync(Reduction.Describe<T>(), options, cancellationToken);

    /// <summary>Describes the elements along one axis in one pass. As <c>scipy.stats.describe</c>.</summary>
    /// <inheritdoc cref="SumAsync(int, bool, ClusterReductionOptions, CancellationToken)" path="/param"/>
    /// <returns>One result for each index of the other axes, in memory.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, int[], bool, ClusterReductionOptions, CancellationToken)"
    /// path="/exception"/>
    public Task<NDArray<Moments>> DescribeAsync(
        int axis, bool keepDims = false, ClusterReductionOptions? options = null, CancellationToken cancellationToken = default) =>
        ReduceAsync(Reduction.Describe<T>(), [axis], keepDims, options, cancellationToken);
}
