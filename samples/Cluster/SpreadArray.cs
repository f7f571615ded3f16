using System;
using System.IO;

namespace MemMap.ClusterSample;

/// <summary>An array in shards, and copies of them in the folders of nodes.</summary>
internal static class SpreadArray
{
    private const int Columns = 1000;

    /// <summary>Writes rows of 1000 single-precision numbers.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="megabytes">How much.</param>
    /// <param name="shards">How many files, about.</param>
    public static void Write(string folder, int megabytes, int shards)
    {
        long rows = megabytes * 1_000_000L / (Columns * sizeof(float));
        var options = new ShardWriterOptions { RowsPerShard = Math.Max(1, rows / shards) };
        using ShardWriter<float> writer = MemMapShards.Create<float>(folder, Columns, options);
        var random = new Random(1);
        float[] block = new float[512 * Columns];
        for (int i = 0; i < block.Length; i++)
        {
            block[i] = (float)((random.NextDouble() * 200) - 100);
        }

        for (long done = 0; done < rows; done += 512)
        {
            // Blocks differ by a factor, so that no two shards are the same.
            float factor = 1 + ((float)done / rows);
            float[] scaled = Array.ConvertAll(block, value => value * factor);
            writer.Append(scaled.AsSpan(0, (int)Math.Min(512, rows - done) * Columns));
        }

        writer.Commit();
    }

    /// <summary>Copies each shard to some nodes and labels it with their names.</summary>
    /// <param name="folder">Where the array is.</param>
    /// <param name="nodeFolder">The folder of a node.</param>
    /// <param name="nodes">The nodes of a shard.</param>
    /// <returns>The manifest with labels.</returns>
    public static ShardManifest Spread(string folder, Func<string, string> nodeFolder, Func<int, string[]> nodes)
    {
        using ShardWriter<float> writer = MemMapShards.OpenWriter<float>(folder);
        for (int i = 0; i < writer.Manifest.Shards.Count; i++)
        {
            string path = writer.Manifest.Shards[i].Path;
            foreach (string node in nodes(i))
            {
                Directory.CreateDirectory(nodeFolder(node));
                File.Copy(Path.Combine(folder, path), Path.Combine(nodeFolder(node), path));
            }

            writer.SetLabels(i, nodes(i));
        }

        return writer.Manifest;
    }
}
