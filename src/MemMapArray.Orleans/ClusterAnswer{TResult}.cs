using System.Collections.Generic;

namespace MemMap;

/// <summary>A result of the rows that could be read, and their fraction of all rows.</summary>
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
    /// <exception cref="System.ArgumentException">Some axes are kept. Use <see cref="Result"/>.</exception>
    public TResult Value => Result.Value;

    /// <summary>One result for each index of the axes that are kept; rank 0 when all axes are reduced. With all rows, the results have the
    /// same bits as on one machine. With some rows missing, they are the results of an array without these rows.</summary>
    public NDArray<TResult> Result { get; }

    /// <summary>The fraction of the rows that is in the result, from 0 to 1.</summary>
    public double Fraction { get; }

    /// <summary>Whether all rows are in the result.</summary>
    public bool IsComplete => Missing.Count == 0;

    /// <summary>The shards that are not in the result.</summary>
    public IReadOnlyList<Shard> Missing { get; }
}
