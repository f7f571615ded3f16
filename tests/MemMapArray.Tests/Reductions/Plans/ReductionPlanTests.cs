using System.Collections.Generic;
using System.Linq;
using MemMap.Reductions;
using MemMap.Reductions.Plans;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Plans of small layouts: which elements each result is made of, where it belongs, and in what order the elements come.</summary>
public sealed class ReductionPlanTests
{
    [Fact]
    public void Groups_MoreColumnsThanATile_AreCutIntoTiles()
    {
        ReductionPlan plan = Plan(Layout.Create([2, 5, 2500], MemMapOrder.C, 16, 4), [false, true, false], [20_000, 0, 8]);
        Assert.Equal((false, 5, 5000, 6, 1024), (plan.ContiguousAxisIsReduced, plan.Count, plan.ResultLength, plan.Groups, plan.Columns));
        Assert.Equal([1024, 1024, 452, 1024, 1024, 452], Enumerable.Range(0, 6).Select(group => plan.ColumnsOf(group)));
        Assert.Equal([0, 1024, 2048, 0, 1024, 2048], Enumerable.Range(0, 6).Select(group => plan.ColumnOf(group)));
        Assert.Equal([0, 0, 0, 1, 1, 1], Enumerable.Range(0, 6).Select(group => plan.LineOf(group)));
        var cursor = new GroupCursor(plan);
        cursor.MoveTo(0);
        for (int group = 0; group < 6; group++)
        {
            var jumped = new GroupCursor(plan);
            jumped.MoveTo(group);
            foreach (GroupCursor at in new[] { cursor, jumped })
            {
                Assert.Equal((group, plan.ColumnsOf(group)), (at.Group, at.Columns));
                Assert.Equal(16 + (group / 3 * 50_000) + (group % 3 * 4096), at.Offset);
                Assert.Equal((group / 3 * 20_000) + (((group % 3 * 1024) + 7) * 8), at.ResultOffset(7));
            }

            cursor.MoveNext();
        }
    }

    [Fact]
    public void Groups_OfAReducedContiguousAxis_AreOneColumnEach()
    {
        ReductionPlan plan = Plan(Layout.Create([3, 4], MemMapOrder.C, 100, 4), [false, true], [8, 0]);
        Assert.Equal((3, 1, Rules.BlockElements), (plan.Groups, plan.Columns, plan.PositionsPerLeaf));
        var cursor = new GroupCursor(plan);
        cursor.MoveTo(0);
        for (int group = 0; group < 3; group++, cursor.MoveNext())
        {
            Assert.Equal((group, 1, 100 + (16 * group), 8 * group), (cursor.Group, cursor.Columns, cursor.Offset, cursor.ResultOffset(0)));
        }
    }

    [Fact]
    public void Groups_OfColumnsAtTheBorders_AreNoMoreThanNeeded()
    {
        Assert.Equal((1, Rules.RowsPerLeaf), (Plan(Layout.Create([5, 1024], MemMapOrder.C, 0, 4), [true, false], [0, 8]).Groups, Plan(Layout.Create([5, 2], MemMapOrder.C, 0, 4), [true, false], [0, 8]).PositionsPerLeaf));
        Assert.Equal(2, Plan(Layout.Create([5, 1025], MemMapOrder.C, 0, 4), [true, false], [0, 8]).Groups);
        Assert.Equal(0, Plan(Layout.Create([5, 0], MemMapOrder.C, 0, 4), [true, false], [0, 8]).Groups);
    }

    [Fact]
    public void Results_OfARepeatedAxis_AreInItsOrder()
    {
        ReductionPlan plan = Plan(Layout.Create([4], MemMapOrder.C, 0, 4).BroadcastTo([3, 4]), [false, true], [8, 0]);
        Assert.Equal(0, plan.ResultOffset);
        Assert.Equal([8], plan.KeptResultStrides);
    }

    [Fact]
    public void Columns_LargeResults_AreFewer()
    {
        Layout layout = Layout.Create([5, 100], MemMapOrder.C, 0, 4);
        Assert.Equal(16, new ReductionPlan(layout, [true, false], [0, 65_536], 65_536).Columns);
        Assert.Equal(7, new ReductionPlan(layout, [true, false], [0, 65_536], 65_536).Groups);
        Assert.Equal(1, new ReductionPlan(layout, [true, false], [0, 2_000_000], 2_000_000).Columns);
    }

