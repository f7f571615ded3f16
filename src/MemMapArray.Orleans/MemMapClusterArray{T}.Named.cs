using System.Threading.Tasks;

namespace MemMap;

/// <content>The reductions by their names. The others, and several axes, by <c>ReduceAsync</c>.</content>
public sealed partial class MemMapClusterArray<T>
{
    /// <summary>The sum, as a double, of all elements. NumPy's <c>a.sum()</c>.</summary>
    /// <param name="options">Progress, cancellation, and whether NaN is left out.</param>
    /// <returns>The result, with the bits of one machine.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, ClusterReductionOptions)" path="/exception"/>
    public Task<double> SumAsync(ClusterReductionOptions? options = null) => ReduceAsync(Reduction.Sum<T>(), options);

    /// <summary>The sum, as a double, along one axis.</summary>
    /// <param name="axis">The axis that disappears; a negative one counts from the end.</param>
    /// <param name="options">Progress, cancellation, and whether NaN is left out.</param>
    /// <returns>A result for each index of the other axes, in memory.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, int[], ClusterReductionOptions)" path="/exception"/>
    public Task<NDArray<double>> SumAsync(int axis, ClusterReductionOptions? options = null) => ReduceAsync(Reduction.Sum<T>(), [axis], options);

    /// <summary>The arithmetic mean of all elements. NumPy's <c>a.mean()</c>.</summary>
    /// <param name="options">Progress, cancellation, and whether NaN is left out.</param>
    /// <returns>The result, with the bits of one machine.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, ClusterReductionOptions)" path="/exception"/>
    public Task<double> MeanAsync(ClusterReductionOptions? options = null) => ReduceAsync(Reduction.Mean<T>(), options);

    /// <summary>The arithmetic mean along one axis.</summary>
    /// <param name="axis">The axis that disappears; a negative one counts from the end.</param>
    /// <param name="options">Progress, cancellation, and whether NaN is left out.</param>
    /// <returns>A result for each index of the other axes, in memory.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, int[], ClusterReductionOptions)" path="/exception"/>
    public Task<NDArray<double>> MeanAsync(int axis, ClusterReductionOptions? options = null) => ReduceAsync(Reduction.Mean<T>(), [axis], options);

    /// <summary>The variance of all elements. NumPy's <c>a.var(ddof=...)</c>.</summary>
    /// <param name="ddof">Delta degrees of freedom: the squares are divided by count - ddof.</param>
    /// <param name="options">Progress, cancellation, and whether NaN is left out.</param>
    /// <returns>The result, with the bits of one machine.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, ClusterReductionOptions)" path="/exception"/>
    public Task<double> VarAsync(double ddof = 0, ClusterReductionOptions? options = null) => ReduceAsync(Reduction.Var<T>(ddof), options);

    /// <summary>The variance along one axis.</summary>
    /// <param name="axis">The axis that disappears; a negative one counts from the end.</param>
    /// <param name="ddof">Delta degrees of freedom: the squares are divided by count - ddof.</param>
    /// <param name="options">Progress, cancellation, and whether NaN is left out.</param>
    /// <returns>A result for each index of the other axes, in memory.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, int[], ClusterReductionOptions)" path="/exception"/>
    public Task<NDArray<double>> VarAsync(int axis, double ddof = 0, ClusterReductionOptions? options = null) => ReduceAsync(Reduction.Var<T>(ddof), [axis], options);

    /// <summary>The standard deviation of all elements. NumPy's <c>a.std(ddof=...)</c>.</summary>
    /// <param name="ddof">Delta degrees of freedom: the squares are divided by count - ddof.</param>
    /// <param name="options">Progress, cancellation, and whether NaN is left out.</param>
    /// <returns>The result, with the bits of one machine.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, ClusterReductionOptions)" path="/exception"/>
    public Task<double> StdAsync(double ddof = 0, ClusterReductionOptions? options = null) => ReduceAsync(Reduction.Std<T>(ddof), options);

    /// <summary>The standard deviation along one axis.</summary>
    /// <param name="axis">The axis that disappears; a negative one counts from the end.</param>
    /// <param name="ddof">Delta degrees of freedom: the squares are divided by count - ddof.</param>
    /// <param name="options">Progress, cancellation, and whether NaN is left out.</param>
    /// <returns>A result for each index of the other axes, in memory.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, int[], ClusterReductionOptions)" path="/exception"/>
    public Task<NDArray<double>> StdAsync(int axis, double ddof = 0, ClusterReductionOptions? options = null) => ReduceAsync(Reduction.Std<T>(ddof), [axis], options);

