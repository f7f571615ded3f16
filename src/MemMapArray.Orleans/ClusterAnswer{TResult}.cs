using System.Collections.Generic;

namespace MemMap;

/// <summary>A result of the rows that could be had, and how many those are.</summary>
/// <typeparam name="TResult">The type of a result.</typeparam>
public sealed class ClusterAnswer<TResult>
    where TResult : unmanaged
{
    internal ClusterAnswer(NDArray<TResult> result, double fraction, IReadOnlyList<Shard> missing)
    {
        Result = result;
        Fraction = fraction;
        Missing = missing;
    }

    /// <summary>The result of a reduction of all axes.</summary>
    /// <exception cref="System.ArgumentException">Some axes are kept: <see cref="Result"/> has their results.</exception>
    public TResult Value => Result.Value;

    /// <summary>The results for each index of the axes that are kept; of rank 0 when all are reduced. With all rows they have the bits of one machine; with some missing they are those of an array without these.</summary>
    public NDArray<TResult> Result { get; }

    /// <summary>The part of the rows that is in the result, from 0 to 1.</summary>
    public double Fraction { get; }

    /// <summary>All rows are in the result.</summary>
    public bool IsComplete => Missing.Count == 0;

    /// <summary>The shards that are not in the result.</summary>
    public IReadOnlyList<Shard> Missing { get; }
}
