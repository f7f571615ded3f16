using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using MemMap.Transforming;

namespace MemMap.Relations;

/// <summary>What is known of some rows: how many, the means of their columns, and the sums of products of what columns are away from their
/// means; or, where nothing is taken off, the plain sums of products.</summary>
internal sealed unsafe class RelationState : IDisposable
{
    private readonly int _left;
    private readonly int _right;
    private readonly bool _isCentred;
    private AlignedMemory _memory;

    /// <param name="left">How many columns the first matrix has.</param>
    /// <param name="right">How many the second has; the first again for relations among its own.</param>
    /// <param name="stride">From a row of products to the next, in elements: whole vectors.</param>
    /// <param name="isCentred">Means are taken off; of one matrix only.</param>
    public RelationState(int left, int right, int stride, bool isCentred)
    {
        (_left, _right, _isCentred, Stride) = (left, right, isCentred, stride);
        _memory = new((((left + 2L) * stride) + (3L * left) + 1) * sizeof(double));
        Means = new(Shares + left + 1, left);
        Clear();
    }

    public int Stride { get; }

    /// <summary>The means, which are 0 where they are not taken off.</summary>
    public RelationMeans Means { get; }

    /// <summary>The sums of products, a row for each column of the first matrix, and one more, which is nobody's.</summary>
    public double* Products => (double*)_memory.Origin;

    /// <summary>What the means of the rows that are appended are away from those that are there, for each column of the second matrix, and
    /// nothing behind the last.</summary>
    public double* Shifts => Products + ((_left + 1L) * Stride);

    /// <summary>The same for each column of the first, as often as it counts.</summary>
    public double* Shares => Shifts + Stride;

    public void Clear()
    {
        for (int i = 0; i < _left + 2; i++)
        {
            new Span<double>(Products + ((long)i * Stride), Stride).Clear();
        }

        new Span<double>(Shares, _left + 1).Clear();
        Means.Clear();
    }

    /// <summary>Begins to append rows of these means: finds the shifts.</summary>
    public void Begin(RelationMeans following)
    {
        if (_isCentred)
        {
            Means.ShiftTo(following, Shifts, Shares);
        }
    }

    /// <summary>Appends rows that follow.</summary>
    [MethodImpl(HotPath.Optimized)]
    public void Append(RelationState following)
    {
        if (following.Means.Count == 0)
        {
            return;
        }

        Begin(following.Means);
        for (int i = 0; i < _left; i++)
        {
            // The other half of products among the columns of one matrix says the same.
            int first = _isCentred ? i : 0;
            double* to = Products + ((long)i * Stride) + first, from = following.Products + ((long)i * Stride) + first;
            RelationLoops.Add(to, from, Shares[i], Shifts + first, _right - first);
        }

        Means.Append(following.Means);
    }

    /// <summary>What is known as numbers: how many rows, the means in two parts if they were taken off, and the products.</summary>
    /// <param name="key">Which relation, and so how many numbers: of one matrix, each product once.</param>
    public double[] ToNumbers(RelationKey key)
    {
        double[] numbers = new double[key.NumbersPerNode];
        numbers[0] = Means.Count;
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
        Means.Count = numbers[0];
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
            stretches.Add(((nint)Means.Origin, 2 * _left));
        }

        for (int i = 0; i < _left; i++)
        {
            int first = isSymmetric ? i : 0;
            stretches.Add(((nint)(Products + ((long)i * Stride) + first), _right - first));
        }

        return stretches;
    }
}
