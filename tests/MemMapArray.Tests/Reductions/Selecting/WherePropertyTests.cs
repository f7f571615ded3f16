using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Text;
using CsCheck;
using MemMap.Reductions.Plans;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Every reduction of the catalog, and one of the caller's own, of elements that drawn masks select.</summary>
public sealed class WherePropertyTests : IDisposable
{
    // Views of each element type.
    private static readonly long s_drawn = Iterations.Of(1, thorough: 3), s_drawnInOneLeaf = Iterations.Of(2, thorough: 4);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [OnceFact]
    public void Reduce_AnyMaskOfAnyView_HasTheSameBitsHoweverItIsDone()
    {
        int cases = 0;
        OfEachType(new Bits(_folder, () => cases++));
        Assert.True(cases >= s_drawn * 175, $"{cases} cases");
    }

    [OnceFact]
    public void Reduce_OneLeaf_HasTheBitsOfItsSelectedElementsAlone()
    {
        int cases = 0;
        OfEachType(new OneLeaf(_folder, () => cases++));
        Assert.True(cases >= s_drawnInOneLeaf * 115, $"{cases} cases");
    }

    [Fact]
    public void Reduce_ManyLeaves_MergesStatesOfTheirSelectedElements()
    {
        var random = new Random(3);
        using MemMapArray<int> array = MemMapArray.Open<int>(_folder.Write([.. Enumerable.Range(0, DrawnViews.Elements).Select(_ => random.Next())]));
        using var masks = new DrawnMasks(_folder);
        Gen.Int[0, int.MaxValue].Sample(seed =>
        {
            var draw = new Random(seed);
            MemMapView<int> view = DrawnViews.Of(array, draw);
            int[] axes = DrawnViews.Axes(view.Rank, draw) ?? [.. Enumerable.Range(0, view.Rank)];
            MemMapView<bool> mask = masks.Of(view.Shape, draw);
            var plan = PlanOf(view, axes);
            SequenceState[] expected = [.. SelectedGroups.Of(view, mask, axes).Select(group => Tree(group.Leaves(plan.PositionsPerLeaf)))];
            Assert.Equal(expected, view.Where(mask).Reduce(new SequenceReducer<int>(), axes).ToArray());
        }, iter: Iterations.Of(60, thorough: 150), threads: 1);
    }

    private static void OfEachType(IVisitor visitor)
    {
        visitor.Visit(random => (float)Math.Exp(random.NextDouble() * 20));
        visitor.Visit(random => random.Next(50) == 0 ? double.NaN : random.Next(100) == 0 ? double.NegativeInfinity : random.NextDouble() - 0.5);
        visitor.Visit(random => random.Next(3) == 0 ? float.NaN : random.Next(5));
        visitor.Visit(random => (byte)random.Next(256));
        visitor.Visit(random => (sbyte)random.Next(4));
        visitor.Visit(random => (short)random.Next(65536));
        visitor.Visit(random => (ushort)random.Next(65536));
        visitor.Visit(random => random.Next(int.MinValue, int.MaxValue));
        visitor.Visit(random => (uint)random.NextInt64(uint.MaxValue));
        visitor.Visit(random => random.NextInt64());
        visitor.Visit(random => (ulong)random.NextInt64(long.MinValue, long.MaxValue));
        visitor.Visit(random => random.Next(3) == 0);
        visitor.Visit(random => new Complex(random.NextDouble(), random.Next(50) == 0 ? double.NaN : Math.Exp(random.NextDouble() * 20)));
        visitor.Visit(random => (BigEndian<short>)(short)random.Next(65536));
        visitor.Visit(random => (BigEndian<double>)Math.Exp(random.NextDouble() * 40));
    }

    private static ReductionPlan PlanOf<T>(MemMapView<T> view, int[] axes)
        where T : unmanaged =>
        new(view.Window.Layout, [.. Enumerable.Range(0, view.Rank).Select(axes.Contains)], new long[view.Rank], sizeof(long));

