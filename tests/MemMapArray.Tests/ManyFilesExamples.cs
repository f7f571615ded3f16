using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics.Tensors;
using Xunit;

namespace MemMap.Tests;

/// <summary>The C# of docs/many-files.md that is not samples/ManyFiles, as it stands there; <see cref="DocumentTests"/> sees to it.</summary>
public sealed class ManyFilesExamples : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FromOneFileToMany()
    {
        string path = _folder.Write([.. Enumerable.Range(0, 250_000).Select(i => i * 0.001f)]), folder = _folder.File("many");
        using (MemMapArray<float> one = MemMapArray.Open<float>(path, (-1, 1000)))
        using (ShardWriter<float> writer = MemMapShards.Create<float>(folder, 1000, new ShardWriterOptions { RowsPerShard = 100_000 }))
        {
            writer.Append(one);                                          // each full shard is flushed and published
            writer.Commit();                                             // and what is left, as a shorter one
        }

        float[] rows = new float[2000];
        using (ShardWriter<float> writer = MemMapShards.OpenWriter<float>(folder))
        {
            writer.Append(rows);
            writer.Commit();
        }

        Directory.CreateDirectory(Path.Combine(folder, "2026"));
        MemMapArray.CreateNpy<float>(Path.Combine(folder, "2026", "november.npy"), (7, 1000)).Dispose();
        MemMapArray.Create<float>(Path.Combine(folder, "sensor.bin"), (1000, 1000), offset: 512).Dispose();
        using (ShardWriter<float> writer = MemMapShards.OpenWriter<float>(folder))
        {
            writer.AddNpyFile("2026/november.npy", labels: ["node-b"]);
            writer.AddRawFile("sensor.bin", rows: 1000, byteOffset: 512);
        }

        using MemMapShards<float> array = MemMapShards.Open<float>(folder);
        Assert.Equal((1259, 1000), array.Shape);
        Assert.Equal(249_999 * 0.001f, array[249, 999]);
    }

    [Fact]
    public void ManyFilesAsOneArray()
    {
        string folder = _folder.File("many");
        using (ShardWriter<float> writer = MemMapShards.Create<float>(folder, 8, new ShardWriterOptions { RowsPerShard = 100_000 }))
        {
            writer.Append([.. Enumerable.Range(0, 260_000 * 8).Select(i => (float)i)]);
            writer.Commit();
        }

        float[] buffer = new float[4096 * 8];
        using MemMapShards<float> array = MemMapShards.Open<float>(folder);
        double mean = array.Mean();                                      // the bits of one file
        NDArray<double> columnStds = array.Std(axis: 0, ddof: 1);
        float some = array[150_000..250_000].Max();                     // rows across borders: the same reductions
        float element = array[123_456, 7];
        float[] copy = array[99_999..100_001].ToArray();
        foreach (MemMapShardsView<float> chunk in array.Chunks(rows: 4096))
        {
            chunk.CopyTo(buffer);                                        // a span over several files cannot be
        }

        using MemMapArray<float> shard = array.OpenShard(1);             // one file, with all that a view can do
        ReadOnlySpan<float> firstRow = shard.GetReadOnlyRowSpan(0);
        Assert.Equal((1_039_999.5, 1_999_999f, 987_655f, 16), (mean, some, element, copy.Length));
        Assert.Equal(array.Manifest.Shards[1].Rows.Start * 8, firstRow[0]);
        Assert.Equal(8, columnStds.Shape[0]);
    }

    [Fact]
    public void ManyMachines()
    {
        string folder = _folder.File("many");
        foreach (string node in new[] { "node-a", "node-b" })
        {
            var options = new ShardWriterOptions { RowsPerShard = 1024, Labels = [node] };
            using ShardWriter<float> writer = node == "node-a" ? MemMapShards.Create<float>(folder, 1000, options) : MemMapShards.OpenWriter<float>(folder, options);
            writer.Append([.. Enumerable.Range(0, 1024 * 1000).Select(i => MathF.Sqrt(i))]);
        }

        using MemMapShards<float> array = MemMapShards.Open<float>(folder);
        List<byte[]> others = [array.ReducePartial(Reduction.Std<float>(), array.Manifest.Shards[0].Rows).ToBytes()];
        Reduction<float, double> std = Reduction.Std<float>();
        Shard mine = array.Manifest.Shards.First(shard => shard.Labels.Contains("node-b"));
        byte[] bytes = array.ReducePartial(std, mine.Rows).ToBytes();    // on the node: a few hundred bytes

        ReductionPartial<float, double> whole = std.ReadPartial(bytes);
        foreach (byte[] other in others)
        {
            whole.Merge(std.ReadPartial(other));                         // in any order
        }

        double value = whole.Value;                                      // array.Std(), bit for bit
        Assert.Equal(array.Std(), value);
        Assert.InRange(bytes.Length, 1, 600);

        QuantilePlan<float> plan = QuantilePlan.Create<float>(array.Shape, [0.01, 0.5, 0.99]);
        while (!plan.IsComplete)
        {
            byte[] question = plan.Question;
            foreach (Shard shard in array.Manifest.Shards)
            {
                plan.Add(array.CountForQuantiles(question, shard.Rows));     // on its node: some ten thousand bytes come back
            }
        }

        NDArray<double> quantiles = plan.ToNDArray();                        // array.Quantile([0.01, 0.5, 0.99])
        Assert.Equal(array.Quantile([0.01, 0.5, 0.99]).ToArray(), quantiles.ToArray());
    }

    [Fact]
    public void ANewArray()
    {
        string folder = _folder.File("many"), logs = _folder.File("logs");
        using (ShardWriter<float> writer = MemMapShards.Create<float>(folder, 1000, new ShardWriterOptions { RowsPerShard = 100 }))
        {
            writer.Append([.. Enumerable.Range(1, 1_000_000).Select(i => (float)i)]);
            writer.Commit();
        }

        using MemMapShards<float> array = MemMapShards.Open<float>(folder);
        string unfinished = logs + ".tmp";                               // whole when it has its name
        using (ShardWriter<float> writer = MemMapShards.Create<float>(unfinished, 1000))
        {
            foreach ((int index, Shard shard) in array.Manifest.Shards.Index())
            {
                string file = $"{index}.npy";
                array[shard.Rows].TransformToNpy<float, float>(
                    Path.Combine(unfinished, file), static (xs, zs) => TensorPrimitives.Log(xs, zs));
                writer.AddNpyFile(file, shard.Labels);
            }
        }

        Directory.Move(unfinished, logs);                                // np.log(a), in files with the rows of array's
        using MemMapShards<float> made = MemMapShards.Open<float>(logs);
        NDArray<float> expected = NDArray.Create<float>(array.Shape);
        array.Transform<float, float>(expected, static (xs, zs) => TensorPrimitives.Log(xs, zs));
        Assert.Equal(expected.ToArray(), made[0..1000].ToArray());
        Assert.True(made.Manifest.Shards.Count > 1);
        Assert.Equal(array.Manifest.Shards.Select(shard => shard.Rows), made.Manifest.Shards.Select(shard => shard.Rows));
    }

    [Fact]
    public void Python()
    {
        string daskFolder = Directory.CreateDirectory(_folder.File("dask")).FullName;
        MemMapArray.CreateNpy<float>(Path.Combine(daskFolder, "0.npy"), (3, 5)).Dispose();
        MemMapArray.CreateNpy<float>(Path.Combine(daskFolder, "1.npy"), (4, 5)).Dispose();
        using MemMapShards<float> stack = MemMapShards.OpenNpyStack<float>(daskFolder);
        Assert.Equal((7, 5), stack.Shape);
    }
}
