using System;

namespace MemMap.CallSites;

/// <summary>Arrays of many files.</summary>
public static class Shards
{
    public static void Writing(string folder, MemMapView<float> view, float[] rows)
    {
        using ShardWriter<float> writer = MemMapShards.Create<float>(folder, (28, 28), new ShardWriterOptions { RowsPerShard = 1000, Labels = new[] { "a" }, Descr = null, AllowPathsOutside = false });
        writer.Append(view);
        writer.Append(rows);
        writer.Append(rows.AsSpan(0, 784));
        writer.Append([1f, 2f]);
        writer.Commit();
        writer.AddNpyFile("a.npy");
        writer.AddNpyFile("b/c.npy", ["x", "y"]);
        writer.AddRawFile("d.bin", 10, byteOffset: 16, labels: null);
        writer.SetLabels(0, ["z"]);
        using ShardWriter<double> other = MemMapShards.Create<double>(folder, []), more = MemMapShards.OpenWriter<double>(folder);
    }

    public static double Reading(string path, MemMapView<double> results, Span<float> copy)
    {
        using MemMapShards<float> array = MemMapShards.Open<float>(path);
        using MemMapShards<float> few = MemMapShards.Open<float>(path, new ShardOptions { MaxOpenShards = 8 });
        using MemMapShards<float> stack = MemMapShards.OpenNpyStack<float>(path), known = MemMapShards.Open<float>(array.Manifest, path);
        using MemMapArray<float> shard = array.OpenShard(0);
        MemMapShardsView<float> rows = array[100..200], last = array[^10..], some = array[new RowRange(1L << 40, 5)];
        rows.CopyTo(copy);
        foreach (MemMapShardsView<float> chunk in array.Chunks(4096))
        {
            copy[0] += chunk.ToArray()[0];
        }

        array.ReduceTo(Reduction.Mean<float>(), [1], results);
        byte[] bytes = array.ReducePartial(Reduction.Std<float>(), array.Manifest.Shards[0].Rows).ToBytes();
        QuantilePlan<float> plan = QuantilePlan.Create<float>(array.Shape, new[] { 0.5 });
        plan.Add(QuantilePlan.MergeCounts(new[] { array.CountForQuantiles(plan.Question, array.Manifest.Shards[0].Rows) }));
        int i = 5, j = 7;
        return array.Mean() + rows.Std(0, ddof: 1)[0] + last.Max() + some.Describe().Mean + array[i, j] + array[5L, 7L] + array[1] + array[1, 2, 3] + array[1, 2, 3, 4] + array[new long[] { 1, 2, 3, 4, 5 }] + bytes.Length;
    }

    public static ShardManifest Manifests(string path)
    {
        var manifest = new ShardManifest("<f4", (10, 5), new[] { new Shard("0.npy", new RowRange(0, 10), 128, 328, labels: new[] { "a" }) });
        manifest.Save(path);
        manifest = ShardManifest.Read(path);
        manifest = ShardManifest.Parse(manifest.ToJson());
        Shard shard = manifest.Shards[manifest.FindShard(3)];
        return shard.WithLabels(["b"]).ByteOffset + manifest.RowsPerBorder > 0 ? manifest : ShardManifest.OfNpyStack(path);
    }
}
