using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using MemMap.Transforming;

namespace MemMap.Relations;

/// <summary>What is known of some rows: how many, the means of their columns, and the sums of products of what columns are away from their
/// means; or, where nothing is taken off, the plain sums of products.</summary>
/// <remarks>A mean is the sum of two doubles: one does not hold the mean of numbers 1e9 times their spread from 0 well enough to put parts
/// together (Chan, Golub and LeVeque, 1979).</remarks>
internal sealed unsafe class RelationState : IDisposable
{
    private readonly int _left;
    private readonly int _right;
    private readonly bool _isCentred;
    private AlignedMemory _memory;

    /// <param name="left">How many columns the first matrix has.</param>
    /// <param name="right">How many the second has; the first again for relations among its own.</param>
    /// <param name="stride">From a row of products to the next, in elements.</param>
    /// <param name="isCentred">Means are taken off.</param>
    public RelationState(int left, int right, int stride, bool isCentred)
    {
        (_left, _right, _isCentred, Stride) = (left, right, isCentred, stride);
        _memory = new((((long)left * stride) + (2L * left)) * sizeof(double));
        Clear();
    }

    public int Stride { get; }

    public double Count { get; set; }

    /// <summary>The sums of products, a row for each column of the first matrix.</summary>
    public double* Products => (double*)_memory.Origin;

    /// <summary>The means.</summary>
    public double* Means => Products + ((long)_left * Stride);

    /// <summary>What the means lack.</summary>
    public double* Rests => Means + _left;

    public void Clear()
    {
        Count = 0;
        for (int i = 0; i < _left; i++)
        {
            new Span<double>(Products + ((long)i * Stride), Stride).Clear();
        }

        new Span<double>(Means, 2 * _left).Clear();
    }

    /// <summary>Appends rows that follow, all of them, at once.</summary>
    public void Append(RelationState following)
    {
        if (following.Count > 0)
        {
            Append(following, 0, _left);
            AppendMeans(following);
        }
    }

    /// <summary>Appends the products of some columns of the first matrix; the means are still what they were.</summary>
    [MethodImpl(HotPath.Optimized)]
    public void Append(RelationState following, int first, int end)
    {
        double* shifts = stackalloc double[_left];
        for (int i = 0; i < _left; i++)
        {
            shifts[i] = ShiftOf(following, i);
        }

        double weight = Count == 0 || !_isCentred ? 0 : Count * (following.Count / (Count + following.Count));
        for (int i = first; i < end; i++)
        {
            double* to = Products + ((long)i * Stride), from = following.Products + ((long)i * Stride);
            if (weight == 0)
            {
                for (int j = 0; j < _right; j++)
                {
                    to[j] += from[j];
                }

                continue;
            }

            // Only relations among the columns of one matrix have means.
            RelationLoops.Add(to + i, from + i, shifts[i] * weight, shifts + i, _right - i);
        }
    }

    /// <summary>Appends the means, and the number of rows.</summary>
    public void AppendMeans(RelationState following)
    {
        double count = Count + following.Count, share = following.Count / count;
        for (int i = 0; _isCentred && i < _left; i++)
        {
            if (Count == 0)
            {
                (Means[i], Rests[i]) = (following.Means[i], following.Rests[i]);
                continue;
            }

            double step = ShiftOf(following, i) * share, mean = Means[i] + step, shadow = mean - Means[i];
            Rests[i] += (Means[i] - (mean - shadow)) + (step - shadow);
            Means[i] = mean;
        }

        Count = count;
    }

    /// <summary>What is known as numbers: how many rows, the means in two parts if they were taken off, and the products.</summary>
    /// <param name="key">Which relation, and so how many numbers: of one matrix, each product once.</param>
    public double[] ToNumbers(RelationKey key)
    {
        double[] numbers = new double[key.NumbersPerNode];
        numbers[0] = Count;
        int at = 1;
        foreach ((nint from, int count) in Stretches(key.IsSymmetric))
        {
            new ReadOnlySpan<double>((void*)from, count).CopyTo(numbers.AsSpan(at));
            at += count;
        }

        return numbers;
    }

    /// <summary>Becomes what <see cref="ToNumbers"/> gave.</summary>
    public void FromNumbers(RelationKey key, double[] numbers)
    {
        Count = numbers[0];
        int at = 1;
        foreach ((nint to, int count) in Stretches(key.IsSymmetric))
        {
            numbers.AsSpan(at, count).CopyTo(new Span<double>((void*)to, count));
            at += count;
        }
    }

    public void Dispose() => _memory.Dispose();

    // What lies side by side of the numbers, but the number of rows.
    private List<(nint At, int Count)> Stretches(bool isSymmetric)
    {
        var stretches = new List<(nint, int)>();
        if (_isCentred)
        {
            stretches.Add(((nint)Means, 2 * _left));
        }

        for (int i = 0; i < _left; i++)
        {
            int first = isSymmetric ? i : 0;
            stretches.Add(((nint)(Products + ((long)i * Stride) + first), _right - first));
        }

        return stretches;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double ShiftOf(RelationState following, int i) => (following.Means[i] - Means[i]) + (following.Rests[i] - Rests[i]);
}
