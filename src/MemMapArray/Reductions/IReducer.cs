using System;

namespace MemMap;

/// <summary>
/// A reduction of your own: how elements become a state and two states one. It runs on the engine of the library's own: any view and any axes, in parallel, in
/// bounded memory, with the same bits every time, and as partials between processes.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TState">What is known of some elements: plain data, so that it can be stored and sent. It is the result as well. At most 65,535 bytes: .NET has no arrays of larger ones.</typeparam>
/// <remarks>
/// <para>The methods are called by several threads at a time, for different states: a reducer has no state of its own that changes.</para>
/// <para>Elements come in traversal order, which is the order of memory, and states are merged as a tree whose shape depends on the number of
/// elements only. <see cref="Merge"/> should be associative up to rounding; it need not be commutative.</para>
/// <para>Two reducers are the same to partials when their <see cref="object.ToString"/> is: a record says its parameters there.</para>
/// </remarks>
/// <example><code>
/// readonly record struct Above(float Threshold) : IReducer&lt;float, long&gt;
/// {
///     public long Empty => 0;
///     public void Accumulate(ref long state, ReadOnlySpan&lt;float&gt; elements) { foreach (float x in elements) state += x > Threshold ? 1 : 0; }
///     public void Merge(ref long state, in long following) => state += following;
/// }
///
/// long count = array.Reduce(new Above(0.5f));
/// </code></example>
public interface IReducer<T, TState>
    where T : unmanaged
    where TState : unmanaged
{
    /// <summary>The state of no elements.</summary>
    TState Empty { get; }

    /// <summary>Takes in elements that come next.</summary>
    /// <param name="state">The state so far; becomes that with the elements.</param>
    /// <param name="elements">Up to 4096 elements in traversal order. The span is good for this call only.</param>
    void Accumulate(ref TState state, ReadOnlySpan<T> elements);

    /// <summary>Takes in the state of elements that come next.</summary>
    /// <param name="state">The state so far; becomes that of both.</param>
    /// <param name="following">The state of the elements that follow.</param>
    void Merge(ref TState state, in TState following);
}
