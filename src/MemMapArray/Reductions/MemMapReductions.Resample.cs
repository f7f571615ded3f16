using System;

namespace MemMap;

/// <content>Reductions of groups of neighbours.</content>
public static partial class MemMapReductions
{
    /// <summary>Reduces groups of so many neighbours along an axis: minutes to hours. pandas' <c>resample("1h").mean()</c>, and
    /// <c>a[:n * length].reshape(n, length).mean(1)</c>. O(Length), without a copy of the elements.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <typeparam name="TResult">The type of a result.</typeparam>
    /// <param name="view">The elements, of any layout.</param>
    /// <param name="length">How many elements along the axis are a group.</param>
    /// <param name="axis">The axis; a negative one counts from the end.</param>
    /// <param name="reduction">What to compute of each group.</param>
    /// <param name="edge">What becomes of elements at the end that do not fill a group. A shorter group is reduced after all the
    /// others, and reports its own progress.</param>
    /// <param name="options">Threads, how to read, progress, cancellation, and whether NaN is left out.</param>
    /// <returns>A new array of the view's shape, but that the axis has as many elements as there are groups.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A group has less than one element, there is no such axis, or an option has a value
    /// that does not exist.</exception>
    /// <exception cref="ArgumentException">Elements are left at the end, and <paramref name="edge"/> is
    /// <see cref="EdgePolicy.Throw"/>.</exception>
    /// <exception cref="InvalidOperationException">There are more results than an array holds.</exception>
    /// <inheritdoc cref="Reduce{T, TResult}(ReductionSource{T}, Reduction{T, TResult}, ReductionOptions)"
    ///             path="/exception[not(contains(@cref, 'InvalidOperation')) and not(contains(@cref, 'OutOfRange'))]"/>
    /// <example><code>NDArray&lt;double&gt; hourly = array.Resample(60, axis: 0, Reduction.Mean&lt;float&gt;());    // resample("1h").mean()</code></example>
    public static NDArray<TResult> Resample<T, TResult>(
        this MemMapView<T> view,
        long length,
        int axis,
        Reduction<T, TResult> reduction,
        EdgePolicy edge = EdgePolicy.Keep,
        ReductionOptions? options = null)
        where T : unmanaged
        where TResult : unmanaged
    {
        Require(reduction);
        RequireOpen(view, nameof(view));
        Shape shape = view.Shape;
        int at = Axis.Normalize(axis, shape.Rank, nameof(axis));
        if (length < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "A group has at least one element.");
        }

        if (edge is < EdgePolicy.Keep or > EdgePolicy.Throw)
        {
            throw new ArgumentOutOfRangeException(nameof(edge), edge, "There is no such policy.");
        }

        long groups = shape[at] / length, left = shape[at] % length;
        if (left > 0 && edge == EdgePolicy.Throw)
        {
            throw new ArgumentException(
                $"Axis {at} has {shape[at]} elements, {left} more than {groups} groups of {length}. {nameof(EdgePolicy)}.{nameof(EdgePolicy.Keep)} makes a shorter group of them, {nameof(EdgePolicy.Drop)} leaves them out.",
                nameof(length));
        }

        bool isShorterKept = left > 0 && edge == EdgePolicy.Keep;
        long[] lengths = shape.ToArray();
        lengths[at] = isShorterKept ? groups + 1 : groups;
        NDArray<TResult> results = NDArray.Create<TResult>(lengths);
        lengths[at] = groups;
        long[] grouped = [.. lengths.AsSpan(0, at + 1), groups > 0 ? length : 1, .. lengths.AsSpan(at + 1)];
        Part(view, 0, groups * length).Reshape(grouped).ReduceTo(reduction, [at + 1], Part(results, 0, groups), options);
        if (isShorterKept)
        {
            Part(view, groups * length, shape[at]).ReduceTo(reduction, [at], Part(results, groups, groups + 1), options);
        }

        return results;

        MemMapView<TElement> Part<TElement>(MemMapView<TElement> whole, long start, long stop)
            where TElement : unmanaged
        {
            Slice[] slices = new Slice[shape.Rank];
            slices.AsSpan().Fill(Slice.All);
            slices[at] = Slice.Range(start, stop);
            return whole[slices];
        }
    }
}
