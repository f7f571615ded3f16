using System.Collections.Generic;
using System.Linq;
using MemMap.Mapping;
using MemMap.Reductions.Plans;
using MemMap.Reductions.Selecting;

namespace MemMap.Reductions.Engine;

/// <summary>Elements of which a reduction takes some: those of another source, with masks and predicates.</summary>
/// <param name="elements">All elements.</param>
/// <param name="masks">The masks, each of them broadcastable to the shape of the elements. They are closed with these.</param>
/// <param name="predicates">What is asked of the elements that the masks leave, in this order.</param>
internal sealed class SelectedElements(
    ElementSource elements, IReadOnlyList<ElementSource> masks, IReadOnlyList<IElementPredicate> predicates)
    : ElementSource(elements.Layout, elements.IsReversed)
{
    /// <summary>All elements.</summary>
    public ElementSource Elements => elements;

    /// <summary>The masks.</summary>
    public IReadOnlyList<ElementSource> Masks => masks;

    /// <summary>A way to each mask, for one thread.</summary>
    /// <param name="plan">The way through the elements.</param>
    public MaskReader[] CreateMaskReaders(ReductionPlan plan)
    {
        int most = plan.ContiguousAxisIsReduced ? Rules.BlockElements : plan.Columns;
        return [.. masks.Select(mask => new MaskReader(mask.CreateReader(), plan.Follow(mask.Layout.BroadcastTo(Layout.Lengths)), most))];
    }

    /// <summary>What is asked, of elements as a kernel knows them.</summary>
    public ElementTest<T>[] CreateTests<T>()
        where T : unmanaged => [.. predicates.Select(predicate => predicate.CreateTest<T>())];

    /// <summary>What partials must have in common beside their key.</summary>
    public override string ToString() =>
        string.Join(" and ", masks.Select(_ => "mask").Concat(predicates.Select(predicate => predicate.ToString())));

    public override ByteReader CreateReader() => elements.CreateReader();

    public override bool Shares(Region region, Layout layout) =>
        elements.Shares(region, layout) || masks.Any(mask => mask.Shares(region, layout));

    public override void Dispose()
    {
        elements.Dispose();
        foreach (ElementSource mask in masks)
        {
            mask.Dispose();
        }
    }
}