    // Leaves merge as siblings of a complete tree do, and what is left from right to left. Those of nothing are not there.
    private static SequenceState Tree(List<int[]> leaves)
    {
        var reducer = new SequenceReducer<int>();
        var stack = new List<(int Level, SequenceState State)>();
        for (int leaf = 0; leaf < leaves.Count; leaf++)
        {
            SequenceState state = reducer.Empty;
            reducer.Accumulate(ref state, leaves[leaf]);
            stack.Add((0, state));
            for (int left = leaf + 1; (left & 1) == 0; left >>= 1)
            {
                MergeLast();
            }
        }

        while (stack.Count > 1)
        {
            MergeLast();
        }

        return stack[0].State;

        void MergeLast()
        {
            (int level, SequenceState state) = stack[^2];
            SequenceState right = stack[^1].State;
            if (state.Count == 0 || right.Count == 0)
            {
                state = state.Count == 0 ? right : state;
            }
            else
            {
                reducer.Merge(ref state, right);
            }

            stack.RemoveRange(stack.Count - 2, 2);
            stack.Add((level + 1, state));
        }
    }

    private interface IVisitor
    {
        void Visit<T>(Func<Random, T> element)
            where T : unmanaged;
    }

    // Threads, units, strategies and partials; a mask of all true; the same mask twice, and one that lets all through.
    private sealed class Bits(TemporaryFolder folder, Action count) : IVisitor
    {
        public void Visit<T>(Func<Random, T> element)
            where T : unmanaged
        {
            var random = new Random(8);
            using MemMapArray<T> array = MemMapArray.Open<T>(folder.Write([.. Enumerable.Range(0, DrawnViews.Elements).Select(_ => element(random))]));
            using var masks = new DrawnMasks(folder);
            Gen.Int[0, int.MaxValue].Sample(seed =>
            {
                var draw = new Random(seed);
                MemMapView<T> view = DrawnViews.Of(array, draw);
                int[]? axes = DrawnViews.Axes(view.Rank, draw);
                long[] cuts = [.. Enumerable.Range(0, draw.Next(6)).Select(_ => draw.NextInt64(view.Shape[0] + 1))];
                MemMapView<bool> mask = masks.Of(view.Shape, draw);
                ReductionSource<T> some = view.Where(mask);
                foreach (KnownReduction<T> reduction in KnownReductions.Of<T>())
                {
                    ReductionOptions one = new() { MaxDegreeOfParallelism = 1, SkipNaN = seed % 2 == 0 && reduction is not KnownReduction<T, SequenceState> };
                    var other = new ReductionOptions
                    {
                        MaxDegreeOfParallelism = draw.Next(1, 9),
                        WorkUnitBytes = draw.Next(1, 300_000),
                        ReadStrategy = (ReadStrategy)draw.Next(4),
                        SkipNaN = one.SkipNaN,
                    };
                    byte[] expected = reduction.Reduce(some, axes, one);
                    Assert.Equal(expected, reduction.Reduce(some, axes, other));
                    Assert.Equal(expected, reduction.Reduce(some.Where(mask).Where(_ => true), axes, other));
                    Assert.Equal(OrNoIndex(expected), OrNoIndex(reduction.ReduceByParts(some, axes, cuts, draw, other)));
                    Assert.Equal(reduction.Reduce(view, axes, one), reduction.Reduce(view.Where(_ => true), axes, other));
                    count();
                }
            }, iter: s_drawn, threads: 1);
        }

        // Groups of no elements and groups of NaN have no index of an extreme, and say it differently. The whole tells of the first of them
        // in memory, a part of the first in its rows.
        private static byte[] OrNoIndex(byte[] results) =>
            Encoding.UTF8.GetString(results).Contains("there is no index", StringComparison.OrdinalIgnoreCase) ? [] : results;
    }

