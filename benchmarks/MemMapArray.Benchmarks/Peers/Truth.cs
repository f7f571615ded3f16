using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace MemMap.Benchmarks.Peers;

/// <summary>The right answers, known exactly because the elements of the file come in periods.</summary>
internal static class Truth
{
    private const double Tolerance = 1e-9;

    /// <summary>The mean over the elements of the result, in exact arithmetic but for its last sum.</summary>
    public static double Of<T>(Case<T> what)
        where T : unmanaged
    {
        IReadOnlyList<Axis> axes = what.Layout.Axes(what.Rows);
        int period = what.Type.Period(what.Operation.Content);
        long[] results = [0], elements = [0];
        long times = 1;
        for (int i = 0; i < axes.Count; i++)
        {
            Axis distinct = Distinct(axes[i], period);
            if (what.Axis is int reduced && reduced != i)
            {
                results = Combine(results, distinct);
            }
            else
            {
                elements = Combine(elements, distinct);
                times *= axes[i].Length / distinct.Length;
            }
        }

        return results.Average(result => what.Operation.Truth(new([.. elements.Select(element => ValueAt(result + element))], times)));

        double ValueAt(long index) => what.Type.ValueAt(what.Operation.Content, index);
    }

    /// <summary>Whether an answer is right to 9 digits, or to 1e-9 where the truth is 0.</summary>
    public static bool Agrees(double truth, double value) => Math.Abs(value - truth) <= Tolerance * (truth == 0 ? 1 : truth);

    // The beginning of an axis after which it repeats itself; an axis that is shorter than a period does not.
    private static Axis Distinct(Axis axis, int period)
    {
        long length = period / (long)BigInteger.GreatestCommonDivisor(period, axis.Step);
        return length >= axis.Length || axis.Length % length == 0
            ? axis with { Length = long.Min(length, axis.Length) }
            : throw new InvalidOperationException($"An axis of {axis.Length} elements, {axis.Step} apart, is no multiple of {length}.");
    }

    private static long[] Combine(long[] starts, Axis axis) =>
        [.. from start in starts from i in Enumerable.Range(0, (int)axis.Length) select start + (i * axis.Step)];
}
