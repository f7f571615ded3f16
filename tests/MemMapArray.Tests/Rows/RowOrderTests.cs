using System;
using System.Collections.Generic;
using System.Linq;
using MemMap.Rows;
using Xunit;

namespace MemMap.Tests.Rows;

/// <summary>The order of an epoch: every row once, chosen by seed and epoch, and by nothing else.</summary>
public sealed class RowOrderTests
{
    [Theory]
    [InlineData(0UL, 0)]
    [InlineData(42UL, 0)]
    [InlineData(42UL, 1)]
    [InlineData(ulong.MaxValue, long.MinValue)]
    public void Order_AnyNumberOfRows_HasEachOnce(ulong seed, long epoch)
    {
        int[] counts = [.. Enumerable.Range(1, 300), 1023, 1024, 1025, 2047, 2049, 40_000];
        Assert.All(counts, count =>
        {
            RowOrder order = new(count, seed, epoch);
            Assert.Equal(Enumerable.Range(0, count).Select(i => (long)i), Enumerable.Range(0, count).Select(i => order[i]).Order());
        });
    }

    [Fact]
    public void Order_WithoutASeed_IsTheRowsOwn()
    {
        RowOrder order = new(1000, seed: null, epoch: 3);
        Assert.True(order.IsSequential);
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)i), Enumerable.Range(0, 1000).Select(i => order[i]));
    }

    [Fact]
    public void Order_BillionsOfRows_HasDifferentRowsInRange()
    {
        const long Count = 3_000_000_000_000;
        RowOrder order = new(Count, 7, 0);
        long[] rows = [.. Enumerable.Range(0, 100_000).Select(i => order[i * 29_999_999L])];
        Assert.All(rows, row => Assert.InRange(row, 0, Count - 1));
        Assert.Equal(rows.Length, rows.Distinct().Count());
    }

    [Fact]
    public void Order_SeedsAndEpochs_AreAllDifferent()
    {
        HashSet<string> orders = [];
        for (ulong seed = 0; seed < 40; seed++)
        {
            for (long epoch = -5; epoch < 20; epoch++)
            {
                RowOrder order = new(100, seed, epoch);
                Assert.True(orders.Add(string.Join(' ', Enumerable.Range(0, 100).Select(i => order[i]))));
            }
        }
    }

    // 5! orders of five rows, and where each row of a hundred comes to lie: each as often as any other, as far as chance goes. The seeds
    // are fixed, so is the outcome.
    [OnceFact]
    public void Order_OfManySeeds_IsUniform()
    {
        const int Seeds = 24_000;
        Dictionary<string, int> counts = [];
        long[] places = new long[100 * 100];
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            RowOrder five = new(5, seed, 0), hundred = new(100, seed, 0);
            string text = string.Concat(Enumerable.Range(0, 5).Select(i => five[i]));
            counts[text] = counts.GetValueOrDefault(text) + 1;
            for (int i = 0; i < 100; i++)
            {
                places[(i * 100) + (int)hundred[i]]++;
            }
        }

        Assert.Equal(120, counts.Count);

        // Chi squared: 119 and 9801 degrees of freedom; the bounds are 4 standard deviations away.
        Assert.InRange(counts.Values.Sum(count => Math.Pow(count - (Seeds / 120.0), 2) / (Seeds / 120.0)), 119 - (4 * Math.Sqrt(238)),
            119 + (4 * Math.Sqrt(238)));
        Assert.InRange(places.Sum(count => Math.Pow(count - (Seeds / 100.0), 2) / (Seeds / 100.0)), 9801 - (4 * Math.Sqrt(2 * 9801)),
            9801 + (4 * Math.Sqrt(2 * 9801)));
    }
}
