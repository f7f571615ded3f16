using System;
using System.Runtime.CompilerServices;

namespace MemMap.Relations;

/// <summary>How many rows there are, and the means of their columns.</summary>
/// <remarks>A mean is the sum of two doubles: one does not hold the mean of numbers 1e9 times their spread from 0 well enough to put parts
/// together (Chan, Golub and LeVeque, 1979).</remarks>
/// <param name="memory">Twice as many doubles as there are columns.</param>
/// <param name="columns">How many.</param>
internal sealed unsafe class RelationMeans(double* memory, int columns)
{
    public double Count { get; set; }

    /// <summary>The means; behind them, what they lack.</summary>
    public double* Origin => memory;

    public void Clear()
    {
        Count = 0;
        new Span<double>(memory, 2 * columns).Clear();
    }

    /// <summary>The mean of a column.</summary>
    /// <param name="column">Which.</param>
    /// <param name="number">A number near the mean.</param>
    /// <param name="rest">What this number lacks.</param>
    /// <param name="centre">What the mean is away from it.</param>
    /// <param name="more">And what it is away from that.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int column, double number, double rest, double centre, double more)
    {
        double mean = number + centre;
        memory[column] = mean;
        memory[columns + column] = rest + (RoundedOff(number, centre, mean) + more);
    }

    /// <summary>What the means of rows that follow are away from these.</summary>
    /// <param name="following">The means of the rows that follow.</param>
    /// <param name="shifts">How far, for each column; nothing if these are no rows.</param>
    /// <param name="shares">The shifts, as often as the sums of products of all rows have their products with other shifts.</param>
    [MethodImpl(HotPath.Optimized)]
    public void ShiftTo(RelationMeans following, double* shifts, double* shares)
    {
        double weight = Count == 0 ? 0 : Count * (following.Count / (Count + following.Count));
        for (int i = 0; i < columns; i++)
        {
            shifts[i] = weight == 0 ? 0 : ShiftOf(following, i);
            shares[i] = shifts[i] * weight;
        }
    }

    /// <summary>Appends rows that follow.</summary>
    [MethodImpl(HotPath.Optimized)]
    public void Append(RelationMeans following)
    {
        double count = Count + following.Count, share = following.Count / count;
        for (int i = 0; i < columns; i++)
        {
            if (Count == 0)
            {
                (memory[i], memory[columns + i]) = (following.Origin[i], following.Origin[columns + i]);
            }
            else
            {
                Set(i, memory[i], memory[columns + i], ShiftOf(following, i) * share, 0);
            }
        }

        Count = count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double RoundedOff(double left, double right, double sum)
    {
        double shadow = sum - left;
        return (left - (sum - shadow)) + (right - shadow);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double ShiftOf(RelationMeans following, int i) =>
        (following.Origin[i] - memory[i]) + (following.Origin[columns + i] - memory[columns + i]);
}
