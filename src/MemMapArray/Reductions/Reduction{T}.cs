using System;
using System.Collections.Generic;

namespace MemMap;

/// <summary>A reduction as a value, whatever the type of its results: what <see cref="Reduction.Parse{T}"/> gives.</summary>
/// <typeparam name="T">The element type.</typeparam>
public abstract class Reduction<T>
    where T : unmanaged
{
    private protected Reduction()
    {
    }

    /// <summary>It was made by <see cref="Reduction.From{T, TState}(IReducer{T, TState})"/>, of your own reducer: other processes do not find it by its
    /// name.</summary>
    public abstract bool IsCustom { get; }

    /// <summary>Its name with its parameter, as <c>std(ddof=1)</c>: partials of reductions of different names do not merge.</summary>
    /// <returns>The name.</returns>
    public abstract override string ToString();

    /// <summary>Reduces some rows as <c>ReducePartial</c> does, to the partial's bytes: for a server, which has no use for the type of the
    /// results. O(elements of the rows).</summary>
    /// <param name="source">The whole array, or one of the same shape and order of which these rows are there.</param>
    /// <param name="rows">Which indexes along axis 0, whether that is reduced or not.</param>
    /// <param name="axis">The axes that disappear, each once; negative ones count from the end.</param>
    /// <param name="options">Threads, how to read, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>The bytes, for <see cref="Reduction{T, TResult}.ReadPartial"/>.</returns>
    /// <inheritdoc cref="MemMapReductions.ReducePartial{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, RowRange, ReadOnlySpan{int},
    ///             ReductionOptions)" path="/exception"/>
    public abstract byte[] ReducePartialBytes(
        ReductionSource<T> source, RowRange rows, ReadOnlySpan<int> axis, ReductionOptions? options = null);

    /// <summary>Merges partials, as <see cref="ReductionPartial{T, TResult}.Merge"/> does, to the bytes of one: for a server between others,
    /// which has no use for the type of the results. O(bytes), of which no more than two partials and what they make are held at a
    /// time.</summary>
    /// <param name="partials">The bytes of one partial or more, in any order.</param>
    /// <returns>The bytes of a partial of all their rows.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="partials"/> is null.</exception>
    /// <exception cref="System.IO.InvalidDataException">The bytes are damaged, of something else, or of another version of the
    /// rules.</exception>
    /// <exception cref="ArgumentException">There are none, they are of another reduction or array, or some rows are in two of
    /// them.</exception>
    /// <example><code>byte[] ofNode = Reduction.Std&lt;float&gt;().MergePartialBytes(ofShards);</code></example>
    public abstract byte[] MergePartialBytes(IEnumerable<byte[]> partials);
}
