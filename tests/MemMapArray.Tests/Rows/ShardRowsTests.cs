using System;
using System.IO;
using System.Linq;
using MemMap.Tests.Shards;
using Xunit;

namespace MemMap.Tests.Rows;

/// <summary>Rows of arrays of shards are those of the same array in one file.</summary>
public sealed class ShardRowsTests : IDisposable
{
    private const int Rows = 3000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [OnceTheory]
    [InlineData(5, 1)]
    [InlineData(5, 2)]
    [InlineData(2050, 3)]
    public void TakeCompressBatches_CutAnywhere_AreThoseOfOneFile(int columns, int seed)
    {
        Random random = new(seed);
        long[] cuts = [.. Enumerable.Range(0, 12).Select(_ => random.NextInt64(Rows))];
        using var folder = new ShardFolder<int>(_folder.File("shards"), [.. Enumerable.Range(0, Rows * columns)], (Rows, columns), cuts,
            random);
        MemMapArray<int> one = folder.One;
        MemMapShards<int> many = folder.Many;
        long[] rows = [.. Enumerable.Range(0, 2000).Select(_ => random.NextInt64(-Rows, Rows))];
        Assert.Equal(one.Take(rows).ToArray(), many.Take(rows).ToArray());

        long[] inPart = [.. rows.Select(row => row % 1000)];
        Assert.Equal(one[700..1700].Take(inPart).ToArray(), many[700..1700].Take(inPart).ToArray());
        Assert.Throws<IndexOutOfRangeException>(() => many[700..1700].Take([1000]));

        int[] buffer = new int[rows.Length * columns];
        many.TakeTo(rows, buffer);
        Assert.Equal(one.Take(rows).ToArray(), buffer);
        using MemMapArray<int> target = MemMapArray.Create<int>(_folder.File("target.bin"), (columns, rows.Length));
        many.TakeTo(rows, target.Transpose());
        Assert.Equal(buffer, target.Transpose().ToArray());

        bool[] truths = [.. Enumerable.Range(0, Rows).Select(_ => random.Next(3) > 0)];
        using var masks = new ShardFolder<bool>(_folder.File("masks"), truths, Rows, [1000, 1001]);
        Assert.Equal(one.Compress(masks.One).ToArray(), many.Compress(masks.Many).ToArray());
        Assert.Equal(one[5..2005].Compress(masks.One[5..2005]).ToArray(), many[5..2005].Compress(masks.Many[5..2005]).ToArray());

        foreach (ulong? shuffle in new ulong?[] { null, 7 })
        {
            Assert.Equal(
                one.Batches(100, shuffle).SelectMany(batch => batch.AsSpan().ToArray()),
                    many.Batches(100, shuffle).SelectMany(batch => batch.AsSpan().ToArray()));
        }
    }

    [Fact]
    public void TakeTo_IntoAShardsFile_IsRefused()
    {
        using var folder = new ShardFolder<int>(_folder.File("shards"), [.. Enumerable.Range(0, 100)], (20, 5), [7]);
        string path = folder.Files.First();
        byte[] before = File.ReadAllBytes(path);
        using MemMapArray<int> shard = MemMapArray.OpenNpy<int>(path, MemMapMode.ReadWrite);
        Assert.Contains("file of a shard", Assert.Throws<ArgumentException>(() => folder.Many.TakeTo([0, 19], shard[..2])).Message,
            StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
        folder.Many.TakeTo([0, 19], shard.Take([0, 1]).ToArray());
    }

    [Fact]
    public void Take_ShardMissingOrDisposed_Throws()
    {
        using var folder = new ShardFolder<int>(_folder.File("shards"), [.. Enumerable.Range(0, 100)], (20, 5), [7]);
        File.Delete(folder.Files.Last());
        Assert.Equal(Enumerable.Range(5, 5), folder.Many.Take([1]).ToArray());
        Assert.Throws<FileNotFoundException>(() => folder.Many.Take([1, -1]));
        folder.Many.Dispose();
        Assert.Throws<ObjectDisposedException>(() => folder.Many.Take([1]));
        Assert.Throws<ObjectDisposedException>(() => folder.Many.Batches(3).First());
    }
}
