using System;
using MemMap.Reductions.Calls;
using MemMap.Reductions.Ordering;

namespace MemMap;

/// <content>Quantiles of rows in many places.</content>
public static partial class MemMapReductions
{
    /// <summary>Counts in some rows what a plan of quantiles asks. O(elements of the rows), in memory for 65,536 counters a thread, or 262,144
    /// where hundreds of quantiles are asked for.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The whole array, or one of the same shape of which these rows are there. What is selected of it
    /// counts.</param>
    /// <param name="question">The plan's <see cref="QuantilePlan{T}.Question"/>.</param>
    /// <param name="rows">Which indexes along axis 0.</param>
    /// <param name="options">Threads, how to read, progress, cancellation. Whether NaN is left out, the plan says.</param>
    /// <returns>The counts as bytes, for <see cref="QuantilePlan{T}.Add"/>.</returns>
    /// <exception cref="ArgumentException">The question is of another element type or shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The source has not so many rows, or an option has a value that does not
    /// exist.</exception>
    /// <exception cref="System.IO.InvalidDataException">The bytes are of no question, or damaged.</exception>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/exception[contains(@cref, 'Null') or contains(@cref, 'Canceled') or contains(@cref, 'Disposed') or contains(@cref, 'IOEx')]"/>
    /// <example><code>byte[] counts = array.CountForQuantiles(plan.Question, new RowRange(0, 512));</code></example>
    public static byte[] CountForQuantiles<T>(
        this ReductionSource<T> source, ReadOnlySpan<byte> question, RowRange rows, ReductionOptions? options = null)
        where T : unmanaged
    {
        RequireOpen(source, nameof(source));
        return new QuantileCounts<T>(question.ToArray()).Run(source.Shape, rows, axes => ReductionCall.Over(source, axes, options));
    }
}
