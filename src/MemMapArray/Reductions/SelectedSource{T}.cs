using System;
using System.Collections.Generic;
using System.Linq;
using MemMap.Reductions.Engine;

namespace MemMap.Reductions;

/// <summary>The elements of another source that masks and predicates select. It holds nothing open.</summary>
/// <param name="source">All elements.</param>
/// <param name="masks">The masks.</param>
/// <param name="predicates">What is asked of the elements that they leave.</param>
internal sealed class SelectedSource<T>(ReductionSource<T> source, ReductionSource<bool>[] masks, ElementPredicate<T>[] predicates)
    : ReductionSource<T>
    where T : unmanaged
{
    public override Shape Shape => source.Shape;

    /// <summary>Fewer of them: those that a mask selects as well.</summary>
    public SelectedSource<T> And(ReductionSource<bool> mask) => new(source, [.. masks, mask], predicates);

    /// <summary>Fewer of them: those that pass a test as well.</summary>
    public SelectedSource<T> And(ElementPredicate<T> predicate) => new(source, masks, [.. predicates, predicate]);

    internal override bool IsMasked => true;

    internal override ElementSource OpenElements(ReadStrategy strategy)
    {
        var opened = new List<ElementSource>();
        bool areOpen = false;
        try
        {
            opened.Add(source.OpenElements(strategy));
            foreach (ReductionSource<bool> mask in masks)
            {
                opened.Add(mask.OpenElements(strategy));
                RequireBroadcast(opened[opened.Count - 1].Layout.Lengths, opened[0].Layout.Lengths);
            }

            areOpen = true;
            return new SelectedElements(opened[0], opened.GetRange(1, masks.Length), predicates);
        }
        finally
        {
            if (!areOpen)
            {
                opened.ForEach(elements => elements.Dispose());
            }
        }
    }

    /// <summary>Checks that a mask can be broadcast to the elements.</summary>
    /// <exception cref="ArgumentException">It cannot.</exception>
    internal static void RequireBroadcast(ReadOnlySpan<long> mask, ReadOnlySpan<long> elements)
    {
        int added = elements.Length - mask.Length;
        bool fits = added >= 0;
        for (int axis = 0; fits && axis < mask.Length; axis++)
        {
            fits = mask[axis] == 1 || mask[axis] == elements[added + axis];
        }

        if (!fits)
        {
            // What most try first: one truth for each row, image or volume.
            bool isOfRows = mask.Length == 1 && elements.Length > 1 && mask[0] == elements[0];
            string newAxes = string.Concat(Enumerable.Repeat(", Slice.NewAxis", Math.Max(0, added)));
            throw new ArgumentException(
                $"A mask of shape {Layout.Text(mask)} cannot be broadcast to elements of shape {Layout.Text(elements)}: "
                    + "counted from the last axis, its lengths must be 1 or equal."
                    + (isOfRows ? $" With one truth for each index of axis 0, it is mask[..{newAxes}]." : string.Empty),
                nameof(mask));
        }
    }
}
