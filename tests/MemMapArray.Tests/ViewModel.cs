using System;
using System.Collections.Generic;
using System.Linq;

namespace MemMap.Tests;

/// <summary>A view and the naive array that it must be equal to, taken through the same operations.</summary>
internal sealed class ViewModel<T>(MemMapView<T> view, NaiveArray naive, string history)
    where T : unmanaged
{
    private const int MaxCount = 1500;
    private const int MaxRank = 8;

    public MemMapView<T> View => view;

    public NaiveArray Naive => naive;

    public override string ToString() => history;

    /// <summary>Up to five operations, one on the other.</summary>
    public ViewModel<T> Chain(Choices choices)
    {
        ViewModel<T> model = this;
        for (int operations = choices.Below(6); operations > 0; operations--)
        {
            model = model.Step(choices);
        }

        return model;
    }

    /// <summary>One operation on both. A reshape that no strides describe is checked to throw, and leaves both as they are.</summary>
    public ViewModel<T> Step(Choices choices)
    {
        int axis = choices.Below(Math.Max(1, naive.Rank));
        int signed = choices.OneIn(3) ? axis - naive.Rank : axis;
        switch (choices.Below(10))
        {
            case 0:
                return Then(view.Transpose(), naive.Transpose(), "Transpose");
            case 1:
                int[] axes = choices.Permutation(naive.Rank);
                return Then(view.Permute(axes), naive.Permute(axes), $"Permute {string.Join(' ', axes)}");
            case 2 when naive.Rank > 0:
                return Then(view.Flip(signed), naive.Flip(axis), $"Flip {signed}");
            case 3:
                return Then(view.Squeeze(), naive.Squeeze(), "Squeeze");
            case 4 when naive.Rank < MaxRank:
                return Then(view.ExpandDims(axis), naive.ExpandDims(axis), $"ExpandDims {axis}");
            case 5:
                return BroadcastTo(choices);
            case 6 or 7:
                return Reshape(choices);
            default:
                return Index(choices);
        }
    }

    public ViewModel<T> Then(MemMapView<T> nextView, NaiveArray nextNaive, string operation) => new(nextView, nextNaive, $"{history} | {operation}");

    private ViewModel<T> BroadcastTo(Choices choices)
    {
        int[] added = [.. Enumerable.Range(0, naive.Rank < MaxRank - 1 ? choices.Below(3) : 0).Select(_ => choices.Between(1, 2))];
        int[] lengths = [.. added, .. naive.Lengths.Select(length => length == 1 && choices.OneIn(2) ? choices.Between(0, 4) : length)];
        return lengths.Aggregate(1L, (product, length) => product * length) > MaxCount
            ? this
            : Then(view.BroadcastTo(Array.ConvertAll(lengths, x => (long)x)), naive.BroadcastTo(lengths), $"BroadcastTo {string.Join(' ', lengths)}");
    }

    private ViewModel<T> Reshape(Choices choices)
    {
        int[] lengths = Factors(choices);
        NaiveArray reshaped = naive.Reshape(lengths);
        long[] shape = reshaped.Shape;
        if (naive.Count > 0 && lengths.Length > 0 && choices.OneIn(3))
        {
            shape[choices.Below(lengths.Length)] = -1;
        }

        string operation = $"Reshape {string.Join(' ', shape)}";
        if (reshaped.HasStrides())
        {
            return Then(view.Reshape(shape), reshaped, operation);
        }

        Assert.Throws<InvalidOperationException>(() => view.Reshape(shape));
        return this;
    }

    private int[] Factors(Choices choices)
    {
        List<int> lengths = naive.Count == 0 ? [0] : [];
        for (int rest = naive.Count; rest > 1;)
        {
            int[] factors = [.. Enumerable.Range(2, rest - 1).Where(x => rest % x == 0)];
            int factor = lengths.Count == 4 ? rest : factors[choices.Below(factors.Length)];
            lengths.Insert(choices.Below(lengths.Count + 1), factor);
            rest /= factor;
        }

        for (int ones = choices.Below(3); ones > 0; ones--)
        {
            lengths.Insert(choices.Below(lengths.Count + 1), naive.Count == 0 ? 3 : 1);
        }

        return [.. lengths];
    }

    // Axes from the left up to the ellipsis, then those at the right end; new axes anywhere.
    private ViewModel<T> Index(Choices choices)
    {
        int named = choices.Below(naive.Rank + 1), beforeEllipsis = choices.OneIn(3) ? choices.Below(named + 1) : -1;
        List<Slice> slices = [];
        NaiveArray result = naive;
        int axis = 0;
        for (int i = 0; i <= named; i++)
        {
            if (i == beforeEllipsis)
            {
                slices.Add(Slice.Ellipsis);
                axis += naive.Rank - named;
            }

            if (result.Rank < MaxRank && choices.OneIn(6))
            {
                slices.Add(Slice.NewAxis);
                result = result.ExpandDims(axis++);
            }

            if (i == named)
            {
                break;
            }

            int length = result.Lengths[axis];
            (Slice slice, int[]? positions, int position) = Item(choices, length);
            slices.Add(slice);
            result = positions is null ? result.At(axis, position) : result.Take(axis++, positions);
        }

        return Then(view[slices.ToArray()], result, $"[{string.Join(", ", slices)}]");
    }

    // A slice of an axis, and the positions that it selects; or one position.
    private static (Slice Slice, int[]? Positions, int Position) Item(Choices choices, int length)
    {
        switch (choices.Below(6))
        {
            case 0:
                return (Slice.All, [.. Enumerable.Range(0, length)], 0);
            case 1 when length > 0:
                int position = choices.Below(length);
                return choices.OneIn(2) ? (^(length - position), null, position) : (position, null, position);
            case 2:
                int start = choices.Between(0, length), end = choices.Between(start, length);
                Index from = choices.OneIn(2) ? ^(length - start) : start, to = choices.OneIn(2) ? ^(length - end) : end;
                return (from..to, [.. Enumerable.Range(start, end - start)], 0);
            default:
                int? first = choices.OneIn(3) ? null : choices.Between(-length - 1, length + 1), stop = choices.OneIn(3) ? null : choices.Between(-length - 1, length + 1);
                int step = choices.Between(1, 3) * (choices.OneIn(2) ? -1 : 1);
                return (Slice.Range(first, stop, step), Walk(first, stop, step, length), 0);
        }
    }

    private static int[] Walk(int? start, int? stop, int step, int length)
    {
        int Bound(int? bound, int absent) => bound is null ? absent : Math.Clamp(bound < 0 ? bound.Value + length : bound.Value, step > 0 ? 0 : -1, step > 0 ? length : length - 1);
        int end = Bound(stop, step > 0 ? length : -1);
        List<int> positions = [];
        for (int i = Bound(start, step > 0 ? 0 : length - 1); step > 0 ? i < end : i > end; i += step)
        {
            positions.Add(i);
        }

        return [.. positions];
    }
}
