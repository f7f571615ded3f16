using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using MemMap.Reductions.Calls;
using MemMap.Reductions.Partials;

namespace MemMap;

/// <summary>
/// A reduction as a value: what to compute of elements, apart from which elements. Those of <see cref="Reduction"/> are NumPy's;
/// <see cref="Reduction.From{T, TState}(IReducer{T, TState})"/> makes one of an <see cref="IReducer{T, TState}"/>. Immutable, for any number of arrays and
/// threads.
/// </summary>
/// <typeparam name="T">The element type.</typeparam>
/// <typeparam name="TResult">The type of a result.</typeparam>
public abstract class Reduction<T, TResult> : Reduction<T>
    where T : unmanaged
    where TResult : unmanaged
{
    private protected Reduction()
    {
    }

    /// <summary>What is done where <see cref="ReductionOptions.Exact"/> asks for it, if that is something else.</summary>
    internal abstract Reduction<T, TResult>? Exactly { get; }

    /// <summary>Reads the bytes of a partial of this reduction, which may come from another process or machine. Nothing in them is
    /// believed unchecked.</summary>
    /// <param name="bytes">What <see cref="ReductionPartial{T, TResult}.ToBytes"/> gave.</param>
    /// <returns>The partial.</returns>
    /// <exception cref="InvalidDataException">The bytes are damaged, of another reduction, or of another version of the rules.</exception>
    public ReductionPartial<T, TResult> ReadPartial(ReadOnlySpan<byte> bytes)
    {
        PartialReader reader = PartialBytes.Open(bytes);
        PartialKey key = PartialKey.Read(reader, Math.Max(Unsafe.SizeOf<T>(), Unsafe.SizeOf<TResult>()));
        Reduction<T, TResult> reduction = Exactly is not null && key.IsOf(Exactly.ToString(), typeof(T)) ? Exactly : this;
        if (!key.IsOf(reduction.ToString(), typeof(T)))
        {
            throw new InvalidDataException($"The bytes are of the partial of {key.Text()}, not of {this} of {typeof(T)}.");
        }

        PartialResults<TResult> results = reduction.CreatePart(key);
        results.Read(reader);
        reader.Require(reader.IsAtEnd, "the end");
        return new(this, results);
    }

    /// <inheritdoc/>
    public override byte[] ReducePartialBytes(
        ReductionSource<T> source, RowRange rows, ReadOnlySpan<int> axis, ReductionOptions? options = null)
    {
        using ReductionCall call = ReductionCall.Over(source, axis, options);
        return ReductionPartial<T, TResult>.Of(this, call, rows).ToBytes();
    }

    /// <inheritdoc/>
    public override byte[] MergePartialBytes(IEnumerable<byte[]> partials)
    {
        ReductionPartial<T, TResult>? all = null;
        foreach (byte[] bytes in partials ?? throw new ArgumentNullException(nameof(partials)))
        {
            ReductionPartial<T, TResult> one = ReadPartial(bytes);
            if (all is null)
            {
                all = one;
            }
            else
            {
                all.Merge(one);
            }
        }

        return (all ?? throw new ArgumentException("There is no partial to merge.", nameof(partials))).ToBytes();
    }

    /// <summary>Reduces all elements and writes each result to its place.</summary>
    internal abstract void Run(in ReductionCall call, ReadOnlySpan<long> resultStrides, ResultMemory results);

    /// <summary>Reduces some rows as far as that can be done without the others.</summary>
    internal abstract PartialResults<TResult> RunPart(in ReductionCall call, RowRange rows);

    /// <summary>A partial of nothing yet.</summary>
    internal abstract PartialResults<TResult> CreatePart(PartialKey key);
}
