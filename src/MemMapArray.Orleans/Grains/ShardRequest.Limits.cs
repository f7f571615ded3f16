using System;
using System.Collections.Generic;
using System.Linq;

namespace MemMap.Cluster;

/// <content>How much a request may ask for, so that nobody makes a silo run out of memory by a number.</content>
internal sealed partial record ShardRequest
{
    /// <summary>The most results that a reduction keeps of a row, or of all.</summary>
    public const int MaxResults = 1 << 26;

    /// <summary>The most bins of a histogram, quantiles of a row, or elements that are the largest.</summary>
    public const int MaxCounts = 1 << 24;

    /// <summary>The most edges, or quantiles, that travel with a request: Orleans takes no message above 100 MB.</summary>
    public const int MaxNumbers = 1 << 20;

    /// <summary>Looks whether it asks for more than a silo makes: by the client before anything is sent, and by the silo.</summary>
    /// <exception cref="ArgumentException">It does.</exception>
    public void RequireLimits()
    {
        long kept = Product(Enumerable.Range(1, Shape.Length - 1).Where(axis => !IsAlong(axis)).Select(axis => Shape[axis]));
        if (Order is null)
        {
            RequireAtMost(MaxResults, Reduction is null ? 0 : kept, "results of a reduction");
            return;
        }

        RequireAtMost(MaxNumbers, Order.Numbers.Length, "edges or quantiles");
        switch (Order.Kind)
        {
            case OrderKind.Histogram:
                RequireAtMost(MaxCounts, Order.Count, "bins of a histogram");
                break;
            case OrderKind.Quantiles:
                RequireAtMost(MaxCounts, Product([Order.Numbers.Length, kept]), "quantiles of a row");
                break;
            case OrderKind.Top:
                long most = Axes is null ? Product(Shape) : Shape[Axes[0] < 0 ? Axes[0] + Shape.Length : Axes[0]];
                RequireAtMost(MaxCounts, Product([Math.Min(Order.Count, most), kept]), "elements that are the largest");
                break;
        }
    }

    private bool IsAlong(int axis) => Axes is null || Axes.Contains(axis) || Axes.Contains(axis - Shape.Length);

    // Of what no number holds, as many as one does. A length below 0 is told elsewhere.
    private static long Product(IEnumerable<long> lengths) => lengths.Contains(0)
        ? 0
        : lengths.Aggregate(
            1L, static (product, length) => length > long.MaxValue / product ? long.MaxValue : product * Math.Max(1, length));

    private static void RequireAtMost(long most, long asked, string what)
    {
        if (asked > most)
        {
            throw new ArgumentException($"{asked} {what} are asked for: more than the {most} that a silo makes for one request.");
        }
    }
}