    // In one leaf there is nothing to merge: the selected elements, copied into an array of their own, have the same result.
    private sealed class OneLeaf(TemporaryFolder folder, Action count) : IVisitor
    {
        public void Visit<T>(Func<Random, T> element)
            where T : unmanaged
        {
            var random = new Random(9);
            using MemMapArray<T> array = MemMapArray.Open<T>(folder.Write([.. Enumerable.Range(0, 4096).Select(_ => element(random))]));
            using var masks = new DrawnMasks(folder);
            Gen.Int[0, int.MaxValue].Sample(seed =>
            {
                var draw = new Random(seed);
                long[] lengths = draw.Next(5) switch { 0 => [4096], 1 => [64, 64], 2 => [100, 5, 3], 3 => [2, 3, 4, 5], _ => [30, 130] };
                MemMapView<T> view = DrawnViews.Turned(array[..(int)lengths.Aggregate(1L, (product, length) => product * length)].Reshape(lengths), draw);
                int[] axes = DrawnViews.Axes(view.Rank, draw) ?? [.. Enumerable.Range(0, view.Rank)];
                ReductionPlan plan = PlanOf(view, axes);
                if (plan.Count > plan.PositionsPerLeaf)
                {
                    return;
                }

                MemMapView<bool> mask = masks.Of(view.Shape, draw);
                KnownReduction<T>[] reductions = [.. KnownReductions.Of<T>().Where(reduction => !reduction.ToString()!.StartsWith("arg", StringComparison.Ordinal))];
                ReductionOptions[] options = [.. reductions.Select(reduction => new ReductionOptions { SkipNaN = seed % 2 == 0 && reduction is not KnownReduction<T, SequenceState> })];
                List<byte[][]> alone = [.. SelectedGroups.Of(view, mask, axes).Select(group => Alone(reductions, options, [.. group.Selected()], plan.ContiguousAxisIsReduced))];
                for (int i = 0; i < reductions.Length; i++)
                {
                    byte[] actual = reductions[i].Reduce(view.Where(mask), axes, options[i]);
                    byte[][] expected = [.. alone.Select(results => results[i])];
                    byte[]? refused = Array.Find(expected, result => Encoding.UTF8.GetString(result) is string text && (text.StartsWith("There is no", StringComparison.Ordinal) || text == nameof(OverflowException)));
                    Assert.True((refused ?? [.. expected.SelectMany(result => result)]).AsSpan().SequenceEqual(actual), $"{reductions[i]} of {view.Shape} over {string.Join(",", axes)}, seed {seed}");
                    count();
                }
            }, iter: s_drawnInOneLeaf, threads: 1);
        }

        private static byte[][] Alone<T>(KnownReduction<T>[] reductions, ReductionOptions[] options, T[] selected, bool isBlock)
            where T : unmanaged
        {
            if (selected.Length == 0)
            {
                // As if all that there is were NaN and left out: WhereTests says what that is.
                NDArray<T> one = NDArray.Create<T>(1);
                return [.. reductions.Select((reduction, i) => reduction.Reduce(one.Where(_ => false), null, options[i]))];
            }

            // Where the contiguous axis is kept there are two columns, or the one there is would be contiguous.
            T[] stored = isBlock ? selected : [.. selected.SelectMany(element => new[] { element, element })];
            NDArray<T> alone = NDArray.From(stored, isBlock ? [selected.Length] : [selected.Length, 2]);
            return [.. reductions.Select((reduction, i) => FirstHalf(reduction.Reduce(alone, isBlock ? null : [0], options[i]), isBlock))];
        }

        // What is no two results, each the same, is the text of an exception.
        private static byte[] FirstHalf(byte[] results, bool isWhole) =>
            isWhole || !results.AsSpan(0, results.Length / 2).SequenceEqual(results.AsSpan((results.Length + 1) / 2)) ? results : results[..(results.Length / 2)];
    }
}