    /// <summary>The smallest of all elements. NumPy's <c>a.min()</c>.</summary>
    /// <param name="options">Progress, cancellation, and whether NaN is left out.</param>
    /// <returns>The result, with the bits of one machine.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, ClusterReductionOptions)" path="/exception"/>
    public Task<T> MinAsync(ClusterReductionOptions? options = null) => ReduceAsync(Reduction.Min<T>(), options);

    /// <summary>The smallest along one axis.</summary>
    /// <param name="axis">The axis that disappears; a negative one counts from the end.</param>
    /// <param name="options">Progress, cancellation, and whether NaN is left out.</param>
    /// <returns>A result for each index of the other axes, in memory.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, int[], ClusterReductionOptions)" path="/exception"/>
    public Task<NDArray<T>> MinAsync(int axis, ClusterReductionOptions? options = null) => ReduceAsync(Reduction.Min<T>(), [axis], options);

    /// <summary>The largest of all elements. NumPy's <c>a.max()</c>.</summary>
    /// <param name="options">Progress, cancellation, and whether NaN is left out.</param>
    /// <returns>The result, with the bits of one machine.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, ClusterReductionOptions)" path="/exception"/>
    public Task<T> MaxAsync(ClusterReductionOptions? options = null) => ReduceAsync(Reduction.Max<T>(), options);

    /// <summary>The largest along one axis.</summary>
    /// <param name="axis">The axis that disappears; a negative one counts from the end.</param>
    /// <param name="options">Progress, cancellation, and whether NaN is left out.</param>
    /// <returns>A result for each index of the other axes, in memory.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, int[], ClusterReductionOptions)" path="/exception"/>
    public Task<NDArray<T>> MaxAsync(int axis, ClusterReductionOptions? options = null) => ReduceAsync(Reduction.Max<T>(), [axis], options);

    /// <summary>The smallest and the largest of all elements. NumPy's <c>a.min()</c> and <c>a.max()</c>.</summary>
    /// <param name="options">Progress, cancellation, and whether NaN is left out.</param>
    /// <returns>The result, with the bits of one machine.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, ClusterReductionOptions)" path="/exception"/>
    public Task<(T Min, T Max)> MinMaxAsync(ClusterReductionOptions? options = null) => ReduceAsync(Reduction.MinMax<T>(), options);

    /// <summary>The smallest and the largest along one axis.</summary>
    /// <param name="axis">The axis that disappears; a negative one counts from the end.</param>
    /// <param name="options">Progress, cancellation, and whether NaN is left out.</param>
    /// <returns>A result for each index of the other axes, in memory.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, int[], ClusterReductionOptions)" path="/exception"/>
    public Task<NDArray<(T Min, T Max)>> MinMaxAsync(int axis, ClusterReductionOptions? options = null) => ReduceAsync(Reduction.MinMax<T>(), [axis], options);

    /// <summary>Counts, mean, spread, shape and extremes in one pass of all elements. As <c>scipy.stats.describe</c>.</summary>
    /// <param name="options">Progress, cancellation, and whether NaN is left out.</param>
    /// <returns>The result, with the bits of one machine.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, ClusterReductionOptions)" path="/exception"/>
    public Task<Moments> DescribeAsync(ClusterReductionOptions? options = null) => ReduceAsync(Reduction.Describe<T>(), options);

    /// <summary>Counts, mean, spread, shape and extremes in one pass along one axis.</summary>
    /// <param name="axis">The axis that disappears; a negative one counts from the end.</param>
    /// <param name="options">Progress, cancellation, and whether NaN is left out.</param>
    /// <returns>A result for each index of the other axes, in memory.</returns>
    /// <inheritdoc cref="ReduceAsync{TResult}(Reduction{T, TResult}, int[], ClusterReductionOptions)" path="/exception"/>
    public Task<NDArray<Moments>> DescribeAsync(int axis, ClusterReductionOptions? options = null) => ReduceAsync(Reduction.Describe<T>(), [axis], options);
}
