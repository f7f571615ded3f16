using System.Collections.Generic;
using System.Linq;
using MemMap.Reductions.Ordering;
using Xunit;

namespace MemMap.Tests.Reductions.Ordering;

/// <summary>What a sample of places guesses.</summary>
public sealed unsafe class BracketsTests
{
    private const int Count = 1 << 20, Places = 256, PerPlace = 64;

    // Places are spread evenly, so one of them at most has elements on both sides of a quantile.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_SortedElements_AreNarrowAndHaveTheQuantiles(bool descending)
    {
        int[] elements = [.. Enumerable.Range(0, Count).Select(i => descending ? Count - 1 - i : i)];
        double[] quantiles = [0, 0.1, 0.5, 0.77, 1];
        QuantileRule[] rules = QuantileRule.Of(quantiles, QuantileMethod.Lower, areOfTruths: false);
        BracketGuesses guesses = Guess(elements, rules);
        foreach (QuantileRule rule in rules)
        {
            long key = rule.Place(Count).Previous;
            Assert.Contains(guesses.Intervals, one => one.Low <= key && key <= one.High);
        }

        Assert.InRange(guesses.Intervals.Sum(one => one.Inside), 1, Count / 10);
    }

    // Runs that are longer than a place and shorter than the way to the next say little, though they are many.
    [Fact]
    public void Of_RunsInNoOrder_AreAsWideAsTheirNumberSays()
    {
        int[] elements = [.. Enumerable.Range(0, Count).Select(i => (int)((uint)(i / 500) * 2654435761 >> 8))];
        QuantileRule[] rules = QuantileRule.Of([0.5], QuantileMethod.Lower, areOfTruths: false);
        Assert.InRange(Guess(elements, rules).Intervals.Sum(one => one.Inside), Count / 10, Count / 2);
    }

    private static BracketGuesses Guess(int[] elements, QuantileRule[] rules)
    {
        fixed (int* first = elements)
        {
            var pieces = new List<ElementPiece<int>>();
            for (int place = 0; place < Places; place++)
            {
                pieces.Add(new(first + (place * (Count / Places)) + (place * 977 % (Count / Places - PerPlace)), PerPlace));
            }

            return Brackets<int>.Of(pieces, rules, Count / (double)(Places * PerPlace));
        }
    }
}
