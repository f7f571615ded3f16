using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Xunit;

namespace MemMap.Tests.Shards;

/// <summary>Arrays of shards as their readers see them: rows, elements, copies, and what is opened when.</summary>
[Collection(OpenMappingsAlone.Name)]
public sealed class MemMapShardsTests : IDisposable
{
    private static readonly HashSet<string> s_answers =
        ["get_Shape", "get_Rank", "get_Length", "get_ByteLength", "get_Rows", "get_Manifest", "ToString", "Dispose"];

    private static readonly List<(string Name, Action<MemMapShards<int>> Call)> s_members =
    [
        ("get_Item", x => _ = x[0]), ("get_Item", x => _ = x[0, 0]), ("get_Item", x => _ = x[0, 0, 0]), ("get_Item", x => _ = x[0, 0, 0, 0]), ("get_Item", x => _ = x[0, 0, 0, 0, 0]),
        ("get_Item", x => _ = x[0..1]), ("get_Item", x => _ = x[new RowRange(0, 1)]), ("Chunks", x => x.Chunks(1)), ("CopyTo", x => x.CopyTo(new int[100_000])), ("ToArray", x => x.ToArray()),
        ("OpenShard", x => x.OpenShard(0)),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void RowsAndElements_OfAnyRank_AreThoseOfOneFile()
    {
        foreach (long[] shape in new long[][] { [720], [36, 20], [36, 5, 4], [12, 5, 4, 3], [12, 5, 1, 4, 3] })
        {
            using var folder = new ShardFolder<int>(_folder.File($"rank{shape.Length}"), [.. Enumerable.Range(0, 720)], shape, [3, 3, 10]);
            MemMapShards<int> many = folder.Many;
            MemMapArray<int> one = folder.One;
            Assert.Equal((one.Shape, one.Rank, one.Length, one.ByteLength), (many.Shape, many.Rank, many.Length, many.ByteLength));
            Assert.Equal(one.ToArray(), many.ToArray());
            Assert.Equal(one[2..11].ToArray(), many[2..11].ToArray());
            Assert.Equal(one[^5..].ToArray(), many[5..][^5..].ToArray());
            Assert.Equal(one[5..8].ToArray(), many[4..9][new RowRange(1, 3)].ToArray());
            Assert.Equal(new RowRange(5, 3), many[4..9][1..4].Rows);
            Assert.Equal(one.Chunks(5).Select(chunk => chunk.Sum()), many.Chunks(5).Select(chunk => chunk.Sum()));
            long[] index = new long[shape.Length];
            foreach (long row in new long[] { 0, 2, 3, 9, 10, shape[0] - 1 })
            {
                index[0] = row;
                index[^1] = shape.Length == 1 ? row : 2;
                int element = shape.Length switch
                {
                    1 => many[index[0]],
                    2 => many[index[0], index[1]],
                    3 => many[index[0], index[1], index[2]],
                    4 => many[index[0], index[1], index[2], index[3]],
                    _ => many[index],
                };
                Assert.Equal(one[index], element);
                Assert.Equal(element, many[index]);
            }

            using MemMapArray<int> copy = MemMapArray.Create<int>(_folder.File("copy.bin"), shape);
            many.CopyTo(copy);
            Assert.Equal(one.ToArray(), copy.ToArray());
            Assert.Throws<ArgumentException>("destination", () => many[1..].CopyTo(copy));
            using MemMapArray<int> readOnly = MemMapArray.Open<int>(_folder.File("copy.bin"), shape);
            Assert.Throws<NotSupportedException>(() => many.CopyTo(readOnly));
        }
    }

    [Fact]
    public void WrongArguments_AreRefused()
    {
        using var folder = new ShardFolder<int>(_folder.File("a"), [.. Enumerable.Range(0, 60)], (20, 3), [7]);
        MemMapShards<int> a = folder.Many;
        Assert.Throws<IndexOutOfRangeException>(() => a[20, 0]);
        Assert.Throws<IndexOutOfRangeException>(() => a[-1, 0]);
        Assert.Throws<IndexOutOfRangeException>(() => a[0, 3]);
        Assert.Throws<IndexOutOfRangeException>(() => a[5..6][1, 0]);
        Assert.Throws<ArgumentException>(() => a[0]);
        Assert.Throws<ArgumentException>(() => a[0, 0, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => a[5..21]);
        Assert.Throws<ArgumentOutOfRangeException>(() => a[5..4]);
        Assert.Throws<ArgumentOutOfRangeException>(() => a[^21..]);
        Assert.Throws<ArgumentOutOfRangeException>(() => a[new RowRange(5, 16)]);
        Assert.Throws<ArgumentOutOfRangeException>(() => a.Chunks(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => a.OpenShard(2));
        Assert.Throws<ArgumentException>("destination", () => a.CopyTo(new int[59]));
        Assert.Throws<ArgumentNullException>("destination", () => a.CopyTo((MemMapView<int>)null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => MemMapShards.Open<int>(folder.Path, new ShardOptions { MaxOpenShards = 0 }));
        Assert.Throws<ArgumentException>(() => MemMapShards.Open<int>(""));
        Assert.Throws<ArgumentNullException>(() => MemMapShards.Open<int>((string)null!));
        Assert.Throws<ArgumentNullException>(() => MemMapShards.Open<int>(null!, folder.Path));
        Assert.Contains("float", Assert.Throws<ArgumentException>(() => MemMapShards.Open<int>(new ShardManifest("<f4", 0, []), folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EmptyArrays_AreReducedAndCopied()
    {
        MemMapShards.Create<double>(_folder.Path, 5).Dispose();
        using MemMapShards<double> none = MemMapShards.Open<double>(_folder.Path);
        Assert.Equal((0, 5), none.Shape);
        Assert.Equal(0, none.Sum());
        Assert.True(double.IsNaN(none.Mean(0)[4]));
        Assert.Empty(none.ToArray());
        Assert.Empty(none.Chunks(3));
        Assert.Throws<InvalidOperationException>(() => none.Max());

        using var thin = new ShardFolder<double>(_folder.File("thin"), [], (6, 0), [2]);
        Assert.Equal((6, 0), thin.Many.Shape);
        Assert.Equal(thin.One.Sum(1).ToArray(), thin.Many.Sum(1).ToArray());
        Assert.Empty(thin.Many.ToArray());
        Assert.Equal(3, thin.Many.Chunks(2).Count());
    }

    [Fact]
    public void Open_OfManyShards_OpensFilesLazilyAndKeepsFew()
    {
        int before = MemMapDiagnostics.OpenMappings, most = 0;
        string path;
        using (var folder = new ShardFolder<int>(_folder.File("many"), [.. Enumerable.Range(0, 40_000)], (4000, 10), [.. Enumerable.Range(1, 39).Select(i => i * 100L)]))
        {
            path = folder.Path;
        }

        using (MemMapShards<int> array = MemMapShards.Open<int>(path, new ShardOptions { MaxOpenShards = 3 }))
        {
            Assert.Equal(before, MemMapDiagnostics.OpenMappings);
            Assert.Equal(12_340, array[1234, 0]);
            Assert.Equal(before + 1, MemMapDiagnostics.OpenMappings);
            var counting = new ReductionOptions { ReadStrategy = ReadStrategy.Mapped, WorkUnitBytes = 1, MaxDegreeOfParallelism = 2, Progress = new Counting(() => most = Math.Max(most, MemMapDiagnostics.OpenMappings - before)) };
            Assert.Equal(Enumerable.Range(0, 40_000).Sum(i => (long)i), array.SumInt64(counting));
            Assert.InRange(most, 1, 3 + 2);
            Assert.Equal(before + 3, MemMapDiagnostics.OpenMappings);
            using MemMapArray<int> shard = array.OpenShard(39);
            Assert.Equal([39_000, 39_001], shard.AsReadOnlySpan()[..2].ToArray());
            Assert.Equal((100, 10), shard.Shape);
        }

        Assert.Equal(before, MemMapDiagnostics.OpenMappings);
    }

    [Fact]
    public void Dispose_DuringAReduction_LetsItEndAndClosesAll()
    {
        int before = MemMapDiagnostics.OpenMappings;
        using var folder = new ShardFolder<int>(_folder.File("disposed"), [.. Enumerable.Range(0, 40_000)], (4000, 10), [.. Enumerable.Range(1, 39).Select(i => i * 100L)]);
        long sum = folder.Many.SumInt64(new ReductionOptions { WorkUnitBytes = 1, MaxDegreeOfParallelism = 2, Progress = new Counting(folder.Many.Dispose) });
        Assert.Equal(Enumerable.Range(0, 40_000).Sum(i => (long)i), sum);
        folder.One.Dispose();
        Assert.Equal(before, MemMapDiagnostics.OpenMappings);
    }

    [Fact]
    public void Members_OfADisposedArray_ThrowObjectDisposed()
    {
        using var folder = new ShardFolder<int>(_folder.File("closed"), [.. Enumerable.Range(0, 60)], [3, 1, 5, 2, 2], [1]);
        MemMapShardsView<int> view = folder.Many[1..];
        MemMapShards<int> array = folder.Many;
        array.Dispose();
        array.Dispose();
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        IEnumerable<string> members = typeof(MemMapShardsView<int>).GetMethods(Declared).Concat(typeof(MemMapShards<int>).GetMethods(Declared)).Select(method => method.Name);
        Assert.Equal(members.Distinct().Order(StringComparer.Ordinal), s_answers.Concat(s_members.Select(member => member.Name)).Distinct().Order(StringComparer.Ordinal));
        foreach ((string name, Action<MemMapShards<int>> call) in s_members)
        {
            Assert.True(Assert.ThrowsAny<Exception>(() => call(array)) is ObjectDisposedException, name);
        }

        Assert.Contains(folder.Path, Assert.Throws<ObjectDisposedException>(() => array[0, 0, 0, 0, 0]).Message, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => view.Mean());
        Assert.Throws<ObjectDisposedException>(() => view.SplitRows(2));
        Assert.Throws<ObjectDisposedException>(() => view.ReducePartial(Reduction.Sum<int>(), new RowRange(0, 1)));
        Assert.Equal("MemMapShards<Int32> (3, 1, 5, 2, 2), 2 shards, disposed", array.ToString());
        Assert.Equal("MemMapShardsView<Int32> (2, 1, 5, 2, 2), 2 shards, disposed", view.ToString());
    }

    [Theory]
    [InlineData(ReadStrategy.Mapped)]
    [InlineData(ReadStrategy.Buffered)]
    [InlineData(ReadStrategy.DropBehind)]
    public void Shard_MissingShortOrChanged_IsAnExceptionThatNamesIt(ReadStrategy strategy)
    {
        (string What, Action<string> Damage)[] faults =
        [
            ("removed", File.Delete),
            ("empty", path => File.WriteAllBytes(path, [])),
            ("short", path => File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1])),
            ("long", path => File.WriteAllBytes(path, [.. File.ReadAllBytes(path), 0])),
            ("other header", path => File.WriteAllBytes(path, File.ReadAllBytes(path) is var bytes && (bytes[100] ^= 1) > 0 ? bytes : [])),
            ("other file", path => File.WriteAllText(path, "short")),
            ("folder", path => { File.Delete(path); Directory.CreateDirectory(path); }),
        ];
        foreach ((string what, Action<string> damage) in faults)
        {
            using var folder = new ShardFolder<int>(_folder.File($"{what} {strategy}"), [.. Enumerable.Range(0, 4000)], (400, 10), [100, 200, 300]);
            string damaged = folder.Files.ElementAt(2);
            damage(damaged);
            var options = new ReductionOptions { ReadStrategy = strategy };
            foreach (Action call in new Action[]
            {
                () => folder.Many.Mean(options), () => folder.Many.Std(0, options: options), () => folder.Many.Max(1, options: options), () => folder.Many.ToArray(), () => _ = folder.Many[200, 0],
                () => folder.Many.OpenShard(2), () => folder.Many[150..250].Describe(options), () => folder.Many.ReducePartial(Reduction.Sum<int>(), new RowRange(200, 1), options),
            })
            {
                Exception thrown = Assert.ThrowsAny<Exception>(call);
                Assert.True(thrown is IOException or InvalidDataException or UnauthorizedAccessException, $"{what}: {thrown}");
                Assert.Contains(Path.GetFileName(damaged), thrown.Message, StringComparison.Ordinal);
            }

            // The others are as they were.
            Assert.Equal(folder.One[..200].Sum(), folder.Many[..200].Sum(options));
            Assert.Equal(folder.One[300..].ToArray(), folder.Many[300..].ToArray());
            if (what == "folder")
            {
                Directory.Delete(damaged);
            }
        }
    }

    [OnceFact]
    public void Open_SeveralThreads_ReadTheSame()
    {
        using var folder = new ShardFolder<int>(_folder.File("threads"), [.. Enumerable.Range(0, 40_000)], (4000, 10), [.. Enumerable.Range(1, 39).Select(i => i * 100L)], new Random(3));
        double expected = folder.One.Std();
        Parallel.For(0, 60, i =>
        {
            Assert.Equal(expected, folder.Many.Std(options: new ReductionOptions { MaxDegreeOfParallelism = (i % 3) + 1, WorkUnitBytes = 5000, ReadStrategy = (ReadStrategy)(i % 4) }));
            Assert.Equal(i * 170, folder.Many[i * 17, 0]);
        });
    }

    private sealed class Counting(Action count) : IProgress<ReductionProgress>
    {
        public void Report(ReductionProgress value) => count();
    }
}
