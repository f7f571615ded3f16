using System;
using System.Collections.Generic;
using System.Linq;
using MemMap.Reductions.Ordering;

namespace MemMap;

/// <summary>Makes plans of quantiles for threads, processes and machines that share the work.</summary>
public static class QuantilePlan
{
    /// <summary>Plans quantiles of an array whose rows are in many places.</summary>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="shape">The shape of the whole array.</param>
    /// <param name="q">From 0 to 1 each, in any order.</param>
    /// <param name="axis">The axes that disappear, each once; negative ones count from the end. <see langword="null"/>: all.</param>
    /// <param name="method">How a quantile between two elements is made of them.</param>
    /// <param name="skipNaN">NaN is left out; otherwise it makes a quantile NaN.</param>
    /// <returns>The plan, at its first round. It has one only where there are elements.</returns>
    /// <exception cref="ArgumentOutOfRangeException">One of <paramref name="q"/> is NaN or not from 0 to 1, or there is no such axis or
    /// method.</exception>
    /// <exception cref="ArgumentException">An axis is named twice; or axis 0 is kept, so that each part can have the results of its rows by
    /// itself.</exception>
    /// <exception cref="InvalidOperationException">The array has rank 0 and so no rows, or there are too many results for an
    /// array.</exception>
    /// <exception cref="NotSupportedException">The element type has no order.</exception>
    /// <example><code>QuantilePlan&lt;float&gt; limits = QuantilePlan.Create&lt;float&gt;(array.Shape, [0.01, 0.99], axis: [0]);    // (2, columns)</code></example>
    public static QuantilePlan<T> Create<T>(
        Shape shape, ReadOnlySpan<double> q, int[]? axis = null, QuantileMethod method = QuantileMethod.Linear, bool skipNaN = false)
        where T : unmanaged => Create<T>(shape, MemMapReductions.Asked(q, method), isOne: false, method, axis, skipNaN);

    /// <summary>Plans medians of an array whose rows are in many places.</summary>
    /// <returns>The plan, at its first round. It has one only where there are elements.</returns>
    /// <inheritdoc cref="Create{T}(Shape, ReadOnlySpan{double}, int[], QuantileMethod, bool)"
    ///             path="/*[self::typeparam or self::param[@name='shape' or @name='axis' or @name='skipNaN'] or self::exception[not(contains(@cref, 'OutOfRange'))]]"/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <example><code>QuantilePlan&lt;float&gt; medians = QuantilePlan.CreateMedian&lt;float&gt;(array.Shape, axis: [0]);    // (columns)</code></example>
    public static QuantilePlan<T> CreateMedian<T>(Shape shape, int[]? axis = null, bool skipNaN = false)
        where T : unmanaged => Create<T>(shape, [0.5], isOne: true, null, axis, skipNaN);

    /// <summary>Merges counts of different rows, as <see cref="QuantilePlan{T}.Add"/> does, to the bytes of one: for a server between others,
    /// which has no plan. O(bytes).</summary>
    /// <param name="counts">What <see cref="MemMapReductions.CountForQuantiles"/> gave for one range of rows or more, of one question, in any
    /// order.</param>
    /// <returns>The bytes of the counts of all these rows: as many as those of the largest, or few more.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="counts"/> is <see langword="null"/>.</exception>
    /// <exception cref="System.IO.InvalidDataException">The bytes are not of counts, or damaged.</exception>
    /// <exception cref="ArgumentException">There are none, they answer different questions, or some rows are in two of them.</exception>
    /// <example><code>byte[] ofNode = QuantilePlan.MergeCounts(ofShards);</code></example>
    public static byte[] MergeCounts(IEnumerable<byte[]> counts)
    {
        QuantileAnswer? all = null;
        foreach (byte[] some in counts ?? throw new ArgumentNullException(nameof(counts)))
        {
            var answer = QuantileAnswer.Read(some, long.MaxValue);
            if (all is null)
            {
                all = answer;
            }
            else
            {
                all.Merge(answer, nameof(counts));
            }
        }

        return all?.ToBytes() ?? throw new ArgumentException("There are no counts to merge.", nameof(counts));
    }

    private static QuantilePlan<T> Create<T>(Shape shape, double[] q, bool isOne, QuantileMethod? method, int[]? axis, bool skipNaN)
        where T : unmanaged
    {
        long[] lengths = shape.ToArray();
        if (lengths.Length == 0)
        {
            throw new InvalidOperationException("An array of rank 0 has no rows.");
        }

        bool[] reduces = new bool[lengths.Length];
        foreach (int named in axis ?? [.. Enumerable.Range(0, lengths.Length)])
        {
            int number = Axis.Normalize(named, lengths.Length, nameof(axis));
            if (reduces[number])
            {
                throw new ArgumentException($"Axis {number} is named twice.", nameof(axis));
            }

            reduces[number] = true;
        }

        if (!reduces[0])
        {
            throw new ArgumentException(
                "Axis 0 is kept: whoever has some rows has all of what their quantiles are made of, by array[rows].Quantile.", nameof(axis));
        }

        var key = new QuantileKey(typeof(T).ToString(), lengths, reduces);
        return key.Columns <= int.MaxValue / 2 / Math.Max(1, q.Length)
            ? new(QuantileRounds.Of<T>(key, q, method, skipNaN, OrderingLimits.Default), isOne ? key.Kept : [q.Length, .. key.Kept])
            : throw new InvalidOperationException($"There are {key.Columns} times {q.Length} quantiles of 8 bytes: too many for an array.");
    }
}
