using System;
using System.IO;
using System.Linq;
using Xunit;

namespace MemMap.Tests.ApiExamples;

/// <summary>The examples in the XML documentation of arrays of many files; <see cref="DocumentTests"/> compares them.</summary>
public sealed class ShardExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Shards()
    {
        string folder = _folder.File("shards"), elsewhere = _folder.File("elsewhere.json");
        float[] rows = [.. Enumerable.Range(0, 30).Select(i => (float)i)], moreRows = rows;

        using (ShardWriter<float> writer = MemMapShards.Create<float>(folder, rowShape: 3))
        {
            writer.Append(rows);
            writer.Commit();
        }

        using (ShardWriter<float> writer = MemMapShards.OpenWriter<float>(folder))
        {
            writer.Append(moreRows);
            writer.Commit();
        }

        using (ShardWriter<float> writer = MemMapShards.OpenWriter<float>(folder))
        using (MemMapArray<float> array = MemMapArray.CreateNpy<float>(Path.Combine(folder, "extra.npy"), (5, 3)))
        {
            writer.AddNpyFile("extra.npy", labels: ["node-a"]);
            writer.SetLabels(0, ["node-a", "node-b"]);
        }

        using MemMapShards<float> shards = MemMapShards.Open<float>(folder);
        double mean = shards.Mean();
        NDArray<double> columnStds = shards.Std(axis: 0);

        MemMapShardsView<float> part = shards[5..15];    // across files

        float[] buffer = new float[part.Length];
        part.CopyTo(buffer);

        foreach (MemMapShardsView<float> chunk in shards.Chunks(rows: 8))
        {
            Console.WriteLine(chunk.Max());
        }

        using MemMapArray<float> firstFile = shards.OpenShard(0);
        ReadOnlySpan<float> span = firstFile.AsReadOnlySpan();

        ShardManifest manifest = ShardManifest.Read(folder);
        foreach (Shard shard in manifest.Shards)
        {
            Console.WriteLine($"{shard.Path} {shard.Rows}");
        }

        manifest.Save(elsewhere);

        using MemMapShards<float> moved = MemMapShards.Open<float>(manifest, folder);

        var few = new ShardOptions { MaxOpenShards = 16 };
        using MemMapShards<float> frugal = MemMapShards.Open<float>(folder, few);

        Assert.Equal(((25, 3), (10, 3), 15f, 30), (shards.Shape, part.Shape, buffer[0], span.Length));
        Assert.Equal((mean, mean, 3L), (moved.Mean(), frugal.Mean(), columnStds.Length));
        Assert.True(File.Exists(elsewhere));
    }

    [Fact]
    public void Stacks()
    {
        string folder = _folder.File("stack"), path = _folder.Write([.. Enumerable.Range(0, 12).Select(i => (float)i)]);
        Directory.CreateDirectory(folder);
        using (MemMapArray<float> array = MemMapArray.Open<float>(path, (4, 3)))
        {
            array[..2].SaveNpy(Path.Combine(folder, "0.npy"));
            array[2..].SaveNpy(Path.Combine(folder, "1.npy"));
        }

        using MemMapShards<float> stack = MemMapShards.OpenNpyStack<float>(folder);    // as da.to_npy_stack wrote it

        Assert.Equal((4, 3), stack.Shape);
    }

    [Fact]
    public void ManyRows()
    {
        string folder = _folder.File("large");

        var options = new ShardWriterOptions { RowsPerShard = 8192, Labels = ["node-a"] };
        using ShardWriter<float> writer = MemMapShards.Create<float>(folder, rowShape: 3, options);

        Assert.Equal(8192, writer.RowsPerShard);
    }
}
