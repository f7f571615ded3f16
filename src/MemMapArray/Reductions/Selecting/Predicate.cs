using System;
using MemMap.Reductions.Selecting;

namespace MemMap;

/// <summary>
/// Tests of elements for <see cref="MemMapReductions.Where{T}(ReductionSource{T}, ElementPredicate{T})"/>, done with vectors. They are
/// those of IEEE 754: NaN is neither above, below nor equal to anything, and -0 equals 0. For every type of numbers; elements in another
/// byte order are compared by their values.
/// </summary>
/// <example><code>double brightMean = array.Where(Predicate.GreaterThan(0.5f)).Mean();    // np.mean(a, where=a > 0.5)</code></example>
public static class Predicate
{
    /// <summary>Whether an element is above a value.</summary>
    /// <typeparam name="T">The element type: numbers, in any byte order.</typeparam>
    /// <param name="value">The value. Nothing is above NaN.</param>
    /// <returns>The predicate.</returns>
    /// <exception cref="NotSupportedException">The element type has no order, or is <see langword="bool"/>.</exception>
    public static ElementPredicate<T> GreaterThan<T>(T value)
        where T : unmanaged => Create(value, value, Bound.Above, Bound.None, $"element > {PredicateText<T>.Of(value)}");

    /// <summary>Whether an element is above a value or equal to it.</summary>
    /// <param name="value">The value.</param>
    /// <inheritdoc cref="GreaterThan{T}(T)"/>
    public static ElementPredicate<T> GreaterThanOrEqual<T>(T value)
        where T : unmanaged => Create(value, value, Bound.At, Bound.None, $"element >= {PredicateText<T>.Of(value)}");

    /// <summary>Whether an element is below a value.</summary>
    /// <param name="value">The value. Nothing is below NaN.</param>
    /// <inheritdoc cref="GreaterThan{T}(T)"/>
    public static ElementPredicate<T> LessThan<T>(T value)
        where T : unmanaged => Create(value, value, Bound.None, Bound.Below, $"element < {PredicateText<T>.Of(value)}");

    /// <summary>Whether an element is below a value or equal to it.</summary>
    /// <param name="value">The value.</param>
    /// <inheritdoc cref="GreaterThan{T}(T)"/>
    public static ElementPredicate<T> LessThanOrEqual<T>(T value)
        where T : unmanaged => Create(value, value, Bound.None, Bound.At, $"element <= {PredicateText<T>.Of(value)}");

    /// <summary>Whether an element is from one value to another, both included.</summary>
    /// <param name="low">The least that passes.</param>
    /// <param name="high">The greatest that passes. Below <paramref name="low"/>, nothing does.</param>
    /// <inheritdoc cref="GreaterThan{T}(T)"/>
    public static ElementPredicate<T> Between<T>(T low, T high)
        where T : unmanaged => Create(low, high, Bound.At, Bound.At, $"{PredicateText<T>.Of(low)} <= element <= {PredicateText<T>.Of(high)}");

    /// <summary>Whether an element equals a value. Nothing equals NaN: <see cref="IsNaN{T}"/>.</summary>
    /// <param name="value">The value.</param>
    /// <inheritdoc cref="GreaterThan{T}(T)"/>
    public static ElementPredicate<T> EqualTo<T>(T value)
        where T : unmanaged => Create(value, value, Bound.At, Bound.At, $"element == {PredicateText<T>.Of(value)}");

    /// <summary>Whether an element is NaN. Integers never are.</summary>
    /// <inheritdoc cref="GreaterThan{T}(T)"/>
    public static ElementPredicate<T> IsNaN<T>()
        where T : unmanaged => new(new NotPredicate(Create<T>(default, default, Bound.None, Bound.None, string.Empty)), "element is NaN");

    /// <summary>Whether an element is neither NaN nor infinite. Integers always are finite.</summary>
    /// <inheritdoc cref="GreaterThan{T}(T)"/>
    public static ElementPredicate<T> IsFinite<T>()
        where T : unmanaged => Create<T>(default, default, Bound.Finite, Bound.Finite, "element is finite");

    /// <summary>Whether an element fails a test.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="predicate">The test.</param>
    /// <returns>The predicate.</returns>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public static ElementPredicate<T> Not<T>(ElementPredicate<T> predicate)
        where T : unmanaged => new(new NotPredicate(predicate ?? throw new ArgumentNullException(nameof(predicate))), $"not ({predicate})");

    /// <summary>Whether an element passes both of two tests.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <returns>The predicate.</returns>
    /// <exception cref="ArgumentNullException">One is null.</exception>
    public static ElementPredicate<T> And<T>(ElementPredicate<T> left, ElementPredicate<T> right)
        where T : unmanaged
    {
        Require(left, right);
        return new(new AndPredicate(left, right), $"({left}) and ({right})");
    }

    /// <summary>Whether an element passes one of two tests, or both.</summary>
    /// <inheritdoc cref="And{T}(ElementPredicate{T}, ElementPredicate{T})"/>
    public static ElementPredicate<T> Or<T>(ElementPredicate<T> left, ElementPredicate<T> right)
        where T : unmanaged
    {
        Require(left, right);
        // What does not fail both.
        return new(new NotPredicate(new AndPredicate(new NotPredicate(left), new NotPredicate(right))), $"({left}) or ({right})");
    }

    /// <summary>The predicate that a text says: what its <c>ToString</c> gave, such as <c>(element > 0) and (not (element is NaN))</c>. For
    /// programs that are told what to select; nothing but these tests can be said.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="text">The text, to the letter.</param>
    /// <returns>The predicate.</returns>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    /// <exception cref="FormatException">It is not the text of a predicate of this element type.</exception>
    /// <exception cref="NotSupportedException">The element type has no order, or is <see langword="bool"/>.</exception>
    /// <example><code>double bright = array.Where(Predicate.Parse&lt;float&gt;("element > 0.5")).Mean();</code></example>
    public static ElementPredicate<T> Parse<T>(string text)
        where T : unmanaged
    {
        _ = IsNaN<T>();
        return new PredicateText<T>(text ?? throw new ArgumentNullException(nameof(text))).Parse();
    }

    private static void Require<T>(ElementPredicate<T> left, ElementPredicate<T> right)
        where T : unmanaged
    {
        _ = left ?? throw new ArgumentNullException(nameof(left));
        _ = right ?? throw new ArgumentNullException(nameof(right));
    }

    private static ElementPredicate<T> Create<T>(T low, T high, Bound lower, Bound upper, string text)
        where T : unmanaged => new(Element.AsNumber(new IntervalMaker<T>(low, high, lower, upper)), text);
}
