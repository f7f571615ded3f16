using System;
using System.Collections.Generic;
using System.Linq;
using MemMap.Reductions.Ordering;
using Xunit;

namespace MemMap.Tests.Reductions.Ordering;

/// <summary>A pass over one column that looks many intervals up in a table, beside a look at each interval.</summary>
public sealed unsafe class KeyCellsTests
{
    private const int Elements = 20_000, Block = 4096;

    // Of which the next pass keeps some elements, counts parts of others, or only counts.
    private enum Kind
    {
        Kept,
        Parts,
        Any,
    }

    // As many as another process may ask for, and one more than a table has numbers for.
    [Theory]
    [InlineData(KeyCells.MostIntervals)]
    [InlineData(KeyCells.MostIntervals + 1)]
    public void Pass_OfTheMostIntervals_CountsBehindTheLast(int intervals)
    {
        AskedInterval[] asked =
            [.. Enumerable.Range(0, intervals - 1).Select(i => new AskedInterval(2 * i, 2 * i, AskedInterval.Whole)), new(131_070, 140_000, AskedInterval.Whole)];
        int[] elements = [.. Enumerable.Range(132_000, 4096)];
        using var pass = new IntervalPass<int>([0, intervals], [.. asked], countsNumbers: false, threads: 1, bytes: 12 << 20);
        Assert.Equal(intervals <= KeyCells.MostIntervals, pass.Cells is not null);
        var visitor = new IntervalVisitor<int>(pass);
        fixed (int* first = elements)
        {
            visitor.Visit(0, first, elements.Length, 0, null);
        }

        visitor.Merge();
        Assert.Equal(elements.Length, pass.Inside[intervals - 1]);
    }

    [Fact]
    public void Count_Floats_IsThatOfEachInterval() => Check(random => random.NextSingle());

