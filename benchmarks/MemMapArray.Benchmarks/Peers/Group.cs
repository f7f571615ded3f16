using System;
using System.Collections.Generic;
using System.Linq;

namespace MemMap.Benchmarks.Peers;

/// <summary>
/// The elements of one result, and what each operation makes of them. They are small and have few binary digits, so sums of them and
/// of their squares are exact.
/// </summary>
/// <param name="Elements">Some elements, in order.</param>
/// <param name="Times">How many times over they come.</param>
internal sealed record Group(IReadOnlyList<double> Elements, long Times)
{
    public double Mean => Elements.Sum() / Elements.Count;

    public double Std
    {
        get
        {
            double sum = Elements.Sum(), squares = Elements.Sum(element => element * element), count = Elements.Count;
            return Math.Sqrt((count * squares) - (sum * sum)) / count;
        }
    }

    public double Min => Elements.Min();

    public double Max => Elements.Max();

    public double ArgMax => Elements.Index().MaxBy(element => element.Item).Index;

    public double CountNonZero => Elements.Count(element => element != 0) * (double)Times;

    public double Any => Elements.Any(element => element != 0) ? 1 : 0;

    public double All => Elements.All(element => element != 0) ? 1 : 0;

    public double Product => Math.Pow(Elements.Aggregate((product, element) => product * element), Times);
}
