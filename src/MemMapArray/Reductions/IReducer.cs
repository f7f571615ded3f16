using System;

namespace MemMap;

/// <summary>
/// A reduction of your own: it turns elements into a state, and merges two states into one. It runs on the library's engine: over any view
/// and any axes, in parallel, in bounded memory, with the same bits every time, and as partials across processes.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TState">The state: plain data, so that it can be stored and sent. The last state is the result. At most 65,535 bytes,
/// because .NET has no arrays of larger structs.</typeparam>
/// <remarks>
/// <para>Several threads call the methods at the same time, with different states. A reducer itself must not change.</para>
/// <para>Elements come in traversal order, which is the order of memory, and states are merged as a tree whose shape depends on the number
/// of elements only. <see cref="Merge"/> should be associative up to rounding; it need not be commutative.</para>
/// <para>Partials take two reducers for the same when their <see cref="object.ToString"/> is equal. A record's text includes its
/// parameters.</para>
/// </remarks>
/// <example><code>
/// readonly record struct SumOfSquares : IReducer&lt;float, double&gt;
/// {
///     public double Empty =&gt; 0;
///
///     public void Accumulate(ref double state, ReadOnlySpan&lt;float&gt; elements)
///     {
///         foreach (float x in elements)
///         {
///             state += x * x;
///         }
///     }
///
///     public void Merge(ref double state, in double following) =&gt; state += following;
/// }
/// </code></example>
/// <example><code>double energy = array.Reduce(new SumOfSquares());</code></example>
public interface IReducer<T, TState>
    where T : unmanaged
    where TState : unmanaged
{
    /// <summary>The state of no elements.</summary>
    TState Empty { get; }

    /// <summary>Adds the elements that come next.</summary>
    /// <param name="state">The state so far, to be changed into the state with the elements.</param>
    /// <param name="elements">Up to 4096 elements in traversal order. The span is valid during this call only.</param>
    void Accumulate(ref TState state, ReadOnlySpan<T> elements);

    /// <summary>Adds the state of the elements that come next.</summary>
    /// <param name="state">The state so far, to be changed into the state of both.</param>
    /// <param name="following">The state of the elements that follow.</param>
    void Merge(ref TState state, in TState following);
}
