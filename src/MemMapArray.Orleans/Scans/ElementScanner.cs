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

    /// <summary>Reduces the rows of a shard, in one piece or in several that each have a bounded number of results.</summary>
    /// <param name="request">What to do with which rows.</param>
    /// <param name="file">The shard's file.</param>
    /// <param name="threads">How many threads do it.</param>
    /// <param name="report">Is told how many bytes are done.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The bytes of partials.</returns>
    public abstract IEnumerable<ReadOnlyMemory<byte>> Reduce(
        ShardRequest request, string file, int threads, Action<long> report, CancellationToken cancellation);

    /// <summary>Seeks something in the order of a shard's elements.</summary>
    /// <returns>The bytes of what is found.</returns>
    /// <inheritdoc cref="Reduce" path="/param"/>
    public abstract IEnumerable<ReadOnlyMemory<byte>> Order(
        ShardRequest request, string file, int threads, Action<long> report, CancellationToken cancellation);

    /// <summary>Reads elements of a shard, in pieces of a message.</summary>
    /// <returns>Their bytes.</returns>
    public abstract IEnumerable<ReadOnlyMemory<byte>> Read(ShardRequest request, string file);

    /// <summary>A manifest of the whole array in which one shard is known. Of the others it is only known that they have the other
    /// rows.</summary>
    /// <param name="descr">The element type.</param>
    /// <param name="shape">The shape of the whole array.</param>
    /// <param name="shard">The shard that is known.</param>
    /// <returns>The manifest, and the shard's index in it.</returns>
    public static (ShardManifest Manifest, int Index) ManifestOf(string descr, long[] shape, Shard shard)
    {
        RowRange rows = shard.Rows;
        var shards = new List<Shard> { shard };
        int index = 0;
        if (rows.Start > 0)
        {
            shards.Insert(0, Elsewhere(0, rows.Start));
            index = 1;
        }

        if (rows.End < shape[0])
        {
            shards.Add(Elsewhere(rows.End, shape[0]));
        }

        return (new ShardManifest(descr, Shape.Create(shape), shards), index);
    }

    /// <summary>Rows that are in files that this process does not open.</summary>
    public static Shard Elsewhere(long start, long end) => new("elsewhere", new RowRange(start, end - start), 0, long.MaxValue);

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
