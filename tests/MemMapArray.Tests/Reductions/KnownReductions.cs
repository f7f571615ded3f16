using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;

namespace MemMap.Tests.Reductions;

/// <summary>Every reduction of the catalog for an element type, and one of the caller's own, in a form that tests can go through: results as bytes.</summary>
internal static class KnownReductions
{
    public static List<KnownReduction<T>> Of<T>()
        where T : unmanaged =>
        [.. CatalogReductions.Of<T>().Select(Known), Known(Reduction.From(new SequenceReducer<T>()))];

    private static KnownReduction<T> Known<T>(Reduction<T> reduction)
        where T : unmanaged
    {
        Type type = typeof(KnownReduction<,>).MakeGenericType(typeof(T), CatalogReductions.ResultOf(reduction));
        return (KnownReduction<T>)Activator.CreateInstance(type, reduction)!;
    }
}

/// <summary>One of them.</summary>
internal abstract class KnownReduction<T>
    where T : unmanaged
{
    /// <summary>The results over some axes, <see langword="null"/> for all.</summary>
    public abstract byte[] Reduce(ReductionSource<T> view, int[]? axes, ReductionOptions? options);

    /// <summary>The same by way of partials: rows are cut at <paramref name="cuts"/>, merged in the order of <paramref name="order"/>, some through bytes.</summary>
    public abstract byte[] ReduceByParts(ReductionSource<T> view, int[]? axes, long[] cuts, Random order, ReductionOptions? options);
}

/// <inheritdoc/>
internal sealed class KnownReduction<T, TResult>(Reduction<T, TResult> reduction) : KnownReduction<T>
    where T : unmanaged
    where TResult : unmanaged
{
    public override byte[] Reduce(ReductionSource<T> view, int[]? axes, ReductionOptions? options) =>
        Bytes(() => axes is null ? [view.Reduce(reduction, options)] : view.Reduce(reduction, axes, options: options).ToArray());

    public override byte[] ReduceByParts(ReductionSource<T> view, int[]? axes, long[] cuts, Random order, ReductionOptions? options) =>
        Bytes(() => MergeParts(view, axes, cuts, order, options).ToNDArray().ToArray());

    public override string ToString() => $"{reduction} of {typeof(T).Name}";

    private ReductionPartial<T, TResult> MergeParts(ReductionSource<T> view, int[]? axes, long[] cuts, Random order, ReductionOptions? options)
    {
        var partials = new List<ReductionPartial<T, TResult>>();
        long[] borders = [0, .. cuts.Order(), view.Shape[0]];
        for (int i = 0; i + 1 < borders.Length; i++)
        {
            var rows = new RowRange(borders[i], borders[i + 1] - borders[i]);
            ReductionPartial<T, TResult> partial = axes is null ? view.ReducePartial(reduction, rows, options) : view.ReducePartial(reduction, rows, axes, options);
            partials.Add(order.Next(2) == 0 ? partial : reduction.ReadPartial(partial.ToBytes()));
        }

        while (partials.Count > 1)
        {
            int from = order.Next(partials.Count);
            ReductionPartial<T, TResult> taken = partials[from];
            partials.RemoveAt(from);
            partials[order.Next(partials.Count)].Merge(taken);
        }

        return partials[0];
    }

    // The index of an extreme of nothing but NaN is an exception, the same one each time. Of several sums that no long can be, parts may tell of another than the whole.
    private static byte[] Bytes(Func<TResult[]> reduce)
    {
        try
        {
            return MemoryMarshal.AsBytes(reduce().AsSpan()).ToArray();
        }
        catch (InvalidOperationException exception)
        {
            return System.Text.Encoding.UTF8.GetBytes(exception.Message);
        }
        catch (OverflowException)
        {
            return System.Text.Encoding.UTF8.GetBytes(nameof(OverflowException));
        }
    }
}

/// <summary>A reducer that notices every change of order or grouping: neither its accumulation nor its merge commutes or associates.</summary>
internal sealed class SequenceReducer<T> : IReducer<T, SequenceState>
    where T : unmanaged
{
    public SequenceState Empty => default;

    public void Accumulate(ref SequenceState state, ReadOnlySpan<T> elements)
    {
        foreach (T element in elements)
        {
            state.Count++;
            state.Hash = unchecked((state.Hash * 1000003) ^ element.GetHashCode());
        }
    }

    public void Merge(ref SequenceState state, in SequenceState following)
    {
        state.Hash = unchecked((state.Hash * 31) + (following.Hash * 17) + following.Count);
        state.Count += following.Count;
    }
}

/// <summary>How many elements there were, and a number that depends on all of them and on what was merged with what.</summary>
internal struct SequenceState
{
    public long Count { get; set; }

    public long Hash { get; set; }
}
