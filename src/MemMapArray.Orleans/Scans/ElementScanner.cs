using System;
using System.Collections.Generic;
using System.Numerics;
using System.Threading;

namespace MemMap.Cluster;

/// <summary>Reads shards of one element type. A silo finds it by the type's name: it makes no type that a request names.</summary>
internal abstract class ElementScanner
{
    private static readonly Dictionary<string, ElementScanner> s_scanners = Create();

    /// <exception cref="NotSupportedException">There is none for the type.</exception>
    public static ElementScanner Find(string element) => s_scanners.TryGetValue(element, out ElementScanner? scanner)
        ? scanner
        : throw new NotSupportedException(
            $"A cluster does not scan elements of {element}; it does numbers, bool, Complex, and BigEndian<T> and LittleEndian<T>.");

    /// <exception cref="NotSupportedException">There is none for the type.</exception>
    public static void Require<T>()
        where T : unmanaged => Find(NameOf<T>());

    public static string NameOf<T>() => typeof(T).ToString();

    /// <summary>The bytes of an element.</summary>
    public abstract int ElementSize { get; }

    /// <summary>Reduces the rows of a shard, in one piece or in several that each have a bounded number of results.</summary>
    /// <param name="request">What to do with which rows.</param>
    /// <param name="silo">What the silo has.</param>
    /// <param name="report">Is told how many bytes are done.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The bytes of partials.</returns>
    public abstract IEnumerable<ReadOnlyMemory<byte>> Reduce(
        ShardRequest request, SiloResources silo, Action<long> report, CancellationToken cancellation);

    /// <summary>Makes a partial of a relation between columns, of the rows of a shard.</summary>
    /// <returns>Its bytes.</returns>
    public abstract IEnumerable<ReadOnlyMemory<byte>> Relate(
        ShardRequest request, SiloResources silo, Action<long> report, CancellationToken cancellation);

    /// <summary>Makes a partial of the sums of products of a matrix with another of this scanner's type.</summary>
    /// <param name="left">The matrix.</param>
    /// <param name="request">Which rows, and the other matrix.</param>
    /// <param name="files">The files of the silo.</param>
    /// <param name="mask">Which rows count.</param>
    /// <param name="options">How it is done.</param>
    public abstract RelationPartial RelateTo<TLeft>(
        ReductionSource<TLeft> left, ShardRequest request, SiloFiles files, ReductionSource<bool>? mask, ReductionOptions options)
        where TLeft : unmanaged;

    /// <summary>Seeks something in the order of a shard's elements.</summary>
    /// <returns>The bytes of what is found.</returns>
    /// <inheritdoc cref="Reduce" path="/param"/>
    public abstract IEnumerable<ReadOnlyMemory<byte>> Order(
        ShardRequest request, SiloResources silo, Action<long> report, CancellationToken cancellation);

    /// <summary>Merges answers for some shards each.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="silo">What the silo has.</param>
    /// <param name="answers">Their bytes; two at least.</param>
    /// <returns>The bytes of an answer for all of the shards.</returns>
    /// <exception cref="ArgumentException">Answers to this are not merged.</exception>
    public abstract ReadOnlyMemory<byte> Merge(ShardRequest request, SiloResources silo, IReadOnlyList<ReadOnlyMemory<byte>> answers);

    /// <summary>Reads elements of a shard, in pieces of a message.</summary>
    /// <returns>Their bytes.</returns>
    public abstract IEnumerable<ReadOnlyMemory<byte>> Read(ShardRequest request, SiloResources silo);

    /// <summary>Hashes the elements of a shard.</summary>
    /// <returns>Their SHA-256.</returns>
    /// <inheritdoc cref="Reduce" path="/param"/>
    public abstract IEnumerable<ReadOnlyMemory<byte>> Hash(
        ShardRequest request, SiloResources silo, Action<long> report, CancellationToken cancellation);

    /// <summary>Copies some rows of the shard, in the order asked for.</summary>
    /// <returns>Their bytes, in pieces of whole rows.</returns>
    public abstract IEnumerable<ReadOnlyMemory<byte>> Take(ShardRequest request, SiloResources silo);

    /// <summary>Writes a file of a new array from the rows of a shard, or gives the folder of such files its name, or takes it
    /// back.</summary>
    /// <returns>What the file is.</returns>
    /// <inheritdoc cref="Reduce" path="/param"/>
    public abstract IEnumerable<ReadOnlyMemory<byte>> Write(
        ShardRequest request, SiloResources silo, Action<long> report, CancellationToken cancellation);

    /// <summary>Writes a file of elements of this scanner's type, converted from those of another.</summary>
    public abstract void Convert<TSource>(ReductionSource<TSource> rows, string path, OutputRequest output, TransformOptions options)
        where TSource : unmanaged;

    private static Dictionary<string, ElementScanner> Create()
    {
        var scanners = new Dictionary<string, ElementScanner>();
        Add<bool>();
        Add<Complex>();
        Add<sbyte>();
        Add<byte>();
        AddOrdered<short>();
        AddOrdered<int>();
        AddOrdered<long>();
        AddOrdered<ushort>();
        AddOrdered<uint>();
        AddOrdered<ulong>();
        AddOrdered<Half>();
        AddOrdered<BFloat16>();
        AddOrdered<float>();
        AddOrdered<double>();
        return scanners;

        void Add<T>()
            where T : unmanaged => scanners.Add(NameOf<T>(), new ElementScanner<T>());

        void AddOrdered<T>()
            where T : unmanaged
        {
            Add<T>();
            Add<BigEndian<T>>();
            Add<LittleEndian<T>>();
        }
    }
}
