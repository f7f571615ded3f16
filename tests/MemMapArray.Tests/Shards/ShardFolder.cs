using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace MemMap.Tests.Shards;

/// <summary>An array in one file and the same array in many, cut anywhere.</summary>
internal sealed class ShardFolder<T> : IDisposable
    where T : unmanaged
{
    /// <param name="folder">An empty folder.</param>
    /// <param name="elements">The elements in C order.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="cuts">Where a shard begins, besides row 0, in any order; twice is an empty shard.</param>
    /// <param name="draw">Says which shards are <c>.npy</c> and which are raw bytes behind others; without it all are <c>.npy</c>.</param>
    public ShardFolder(string folder, T[] elements, Shape shape, long[] cuts, Random? draw = null)
    {
        Path = folder;
        Directory.CreateDirectory(folder);
        string whole = System.IO.Path.Combine(folder, "whole.bin");
        File.WriteAllBytes(whole, MemoryMarshal.AsBytes(elements.AsSpan()).ToArray());
        One = MemMapArray.Open<T>(whole, shape);
        long[] borders = [0, .. cuts.Order(), shape[0]];
        using (ShardWriter<T> writer = MemMapShards.Create<T>(folder, shape.ToArray()[1..]))
        {
            for (int i = 0; i + 1 < borders.Length; i++)
            {
                MemMapView<T> rows = One[Slice.Range(borders[i], borders[i + 1])];
                if (draw?.Next(2) == 0)
                {
                    int offset = draw.Next(100);
                    byte[] behind = new byte[draw.Next(3)];
                    File.WriteAllBytes(System.IO.Path.Combine(folder, $"raw{i}.bin"), [.. new byte[offset], .. MemoryMarshal.AsBytes(rows.ToArray().AsSpan()), .. behind]);
                    writer.AddRawFile($"raw{i}.bin", rows.Shape[0], offset);
                }
                else
                {
                    rows.SaveNpy(System.IO.Path.Combine(folder, $"part{i}.npy"));
                    writer.AddNpyFile($"part{i}.npy");
                }
            }
        }

        Many = MemMapShards.Open<T>(folder, new ShardOptions { MaxOpenShards = draw?.Next(1, 5) ?? 256 });
    }

    public string Path { get; }

    public MemMapArray<T> One { get; }

    public MemMapShards<T> Many { get; }

    public IEnumerable<string> Files => Many.Manifest.Shards.Select(shard => System.IO.Path.Combine(Path, shard.Path));

    public void Dispose()
    {
        One.Dispose();
        Many.Dispose();
    }
}
