using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MemMap.Tests;
using Xunit;

namespace MemMap.Cluster.Tests;

/// <summary>New arrays where the shards lie: the bits of one machine, whole or not at all.</summary>
[Collection(ThreeSilos.Name)]
public sealed class TransformTests(ThreeSilos three) : IDisposable
{
    private readonly ClusterOfSilos _silos = three.Silos;
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<long[], int> Shapes => new() { { [1000], 130 }, { [1000, 7], 130 }, { [300, 2, 3], 300 }, { [3, 5000], 1 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task TransformAsync_AnyShape_HasTheBitsOfOneMachine(long[] shape, int perShard)
    {
        string name = $"transform-{string.Join('-', shape)}", made = name + "-third";
        (MemMapArray<float> one, MemMapClusterArray<float> many) = Spread(name, shape, perShard, shard => [$"node{shard % 3}"]);
        using (one)
        {
            var told = new List<ClusterProgress>();
            MemMapClusterArray<double> thirds = await many.TransformAsync<double>("third", made, progress: new Told(told.Add));

            double[] expected = Third(one);
            Assert.Equal(many.Shape, thirds.Shape);
            Assert.Equal(expected, await thirds.ReadRowsAsync(new RowRange(0, shape[0])));
            Assert.Equal(many.Manifest.Shards.Select(shard => (shard.Rows, shard.Labels[0])), thirds.Manifest.Shards.Select(shard => (shard.Rows, shard.Labels[0])));
            Assert.Equal(1.0, told[^1].Fraction);
            Assert.Equal(Enumerable.Range(0, many.Manifest.Shards.Count), told.Select(one => one.Shard).Where(shard => shard >= 0).Order());

            // The files of its node and the manifest, on each.
            foreach (string node in (string[])["node0", "node1", "node2"])
            {
                string[] own = [.. thirds.Manifest.Shards.Where(shard => shard.Labels.Contains(node)).Select(shard => shard.Path)];
                Assert.Equal(own.Length > 0, Directory.Exists(Path.Combine(_silos.FolderOf(node), made)));
                if (own.Length > 0)
                {
                    Assert.Equal([.. own.Order(StringComparer.Ordinal), ShardManifest.FileName], Names(Path.Combine(_silos.FolderOf(node), made)));
                    Assert.Equal(thirds.Manifest.ToJson(), ShardManifest.Read(Path.Combine(_silos.FolderOf(node), made)).ToJson());
                }
            }

            AssertNothingUnfinished();
        }
    }

    [Fact]
    public async Task TransformAsync_FolderWithAllFiles_IsOpenedOnOneMachine()
    {
        (MemMapArray<float> one, MemMapClusterArray<float> many) = Spread("whole", [1000, 3], 130, _ => ["node0", "node2"]);
        using (one)
        {
            await many.TransformAsync<double>("third", "whole-third");
            foreach (string node in (string[])["node0", "node2"])
            {
                using MemMapShards<double> here = MemMapShards.Open<double>(Path.Combine(_silos.FolderOf(node), "whole-third"));
                Assert.Equal(Third(one), here.ToArray());
                Assert.Equal(8, ShardManifest.OfNpyStack(Path.Combine(_silos.FolderOf(node), "whole-third")).Shards.Count);
            }
        }
    }

    [Fact]
    public async Task ConvertToAsync_OtherType_HasTheBitsOfOneMachine()
    {
        (MemMapArray<float> one, MemMapClusterArray<float> many) = Spread("convert", [1000, 3], 130, shard => [$"node{shard % 2}"]);
        using (one)
        {
            NDArray<short> expected = NDArray.Create<short>((1000, 3));
            one.ConvertTo(expected, Conversion.Saturating);
            MemMapClusterArray<short> shorts = await many.ConvertToAsync<short>("convert-shorts", Conversion.Saturating);
            Assert.Equal(expected.ToArray(), await shorts.ReadRowsAsync(new RowRange(0, 1000)));
            Assert.Equal(expected.Std(), await shorts.StdAsync());
            MemMapClusterArray<BigEndian<double>> wide = await many.ConvertToAsync<BigEndian<double>>("convert-wide", Conversion.Checked);
            Assert.Equal(one.Mean(), await wide.MeanAsync());
            MemMapClusterArray<long> dates = await many.ConvertToAsync<long>("convert-dates", Conversion.Truncating, descr: "<M8[s]");
            Assert.Equal("<M8[s]", dates.Manifest.Descr);
        }
    }

    [Fact]
    public async Task ConvertToAsync_NumberThatDoesNotFit_LeavesNothing()
    {
        using MemMapArray<float> one = _silos.Array("overflow", (1000, 3), random => (float)random.Next(100));
        using MemMapArray<float> written = MemMapArray.Open<float>(one.Path, (1000, 3), MemMapMode.CopyOnWrite);
        written[777, 1] = 300;
        ShardManifest manifest = _silos.Spread("overflow", written, 130, shard => [$"node{shard % 3}"]);
        MemMapClusterArray<float> many = Open(manifest, "overflow");

        OverflowException exception = await Assert.ThrowsAsync<OverflowException>(() => many.ConvertToAsync<byte>("overflow-bytes", Conversion.Checked));
        Assert.Contains("5.npy", exception.Message, StringComparison.Ordinal);
        Assert.Contains("300", exception.Message, StringComparison.Ordinal);
        AssertNothing("overflow-bytes");
        await Assert.ThrowsAsync<NotSupportedException>(() => many.ConvertToAsync<System.Numerics.Complex>("overflow-complex", Conversion.Checked));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => many.ConvertToAsync<byte>("overflow-bytes", (Conversion)9));

        // And again, into the same folder.
        Assert.Equal(1.0, (await (await many.ConvertToAsync<byte>("overflow-bytes", Conversion.Saturating)).ReduceAvailableAsync(Reduction.Mean<byte>())).Fraction);
    }

    [Fact]
    public async Task TransformAsync_CodeThatThrows_LeavesNothing()
    {
        using MemMapArray<float> one = _silos.Array("throws", (1000, 3), random => (float)random.Next(1000) + 3);
        using MemMapArray<float> two = MemMapArray.Open<float>(one.Path, (1000, 3), MemMapMode.CopyOnWrite);
        two[555, 2] = 2;
        MemMapClusterArray<float> many = Open(_silos.Spread("throws", two, 130, shard => [$"node{shard % 3}"]), "throws");

        Assert.Contains("There is a two.", (await Assert.ThrowsAnyAsync<Exception>(() => many.TransformAsync<float>("fail", "throws-failed"))).Message, StringComparison.Ordinal);
        AssertNothing("throws-failed");
    }

    [Fact]
    public async Task TransformAsync_WhatCannotBe_IsSaidAndNothingIsWritten()
    {
        (MemMapArray<float> one, MemMapClusterArray<float> many) = Spread("cannot", [100, 3], 13, shard => [$"node{shard % 3}"]);
        using (one)
        {
            await Assert.ThrowsAsync<ArgumentNullException>(() => many.TransformAsync<double>(null!, "x"));
            await Assert.ThrowsAsync<ArgumentException>(() => many.TransformAsync<double>("third", ""));
            await Assert.ThrowsAsync<ArgumentException>(() => many.Where(Predicate.IsFinite<float>()).TransformAsync<double>("third", "x"));
            NotSupportedException unknown = await Assert.ThrowsAsync<NotSupportedException>(() => many.TransformAsync<float>("third", "x"));
            Assert.Contains("'third' from System.Single to System.Single", unknown.Message, StringComparison.Ordinal);
            Assert.Contains("'third' from System.Single to System.Double", unknown.Message, StringComparison.Ordinal);
            AssertNothing("x");
            InvalidOperationException there = await Assert.ThrowsAsync<InvalidOperationException>(() => many.TransformAsync<double>("third", "cannot"));
            Assert.Contains("is there already", there.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<InvalidOperationException>(() => many.TransformAsync<double>("third", "nowhere/x"));
            Assert.Equal(one.Mean(), await many.MeanAsync());

            MemMapClusterArray<float> empty = _silos.Cluster.Client.OpenMemMapArray<float>(new ShardManifest("<f4", (0, 3), []));
            await Assert.ThrowsAsync<InvalidOperationException>(() => empty.TransformAsync<double>("third", "x"));
        }
    }

    [Theory]
    [InlineData("../out")]
    [InlineData("/tmp/out")]
    [InlineData("a/../../out")]
    [InlineData("out/")]
    [InlineData(".")]
    [InlineData("out\\x")]
    [InlineData("led-out/out")]
    public async Task TransformAsync_FolderOutOfTheRoot_IsRefused(string folder)
    {
        // The folder that the link leads to is there.
        string link = Path.Combine(_silos.FolderOf("node0"), "led-out");
        if (folder == "led-out/out")
        {
            Directory.CreateSymbolicLink(link, _folder.Path);
        }

        (MemMapArray<float> one, MemMapClusterArray<float> many) = Spread($"outside-{Guid.NewGuid():N}", [100, 3], 50, _ => ["node0"]);
        using (one)
        {
            await Assert.ThrowsAsync<UnauthorizedAccessException>(() => many.TransformAsync<double>("third", folder));
            Assert.Empty(Names(_folder.Path));
            AssertNothingUnfinished();
        }
    }

    [Fact]
    public async Task TransformAsync_FileMissingInOneCopy_IsLeftOutOfItsLabels()
    {
        (MemMapArray<float> one, MemMapClusterArray<float> many) = Spread("copies", [100, 3], 13, _ => ["node0", "node1"]);
        using (one)
        {
            File.Delete(_silos.FileOf("node1", "copies", many.Manifest.Shards[3]));
            MemMapClusterArray<double> thirds = await many.TransformAsync<double>("third", "copies-third");
            Assert.Equal(Third(one), await thirds.ReadRowsAsync(new RowRange(0, 100)));
            Assert.Equal(["node0"], thirds.Manifest.Shards[3].Labels);
            Assert.All(thirds.Manifest.Shards.Where((_, shard) => shard != 3), shard => Assert.Equal(["node0", "node1"], shard.Labels));

            File.Delete(_silos.FileOf("node0", "copies", many.Manifest.Shards[3]));
            ShardUnavailableException exception = await Assert.ThrowsAsync<ShardUnavailableException>(() => many.TransformAsync<double>("third", "copies-missing"));
            Assert.Equal([many.Manifest.Shards[3]], exception.Shards);
            AssertNothing("copies-missing");
        }
    }

    [Fact]
    public async Task TransformAsync_TwoIntoOneFolder_OneAtMostIsThere()
    {
        (MemMapArray<float> one, MemMapClusterArray<float> many) = Spread("transformed twice", [3000, 3], 100, shard => [$"node{shard % 3}"]);
        using (one)
        {
            Task<MemMapClusterArray<double>>[] both = [many.TransformAsync<double>("third", "twice-third"), many.TransformAsync<double>("third", "twice-third")];
            await ((Task)Task.WhenAll(both)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            Assert.InRange(both.Count(task => task.IsCompletedSuccessfully), 0, 1);
            foreach (Task<MemMapClusterArray<double>> task in both.Where(task => task.IsCompletedSuccessfully))
            {
                Assert.Equal(Third(one), await (await task).ReadRowsAsync(new RowRange(0, 3000)));
            }

            if (!both.Any(task => task.IsCompletedSuccessfully))
            {
                AssertNothing("twice-third");
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    private static double[] Third(MemMapArray<float> one)
    {
        NDArray<double> expected = NDArray.Create<double>(one.Shape);
        one.Transform<float, double>(expected, Transforms.Third);
        return expected.ToArray();
    }

    private static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private void AssertNothing(string folder)
    {
        Assert.All((string[])["node0", "node1", "node2"], node => Assert.False(Path.Exists(Path.Combine(_silos.FolderOf(node), folder))));
        AssertNothingUnfinished();
    }

    private void AssertNothingUnfinished() =>
        Assert.All((string[])["node0", "node1", "node2"], node => Assert.Empty(Directory.EnumerateFileSystemEntries(_silos.FolderOf(node), ".*")));

    private (MemMapArray<float> One, MemMapClusterArray<float> Many) Spread(string name, long[] shape, int perShard, Func<int, string[]> labels)
    {
        MemMapArray<float> one = _silos.Array(name, shape, random => (float)random.NextDouble() * 100_000);
        return (one, Open(_silos.Spread(name, one, perShard, labels), name));
    }

    private MemMapClusterArray<float> Open(ShardManifest manifest, string name) =>
        _silos.Cluster.Client.OpenMemMapArray<float>(manifest, new ClusterArrayOptions { Folder = name, Attempts = 1 });
}