    [Fact]
    public void Positions_AxesThatRunBackwards_AreInMemoryOrder()
    {
        Layout layout = Layout.Create([3, 4, 5], MemMapOrder.C, 100, 2).Flip(0).Flip(2).Transpose();
        ReductionPlan plan = Plan(layout, [true, true, true], [0, 0, 0]);
        Assert.Equal((true, 100, 60, 1, 1), (plan.ContiguousAxisIsReduced, plan.Offset, plan.Count, plan.ResultLength, plan.Groups));
        Assert.Equal([60], plan.ReducedLengths);
        Assert.Equal([2], plan.ReducedStrides);
        Assert.Equal((0, 60), (Assert.Single(plan.Parts).Start, plan.Parts[0].End));

        // Which element is at a position, in C order over the axes of the view.
        Assert.False(plan.Indexes.IsInOrder);
        for (int position = 0; position < 60; position++)
        {
            (int i, int j, int k) = (position / 20, position / 5 % 4, position % 5);
            long expected = ((4 - k) * 12) + (j * 3) + (2 - i);
            Assert.Equal(expected, plan.Indexes.IndexOf(position));
            Assert.Equal(expected, plan.Indexes.IndexOf(position, out long run, out long step));
            Assert.Equal((5 - k, -12), (run, step));
        }
    }

    [Fact]
    public void Results_OfAKeptAxisThatRunsBackwards_ComeFromTheEnd()
    {
        Layout layout = Layout.Create([3, 4], MemMapOrder.C, 0, 4).Flip(0);
        ReductionPlan plan = Plan(layout, [false, true], [8, 0]);
        Assert.Equal((0, 16, 3), (plan.Offset, plan.ResultOffset, plan.Groups));
        Assert.Equal([-8], plan.KeptResultStrides);
        ReductionPlan rows = new(layout, [false, true], [8, 0], 8, new RowRange(1, 2));
        Assert.Equal((0, 8, 2), (rows.Offset, rows.ResultOffset, rows.ResultLength));
    }

    [Fact]
    public void Indexes_ElementsInCOrder_ArePositions()
    {
        ReductionPlan plan = Plan(Layout.Create([3, 4], MemMapOrder.C, 0, 4), [true, true], [0, 0]);
        Assert.True(plan.Indexes.IsInOrder);
        Assert.Equal(7, plan.Indexes.IndexOf(7));
        Assert.Equal(7, plan.Indexes.IndexOf(7, out long run, out long step));
        Assert.Equal((1, 1), (run, step));
        Assert.Equal(2, Plan(Layout.Create([5], MemMapOrder.C, 0, 4), [true], [0]).Indexes.IndexOf(2, out run, out step));
        Assert.Equal((3, 1), (run, step));
        ReductionPlan outer = Plan(Layout.Create([2, 3, 4], MemMapOrder.C, 0, 4), [true, false, true], [0, 8, 0]);
        Assert.True(outer.Indexes.IsInOrder);
        ReductionPlan backwards = Plan(Layout.Create([3, 4], MemMapOrder.C, 0, 4).Flip(0), [true, true], [0, 0]);
        Assert.Equal((false, 8), (backwards.Indexes.IsInOrder, backwards.Indexes.IndexOf(0)));
        ReductionPlan repeated = Plan(Layout.Create([4], MemMapOrder.C, 0, 4).BroadcastTo([3, 4]), [true, true], [0, 0]);
        Assert.Equal([0, 4, 8, 1], Enumerable.Range(0, 4).Select(position => repeated.Indexes.IndexOf(position)));
        ReductionPlan scalar = Plan(Layout.Create([], MemMapOrder.C, 0, 4), [], []);
        Assert.Equal(0, scalar.Indexes.IndexOf(0, out run, out step));
        Assert.Equal((1, 1), (run, step));
    }

