using System;
using System.Diagnostics;
using System.IO;

namespace MemMap.CrashProbe.Faults;

/// <summary>One kind of bulk operation without a pause, while another process cuts the file at any moment.</summary>
internal static class TruncatedRace
{
    private const int Elements = 4 << 20;

    /// <summary>Says how many operations were done, and how many of them were refused.</summary>
    public static int Run(string path, int milliseconds, string call)
    {
        string folder = Directory.CreateDirectory(path + ".results").FullName;
        using MemMapArray<int> array = MemMapArray.Open<int>(path, Elements, MemMapMode.ReadWrite);
        using MemMapArray<int> other = MemMapArray.Create<int>(Path.Combine(folder, "other"), Elements);
        Action operation = Operation(call, array, other, folder);
        Console.WriteLine("ready");
        long done = 0, refused = 0;
        for (var watch = Stopwatch.StartNew(); watch.ElapsedMilliseconds < milliseconds; done++)
        {
            try
            {
                operation();
            }
            catch (IOException)
            {
                refused++;
            }
        }

        Console.WriteLine($"{done} {refused}");
        return 0;
    }

    private static Action Operation(string call, MemMapArray<int> array, MemMapArray<int> other, string folder)
    {
        int[] buffer = new int[Elements];
        byte[] bytes = new byte[1 << 20];
        MemMapView<int> rows = array.Reshape((-1, 1024));
        return call switch
        {
            "CopyToSpan" => () => array.CopyTo(buffer),
            "CopyToSpanOfARow" => () => rows[^1, ..].CopyTo(buffer),
            "CopyFromSpan" => () => array.CopyFrom(buffer),
            "CopyToView" => () => array.CopyTo(other),
            "CopyFromView" => () => array.CopyFrom(other),
            "ToArray" => () => array.ToArray(),
            "SaveNpy" => () => array.SaveNpy(Path.Combine(folder, "saved.npy")),
            "NpzAdd" => () => AddToNpz(array, Path.Combine(folder, "saved.npz")),
            "SafetensorsCommit" => () => CommitTensor(array, Path.Combine(folder, "saved.safetensors")),
            "ShardAppend" => () => AppendToShards(array, Path.Combine(folder, "shards")),
            "ToString" => () => _ = rows.ToString(),
            "StreamRead" => () => array.AsStream().ReadExactly(bytes),
            "StreamWrite" => () => array.AsStream().Write(bytes),
            "Buffered" => () => array.Mean(new ReductionOptions { ReadStrategy = ReadStrategy.Buffered }),
            "Transform" => () => array.Transform(array, static (xs, zs) => xs.CopyTo(zs), new TransformOptions { ReadStrategy = ReadStrategy.Buffered }),
            "TransformToNpy" => () => array.TransformToNpy<int, int>(Path.Combine(folder, "saved.npy"), static (xs, zs) => xs.CopyTo(zs), new TransformOptions { ReadStrategy = ReadStrategy.Buffered }),
            "Append" => () => other[..1024].CopyFrom(array[^1024..]),
            "Flush" => array.Flush,
            "Mapped" => () => array.Mean(new ReductionOptions { ReadStrategy = ReadStrategy.Mapped }),
            "Fill" => () => array.Fill(1),
            "TransformMapped" => () => array.Transform(array, static (xs, zs) => xs.CopyTo(zs), new TransformOptions { ReadStrategy = ReadStrategy.Mapped }),
            "EverySecond" => () => array[(null, null, 2)].CopyTo(buffer),
            "Transposed" => () => rows.Transpose().CopyTo(buffer),
            "OtherByteOrder" => () => array.Cast<BigEndian<int>>().ToNativeArray(),
            _ => throw new ArgumentException($"There is no call '{call}'.", nameof(call)),
        };
    }

    private static void AddToNpz(MemMapView<int> array, string path)
    {
        using NpzWriter writer = NpzFile.Create(path);
        writer.Add("array", array);
        writer.Commit();
    }

    private static void CommitTensor(MemMapView<int> array, string path)
    {
        using SafetensorsWriter writer = SafetensorsFile.Create(path);
        writer.Add("array", array);
        writer.Commit();
    }

    private static void AppendToShards(MemMapView<int> array, string folder)
    {
        using ShardWriter<int> writer = File.Exists(Path.Combine(folder, ShardManifest.FileName)) ? MemMapShards.OpenWriter<int>(folder) : MemMapShards.Create<int>(folder, []);
        writer.Append(array);
    }
}