    [Fact]
    public void Count_FloatsOfAnySize_IsThatOfEachInterval() =>
        Check(random => (float)((random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-140, 127))));

    [Fact]
    public void Count_FloatsBeyondNumbers_IsThatOfEachInterval() => Check(random => random.Next(5) switch
    {
        0 => float.NaN,
        1 => -float.NaN,
        2 => float.NegativeInfinity,
        3 => float.PositiveInfinity,
        _ => random.NextSingle() - 0.5f,
    });

    [Fact]
    public void Count_Doubles_IsThatOfEachInterval() =>
        Check(random => random.Next(20) == 0 ? double.NaN : (random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-900, 900)));

    [Fact]
    public void Count_IntsFromEndToEnd_IsThatOfEachInterval() =>
        Check(random => random.Next(100) == 0 ? int.MinValue : random.Next(100) == 0 ? int.MaxValue : random.Next(int.MinValue, int.MaxValue));

    [Fact]
    public void Count_FewInts_IsThatOfEachInterval() => Check(random => random.Next(-40, 41));

    [Fact]
    public void Count_UInts_IsThatOfEachInterval() => Check(random => unchecked((uint)random.Next(int.MinValue, int.MaxValue)));

    [Fact]
    public void Count_LongsOfAnySize_IsThatOfEachInterval() =>
        Check(random => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64));

    [Fact]
    public void Count_ULongsFromEndToEnd_IsThatOfEachInterval() =>
        Check(random => random.Next(50) == 0 ? ulong.MaxValue : random.Next(50) == 0 ? 0 : unchecked((ulong)random.NextInt64(long.MinValue, long.MaxValue)));

    [Fact]
    public void Count_LongsFarFromOneOfThem_IsThatOfEachInterval() =>
        Check(random => random.Next(1000) == 0 ? 0 : 1_700_000_000_000_000_000 + random.NextInt64(86_400_000));

    // A pass with few bytes has no table, and counts the same.
    [Fact]
    public void Cells_OfAPassWithFewBytes_AreNone()
    {
        List<AskedInterval> asked = [.. Enumerable.Range(0, 100).Select(i => new AskedInterval(10 * i, (10 * i) + 4, AskedInterval.Whole))];
        using var little = new IntervalPass<int>([0, 100], asked, false, threads: 1, bytes: 100_000, knowsBelow: true);
        Assert.Null(little.Cells);
        Assert.False(little.KnowsBelow);
        using var large = new IntervalPass<int>([0, 100], asked, false, threads: 1, bytes: 12 << 20, knowsBelow: true);
        Assert.NotNull(large.Cells);
        Assert.True(large.KnowsBelow);
    }

    private static void Check<T>(Func<Random, T> draw)
        where T : unmanaged
    {
        for (int seed = 0; seed < Iterations.Of(6, 40); seed++)
        {
            var random = new Random(seed);
            T[] elements = [.. Enumerable.Range(0, Elements - seed).Select(_ => draw(random))];
            if (seed % 3 == 1)
            {
                // A block of equal elements is counted at once.
                elements.AsSpan(Block, Block).Fill(elements[random.Next(Elements / 2)]);
            }

            long[] keys = [.. elements.Select(OrderKey.Of)];
            List<AskedInterval> adjoining = Adjoining<T>(keys, random);
            using (var pass = new IntervalPass<T>([0, adjoining.Count], adjoining, countsNumbers: true, threads: 2, bytes: 12 << 20, hasMost: true))
            {
                Assert.True(pass.CountsCells || adjoining.Count == 0);
                Check(pass, elements, keys, isBelowCounted: true);
            }

            foreach (Kind kind in (Kind[])[Kind.Kept, Kind.Parts, Kind.Any])
            {
                List<AskedInterval> apart = Apart(keys, random, kind);
                foreach (bool knowsBelow in (bool[])[false, true])
                {
                    using var pass = new IntervalPass<T>([0, apart.Count], apart, countsNumbers: false, 2, 12 << 20, knowsBelow);
                    Assert.Equal(knowsBelow && apart.Count > 32, pass.KnowsBelow);
                    Check(pass, elements, keys, !pass.KnowsBelow);
                }
            }
        }
    }

    private static void Check<T>(IntervalPass<T> pass, T[] elements, long[] keys, bool isBelowCounted)
        where T : unmanaged
    {
        // Two threads, in turns.
        IntervalVisitor<T>[] visitors = [new(pass), new(pass)];
        fixed (T* first = elements)
        {
            for (int start = 0, block = 0; start < elements.Length; start += Block, block++)
            {
                visitors[block % 2].Visit(0, first + start, Math.Min(Block, elements.Length - start), start, null);
            }
        }

        foreach (IntervalVisitor<T> visitor in visitors)
        {
            visitor.Merge();
        }

        Assert.Equal(elements.Length, pass.Counts[0]);
        for (int i = 0; i < pass.Length; i++)
        {
            (long low, long high, int shift) = (pass.Lows[i], pass.Highs[i], pass.Shifts[i]);
            long[] inside = [.. keys.Where(key => key >= low && key <= high).Order()];
            Assert.Equal(inside.Length, pass.Inside[i]);
            Assert.Equal(isBelowCounted ? keys.Count(key => key < low) : 0, pass.Below[i]);
            if (shift < AskedInterval.Whole)
            {
                long[] parts = new long[pass.PartsOf(i).Length];
                foreach (long key in inside)
                {
                    parts[(int)(unchecked((ulong)key - (ulong)low) >> shift)]++;
                }

                Assert.Equal(parts, pass.PartsOf(i).ToArray());
            }
            else if (shift == AskedInterval.Kept)
            {
                var kept = new List<long>();
                foreach (ElementPiece<T> piece in pass.Arena!.PiecesOf(i))
                {
                    for (int at = 0; at < piece.Count; at++)
                    {
                        kept.Add(OrderKey.Of(piece.Elements[at]));
                    }
                }

                Assert.Equal(inside, kept.Order());
            }
        }
    }

    // What a sample of them guesses.
    private static List<AskedInterval> Adjoining<T>(long[] keys, Random random)
        where T : unmanaged
    {
        T[] sample = [.. keys.Where(_ => random.Next(10) == 0).Select(OrderKey.ToElement<T>)];
        QuantileRule[] rules = QuantileRule.Of([.. Enumerable.Range(0, 100).Select(i => i / 100.0)], QuantileMethod.Lower, areOfTruths: false);
        using var sorted = new SortedKeys<T>(sample.Length);
        fixed (T* first = sample)
        {
            sorted.Add(new(first, sample.Length));
        }

        sorted.Sort();
        return new PartGuesses<T>(sorted, keys.Length, rules, OrderingLimits.Default, threads: 2).OfAll();
    }

    // Some hundred between keys that there are, some of them of one key, some that adjoin.
    private static List<AskedInterval> Apart(long[] keys, Random random, Kind kind)
    {
        long[] ends = [.. keys.Distinct().Where(_ => random.Next(60) == 0).Order()];
        var asked = new List<AskedInterval>();
        for (int i = 0; i + 1 < ends.Length; i += random.Next(1, 3))
        {
            long high = random.Next(4) == 0 ? ends[i] : ends[i + 1] - 1;
            byte shift = (byte)KeyParts.ShiftOf(unchecked((ulong)high - (ulong)ends[i]), random.Next(1, 200));
            int which = kind == Kind.Any ? random.Next(3) : (int)kind;
            asked.Add(new(ends[i], high, which == 0 ? AskedInterval.Kept : which == 1 ? shift : AskedInterval.Whole));
        }

        return asked;
    }
}
