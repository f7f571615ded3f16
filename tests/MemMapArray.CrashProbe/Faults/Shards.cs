using System;
using System.IO;
using System.Linq;

namespace MemMap.CrashProbe.Faults;

/// <summary>Arrays of shards to which something happens at a known moment of a reduction.</summary>
internal static class Shards
{
    public const int Count = 8, RowsPerShard = 1024, Columns = 32;

    /// <summary>Adds a shard of one number after the other until it is killed.</summary>
    public static int Add(string folder, string log)
    {
        using ShardWriter<int> writer = MemMapShards.Create<int>(folder, Columns, new ShardWriterOptions { RowsPerShard = 128 });
        return KilledWriter.Forever(log, i => writer.Append([.. Enumerable.Repeat(i, 128 * Columns)]));
    }

    /// <summary>Adds four shards, and says what each ended in.</summary>
    public static int AddDespiteFailures(string folder)
    {
        using ShardWriter<int> writer = MemMapShards.OpenWriter<int>(folder, new ShardWriterOptions { RowsPerShard = 128 });
        for (int i = 0; i < 4; i++)
        {
            Console.WriteLine(Thrown.By(() => writer.Append([.. Enumerable.Repeat(i, (int)writer.RowsPerShard * Columns)])));
        }

        return 0;
    }

    /// <summary>Adds shards until the disk is full.</summary>
    public static int Fill(string folder)
    {
        using ShardWriter<int> writer = MemMapShards.Create<int>(folder, Columns, new ShardWriterOptions { RowsPerShard = 8192 });
        int[] rows = new int[8192 * Columns];
        Console.WriteLine(Thrown.By(() =>
        {
            for (int i = 0; ; i++)
            {
                rows.AsSpan().Fill(i);
                writer.Append(rows);
            }
        }));
        return 0;
    }

    /// <summary>Reduces, on one thread, and lets the fault happen to a shard when a third of the bytes are done.</summary>
    /// <param name="folder">A folder for the shards.</param>
    /// <param name="fault">What happens.</param>
    /// <param name="strategy">How they are read.</param>
    /// <param name="when"><c>open</c>: all were read before and are open; <c>closed</c>: none was.</param>
    public static int Reduce(string folder, string fault, ReadStrategy strategy, string when)
    {
        using (ShardWriter<int> writer = MemMapShards.Create<int>(folder, Columns, new ShardWriterOptions { RowsPerShard = RowsPerShard }))
        {
            writer.Append(Enumerable.Range(0, Count * RowsPerShard * Columns).ToArray());
        }

        using MemMapShards<int> array = MemMapShards.Open<int>(folder);
        string path = Path.Combine(folder, "5.npy");
        if (when == "open")
        {
            _ = array.SumInt64();
        }

        bool isDone = false;
        var options = new ReductionOptions { MaxDegreeOfParallelism = 1, WorkUnitBytes = 1 << 16, ReadStrategy = strategy, Progress = new Reporting(Happen) };
        try
        {
            Console.WriteLine(array.SumInt64(options) == Sum() ? "right" : "WRONG");
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Console.WriteLine($"{exception.GetType().Name}: {exception.Message}");
        }

        return 0;

        void Happen(ReductionProgress progress)
        {
            if (!isDone && progress.BytesDone * 3 > progress.BytesTotal)
            {
                isDone = true;
                Damage(path, fault);
            }
        }
    }

    private static void Damage(string path, string fault)
    {
        switch (fault)
        {
            case "removed":
                File.Delete(path);
                break;
            case "truncated":
                using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
                {
                    file.SetLength(5000);
                }

                break;
            case "replaced":
                MemMapArray.CreateNpy<int>(path + ".new", (RowsPerShard + 1, Columns)).Dispose();
                File.Move(path + ".new", path, overwrite: true);
                break;
            case "other":
                MemMapArray.CreateNpy<float>(path + ".new", (RowsPerShard, Columns)).Dispose();
                File.Move(path + ".new", path, overwrite: true);
                break;
            default:
                File.Delete(path);
                Directory.CreateDirectory(path);
                break;
        }
    }

    private static long Sum()
    {
        const long Elements = (long)Count * RowsPerShard * Columns;
        return Elements * (Elements - 1) / 2;
    }

    private sealed class Reporting(Action<ReductionProgress> report) : IProgress<ReductionProgress>
    {
        public void Report(ReductionProgress value) => report(value);
    }
}
