using System;
using MemMap.Reductions;
using MemMap.Reductions.Selecting;

namespace MemMap;

/// <content>Reductions of some elements only.</content>
public static partial class MemMapReductions
{
    /// <summary>The elements that a mask selects, for reductions: of the others nothing counts. NumPy's <c>where=</c>. O(1), no copy: the
    /// mask is read beside the elements, whenever they are reduced.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The elements.</param>
    /// <param name="mask">Selects an element where it is true; a byte other than 0 is. It is broadcast to the shape of the elements, by
    /// NumPy's rules: <c>(1000,)</c> and <c>(rows, 1)</c> fit <c>(rows, 1000)</c>. Its own order in memory is free, and it may be the same
    /// array, shards, or a view of some of either.</param>
    /// <returns>What every reduction takes, over any axes, in parts, and with your own reducers; and what <c>Replace</c> writes over, and
    /// <c>Mask</c> makes truths of (<see cref="MemMapTransforms"/>). Where nothing is selected, the result is
    /// that of <see cref="ReductionOptions.SkipNaN"/> where all is NaN: a sum is 0, a product 1, a mean NaN; an extreme is NaN too, and of
    /// integers an <see cref="InvalidOperationException"/>, as an index of an extreme is.</returns>
    /// <remarks>A mask of nothing but true has the result, to the last bit, of no mask. Of several masks and predicates, all have to
    /// agree: masks are asked first. Partials of different masks are not told apart.</remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The mask cannot be broadcast to the shape of the elements, or is itself of selected
    /// elements.</exception>
    /// <example><code>double brightMean = array.Where(isBright).Mean();    // np.mean(a, where=mask)</code></example>
    public static ReductionSource<T> Where<T>(this ReductionSource<T> source, ReductionSource<bool> mask)
        where T : unmanaged
    {
        SelectedSource<T> selected = Selected(source);
        _ = mask ?? throw new ArgumentNullException(nameof(mask));
        if (mask is SelectedSource<bool>)
        {
            throw new ArgumentException(
                "A mask says of every element whether it is selected: it cannot leave out elements itself. "
                    + "Where takes one mask after the other.",
                nameof(mask));
        }

        SelectedSource<T>.RequireBroadcast(mask.Shape.ToArray(), source.Shape.ToArray());
        return selected.And(mask);
    }

    /// <summary>The elements that pass a test, for reductions: of the others nothing counts. NumPy's <c>where=a > 0.5</c>, without the
    /// array of truths. O(1), no copy: elements are tested whenever they are reduced, many at a time.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The elements.</param>
    /// <param name="predicate">The test; <see cref="Predicate"/> makes them.</param>
    /// <returns>What every reduction takes; see
    /// <see cref="Where{T}(ReductionSource{T}, ReductionSource{bool})"/>.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <example><code>
    /// ReductionSource&lt;float&gt; valid = array.Where(Predicate.And(Predicate.IsFinite&lt;float&gt;(), Predicate.GreaterThan(0f)));
    /// double validStd = valid.Std();
    /// </code></example>
    public static ReductionSource<T> Where<T>(this ReductionSource<T> source, ElementPredicate<T> predicate)
        where T : unmanaged => Selected(source).And(predicate ?? throw new ArgumentNullException(nameof(predicate)));

    /// <summary>The elements of which a function says true, for reductions: of the others nothing counts. O(1), no copy: the function is
    /// called for each element whenever these are reduced. <see cref="Predicate"/> is many times faster where it will do.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="source">The elements.</param>
    /// <param name="predicate">The function. Several threads call it at the same time, in no order, with elements that masks and earlier
    /// predicates leave; what it throws ends the reduction. It must say the same each time.</param>
    /// <returns>What every reduction takes; see
    /// <see cref="Where{T}(ReductionSource{T}, ReductionSource{bool})"/>.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <example><code>double evenMean = array.Where(v => v % 2 == 0).Mean();</code></example>
    public static ReductionSource<T> Where<T>(this ReductionSource<T> source, Func<T, bool> predicate)
        where T : unmanaged
    {
        var called = new CallbackPredicate<T>(predicate ?? throw new ArgumentNullException(nameof(predicate)));
        return Selected(source).And(new ElementPredicate<T>(called, "a function"));
    }

    private static SelectedSource<T> Selected<T>(ReductionSource<T> source)
        where T : unmanaged =>
        (source ?? throw new ArgumentNullException(nameof(source))) as SelectedSource<T> ?? new SelectedSource<T>(source, [], []);
}
