using System;
using System.Linq;
using MemMap.Reductions.Ordering;
using Xunit;

namespace MemMap.Tests.Reductions.Ordering;

/// <summary>The search for ranks among elements that are nowhere: 2^25 numbers one after the other, so that every count is known.</summary>
public sealed class RankSearchTests
{
    private const long First = 1L << 40, Count = 1 << 25;

    // However many threads there are, and however unevenly they take what is kept.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 9)]
    [InlineData(2, 20_000)]
    [InlineData(2, 100_000)]
    [InlineData(5, 300)]
    [InlineData(64, 1)]
    [InlineData(64, 9)]
    [InlineData(64, 2000)]
    [InlineData(64, 20_000)]
    public void Search_ByAnyThreadsForAnyQuantiles_StaysWithinItsMemory(int threads, int quantiles)
    {
        QuantileRule[] rules = QuantileRule.Of(
            [.. Enumerable.Range(0, quantiles).Select(i => i / (double)quantiles)], QuantileMethod.Lower, areOfTruths: false);
        var search = new RankSearch<long>(columns: 1, Count, rules, skipNaN: false, OrderingLimits.Default);
        int passes = 0;
        for (; !search.IsComplete; passes++)
        {
            using IntervalPass<long> pass = search.Ask(keeps: true, threads);
            Assert.Equal(threads, pass.Threads);
            Assert.InRange(pass.Bytes, 1, OrderingLimits.Default.PassBytes);
            Answer(pass, threads);
            search.Take(pass);
        }

        Assert.InRange(passes, 1, 50);
        for (int rule = 0; rule < rules.Length; rule++)
        {
            (long rank, _, _) = rules[rule].Place(Count);
            Assert.Equal(First + rank, search.Columns[0].Result(rule));
        }
    }

    // A question of another process does not ask how many threads there are here.
    [Fact]
    public void Pass_OfMoreIntervalsThanThreadsHaveMemoryFor_HasFewerThreads()
    {
        AskedInterval[] asked = [.. Enumerable.Range(0, 2000).Select(i => new AskedInterval(i << 10, (i << 10) + 127, 0))];
        using var pass = new IntervalPass<int>([0, asked.Length], [.. asked], countsNumbers: false, threads: 64, bytes: 8 << 20);
        Assert.InRange(pass.Bytes, 1, 8 << 20);
        Assert.InRange(pass.Threads, 2, 8);
        using var little = new IntervalPass<int>([0, asked.Length], [.. asked], countsNumbers: false, threads: 64, bytes: 1000);
        Assert.Equal(1, little.Threads);
    }

    private static long Below(long key) => key <= First ? 0 : key >= First + Count ? Count : key - First;

    private static long Inside(long low, long high) => Below(high) - Below(low) + (high >= First && high < First + Count ? 1 : 0);

    private static unsafe void Answer(IntervalPass<long> pass, int threads)
    {
        (pass.Counts[0], pass.Numbers[0]) = (Count, Count);
        for (int i = 0; i < pass.Length; i++)
        {
            (long low, long high) = (pass.Lows[i], pass.Highs[i]);
            (pass.Below[i], pass.Inside[i]) = (Below(low), Inside(low, high));
            Span<long> parts = pass.PartsOf(i);
            for (int part = 0; part < parts.Length; part++)
            {
                long from = low + ((long)part << pass.Shifts[i]), to = part == parts.Length - 1 ? high : from + (1L << pass.Shifts[i]) - 1;
                parts[part] = Inside(from, to);
            }

            if (pass.Shifts[i] == AskedInterval.Kept)
            {
                Keep(pass, i, threads);
            }
        }
    }

    // All threads but the first find a single one of them.
    private static unsafe void Keep(IntervalPass<long> pass, int i, int threads)
    {
        KeyArena<long> arena = pass.Arena!;
        long next = First + pass.Below[i], left = pass.Inside[i];
        for (int thread = threads - 1; thread >= 0; thread--)
        {
            for (long mine = thread == 0 ? left : Math.Min(1, left); mine > 0;)
            {
                long* to = arena.Take(i, out int chunk);
                Assert.True(to != null, $"There is no room for {left} of interval {i} of {pass.Length}.");
                int used = (int)Math.Min(mine, arena.Chunk);
                for (int j = 0; j < used; j++)
                {
                    to[j] = next++;
                }

                arena.Close(chunk, used);
                mine -= used;
                left -= used;
            }
        }
    }
}
