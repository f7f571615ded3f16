using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace MemMap.Tests.Reductions;

/// <summary>Leaves of which all elements pass a test, some, or none, after each other: what follows a whole one is reduced before it is
/// tested.</summary>
public class WhereLeavesTests
{
    private const int Block = 4096;

    private const int LeafRows = 128;

    // w: all of a leaf pass; s: some; n: none.
    private const string Leaves = "wwswwnwsswwwnnwws";

    public static TheoryData<bool> Tests => [true, false];

    [Theory]
    [MemberData(nameof(Tests))]
    public void Reduce_BlocksThatPassOrNot_HasTheBitsOfAMask(bool isOne)
    {
        AssertIsThatOfAMask(Elements(Block, i => i / 7.0), isOne, null);
        AssertIsThatOfAMask(Elements(Block, i => (float)(i % 1000)), isOne, null);
        AssertIsThatOfAMask(Elements(Block, i => (short)(i % 30000)), isOne, null);
        AssertIsThatOfAMask(Elements(Block, i => i), isOne, null);
    }

    [Theory]
    [MemberData(nameof(Tests))]
    public void Reduce_RowsThatPassOrNot_HasTheBitsOfAMask(bool isOne)
    {
        AssertIsThatOfAMask(Elements(LeafRows * 37, i => i / 7.0), isOne, [0]);
        AssertIsThatOfAMask(Elements(LeafRows * 3, i => (byte)(i % 100)), isOne, [0]);
        AssertIsThatOfAMask(Elements(LeafRows * 37, i => i), isOne, [0]);
    }

    [Theory]
    [InlineData(Block)]
    [InlineData(LeafRows * 5)]
    public void Reduce_OwnReducer_SeesWhatIsSelectedOnce(int leaf)
    {
        int[] elements = [.. Elements(leaf, i => i).SkipLast(2)];
        var reducer = new Watcher();
        MemMapView<int> view = leaf == Block ? NDArray.From(elements) : NDArray.From(elements, (elements.Length / 5, 5));
        NDArray<long> sums = view.Where(Predicate.GreaterThanOrEqual(0)).Reduce(Reduction.From(reducer), [0], options: new() { MaxDegreeOfParallelism = 1 });
        Assert.Equal(elements.Where(element => element >= 0).Sum(element => (long)element), sums.ToArray().Sum());
        Assert.Equal(elements.Where(element => element >= 0), reducer.Seen.Order());
    }

    // What does not pass is negative, or the least there is of unsigned numbers.
    private static T[] Elements<T>(int leaf, Func<int, T> element)
        where T : unmanaged
    {
        T failing = typeof(T) == typeof(byte) ? default : (T)Convert.ChangeType(-1, typeof(T), null);
        return [.. Enumerable.Range(0, (leaf * Leaves.Length) - (leaf / 3)).Select(i => Leaves[i / leaf] switch
        {
            'w' => element(i + 1),
            's' => i % 3 == 0 ? failing : element(i + 1),
            _ => failing,
        })];
    }

    private static void AssertIsThatOfAMask<T>(T[] elements, bool isOne, int[]? axes)
        where T : unmanaged, IComparable<T>
    {
        // Where rows are reduced, their columns are those of a leaf.
        int columns = axes is null ? 1 : elements.Length > LeafRows * 37 * 10 ? 37 : 3;
        Shape shape = axes is null ? elements.Length : (elements.Length / columns, columns);
        elements = [.. elements.Take(elements.Length / columns * columns)];
        T least = (T)Convert.ChangeType(typeof(T) == typeof(byte) ? 1 : 0, typeof(T), null);
        MemMapView<T> view = NDArray.From(elements, shape);
        MemMapView<bool> mask = NDArray.From([.. elements.Select(element => element.CompareTo(least) >= 0)], shape);
        ElementPredicate<T> passes = Predicate.GreaterThanOrEqual(least);
        if (!isOne)
        {
            passes = Predicate.Not(Predicate.LessThan(least));
        }

        foreach (KnownReduction<T> reduction in KnownReductions.Of<T>())
        {
            foreach (int threads in new[] { 1, 2 })
            {
                var options = new ReductionOptions { MaxDegreeOfParallelism = threads };
                Assert.Equal(reduction.Reduce(view.Where(mask), axes, options), reduction.Reduce(view.Where(passes), axes, options));
            }
        }
    }

    private sealed class Watcher : IReducer<int, long>
    {
        public List<int> Seen { get; } = [];

        public long Empty => 0;

        public void Accumulate(ref long state, ReadOnlySpan<int> elements)
        {
            foreach (int element in elements)
            {
                state += element;
                Seen.Add(element);
            }
        }

        public void Merge(ref long state, in long following) => state += following;
    }
}
