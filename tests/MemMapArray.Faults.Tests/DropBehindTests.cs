using System;
using System.IO;
using System.Linq;
using MemMap.Faults.Tests.Support;
using MemMap.Tests;
using Xunit;

namespace MemMap.Faults.Tests;

/// <summary>What <see cref="ReadStrategy.DropBehind"/> leaves in the page cache, beside <see cref="ReadStrategy.Buffered"/>.</summary>
public sealed class DropBehindTests : IDisposable
{
    // Pages that two threads use at one moment stay: mostly none, at times a tenth. Without dropping all of them stay.
    private const double MostLeft = 0.5;

    private const int Rows = 32_768, Columns = 1024;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [DroppingTheory]
    [InlineData(1)]
    [InlineData(2)]
    public void Mean_FileNotInThePageCache_LeavesItOut(int threads)
    {
        string path = Create();
        Assert.InRange(PageCache.PartOf(path), 0, 0.02);

        double dropping = Mean(path, ReadStrategy.DropBehind, threads);
        Assert.InRange(PageCache.PartOf(path), 0, MostLeft);

        Assert.Equal(BitConverter.DoubleToInt64Bits(Mean(path, ReadStrategy.Buffered, threads)), BitConverter.DoubleToInt64Bits(dropping));
        Assert.InRange(PageCache.PartOf(path), 0.9, 1);
    }

    [DroppingFact]
    public void Mean_FileInThePageCache_LeavesItThere()
    {
        string path = Create();
        PageCache.Fill(path);
        Assert.InRange(PageCache.PartOf(path), 0.9, 1);

        Mean(path, ReadStrategy.DropBehind, threads: 2);
        Assert.InRange(PageCache.PartOf(path), 0.9, 1);
    }

    [DroppingFact]
    public void Mean_ShardsNotInThePageCache_LeavesThemOut()
    {
        string shards = _folder.File("shards");
        using (ShardWriter<float> writer = MemMapShards.Create<float>(shards, Columns, new ShardWriterOptions { RowsPerShard = Rows / 4 }))
        {
            writer.Append([.. Enumerable.Range(0, Rows * Columns).Select(i => (float)i)]);
        }

        string[] files = Directory.GetFiles(shards, "*.npy");
        Assert.Equal(4, files.Length);
        Array.ForEach(files, PageCache.Drop);
        Assert.InRange(files.Average(PageCache.PartOf), 0, 0.02);
        using (MemMapShards<float> array = MemMapShards.Open<float>(shards))
        {
            array.Mean(new ReductionOptions { ReadStrategy = ReadStrategy.DropBehind });
        }

        Assert.InRange(files.Average(PageCache.PartOf), 0, MostLeft);
    }

    [DroppingFact]
    public void Transform_SourceNotInThePageCache_LeavesItOut()
    {
        string path = Create();
        using (MemMapArray<float> array = MemMapArray.Open<float>(path, (Rows, Columns)))
        {
            array.TransformToNpy<float, float>(
                _folder.File("target.npy"), static (xs, zs) => xs.CopyTo(zs), new TransformOptions { ReadStrategy = ReadStrategy.DropBehind });
        }

        Assert.InRange(PageCache.PartOf(path), 0, MostLeft);
    }

    private static double Mean(string path, ReadStrategy how, int threads)
    {
        using MemMapArray<float> array = MemMapArray.Open<float>(path, (Rows, Columns));
        return array.Mean(new ReductionOptions { ReadStrategy = how, MaxDegreeOfParallelism = threads });
    }

    private string Create()
    {
        string path = _folder.File("numbers");
        using (MemMapArray<float> array = MemMapArray.Create<float>(path, (Rows, Columns)))
        {
            array.CopyFrom([.. Enumerable.Range(0, Rows * Columns).Select(i => (float)i)]);
        }

        PageCache.Drop(path);
        return path;
    }
}