    [Fact]
    public void Parts_RowsOfAReducedAxis_ArePositionsInTheWholeOrder()
    {
        var rows = new RowRange(1, 2);
        Assert.Equal([(20, 60)], Parts(Layout.Create([4, 5, 4], MemMapOrder.C, 0, 1), rows));
        Assert.Equal([(1, 3), (5, 7), (9, 11)], Parts(Layout.Create([4, 3], MemMapOrder.F, 0, 1), rows));
        Assert.Equal([(3, 9)], Parts(Layout.Create([4, 3], MemMapOrder.C, 0, 1).Flip(0), rows));
        Assert.Equal([(6, 12)], Parts(Layout.Create([4, 3], MemMapOrder.C, 0, 1).Flip(0), new RowRange(0, 2)));
        Assert.Equal([(0, 6)], Parts(Layout.Create([4, 3], MemMapOrder.C, 0, 1), new RowRange(0, 2)));
        ReductionPlan kept = new(Layout.Create([4, 3], MemMapOrder.C, 0, 1), [true, false], [0, 8], 8, rows);
        Assert.Equal((1, 3, 2), (kept.Parts[0].Start, kept.Parts[0].End, kept.Parts[0].Count));
        Assert.Equal([(0, 12)], Parts(Layout.Create([4, 3], MemMapOrder.C, 0, 1), new RowRange(0, 4)));
        Assert.Empty(Parts(Layout.Create([4, 3], MemMapOrder.C, 0, 1), new RowRange(2, 0)));
        Assert.Equal([(0, 0)], Parts(Layout.Create([1, 3], MemMapOrder.C, 0, 1), new RowRange(0, 0)));
        Assert.Equal([(0, 3)], Parts(Layout.Create([1, 3], MemMapOrder.C, 0, 1), new RowRange(0, 1)));
    }

    [Fact]
    public void Axes_ThatContinueEachOther_AreOne()
    {
        ReductionPlan plan = Plan(Layout.Create([2, 3, 4, 5], MemMapOrder.C, 0, 1), [false, false, true, true], [24, 8, 0, 0]);
        Assert.Equal([20], plan.ReducedLengths);
        Assert.Equal([6], plan.KeptLengths);
        Assert.Equal([20], plan.KeptStrides);
        Assert.Equal([8], plan.KeptResultStrides);

        // Where they are reduced there are no results to lie apart.
        Assert.Equal([6], Plan(Layout.Create([2, 3, 4], MemMapOrder.C, 0, 1), [true, true, false], [77, 55, 8]).ReducedLengths);

        // Not where the results lie apart, nor where partials need the groups of the axes alone.
        Assert.Equal([2, 3], Plan(Layout.Create([2, 3, 4, 5], MemMapOrder.C, 0, 1), [false, false, true, true], [100, 8, 0, 0]).KeptLengths);
        Assert.Equal([2, 3], new ReductionPlan(Layout.Create([2, 3, 4, 5], MemMapOrder.C, 0, 1), [false, false, true, true], [24, 8, 0, 0], 8, isPartial: true).KeptLengths);
    }

    [Fact]
    public void MemoryOrder_StridesOfAnySign_AreByTheirSizeAndThenByAxis()
    {
        Layout layout = Layout.Create([2, 1, 3, 4], MemMapOrder.C, 0, 4).Flip(2);
        Assert.Equal([0, 2, 3], ReductionPlan.MemoryOrder(layout));
        Assert.Equal([3, 2, 0], ReductionPlan.MemoryOrder(Layout.Create([2, 1, 3, 4], MemMapOrder.F, 0, 4).Flip(3)));
        Assert.Equal([2, 0, 1], ReductionPlan.MemoryOrder(Layout.Create([5], MemMapOrder.C, 0, 4).BroadcastTo([2, 3, 5])));
    }

    private static ReductionPlan Plan(Layout layout, bool[] reduces, long[] resultStrides) => new(layout, reduces, resultStrides, sizeof(double));

    private static IEnumerable<(long Start, long End)> Parts(Layout layout, RowRange rows) =>
        new ReductionPlan(layout, Enumerable.Repeat(true, layout.Rank).ToArray(), new long[layout.Rank], 8, rows, isPartial: true).Parts.Select(part => (part.Start, part.End));
}
