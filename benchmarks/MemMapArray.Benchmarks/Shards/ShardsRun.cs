using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace MemMap.Benchmarks.Shards;

/// <summary>So many shards of so many rows, and one file with the same bytes.</summary>
internal sealed class ShardsRun(int count, long rowsPerShard, int rounds)
{
    /// <summary>What the columns are.</summary>
    public const string Legend =
        """
        Both are in the page cache, and read as `ReadStrategy.Auto` decides where nothing else is said. The file stays mapped, and of the shards those that `MaxOpenShards` (256) allows. `all opened anew`: the array itself is opened for each timing, and so is every shard.
        Every result has the bits of that of the file.
        """;

    private const int Columns = 1024;

    private int _mostDescriptors;
    private int _mostMappings;
    private long _mostMemory;
    private long _allocated;
    private double _writing;

    /// <summary>Each result was the same.</summary>
    public bool HasSameBits { get; private set; } = true;

    /// <summary>What was open and allocated at most.</summary>
    public string Bounds => string.Create(CultureInfo.InvariantCulture,
        $"{Title}: at most {_mostMappings} mappings of shards and {_mostDescriptors} descriptors more than before the first reduction, {_mostMemory / 1e6:0.0} MB of anonymous memory more, {_allocated / 1e3:0} KB allocated for one `mean()`; cutting the file into shards, each flushed and published, {_writing:0.0} s.");

    private string Title => string.Create(CultureInfo.InvariantCulture, $"{count:#,0} of {rowsPerShard * Columns * sizeof(float) / 1e6:0.#} MB");

    /// <summary>Prints a row for each case.</summary>
    public void Run()
    {
        using var folder = new BenchmarkFile();
        Write(folder.Path);
        using MemMapArray<float> one = MemMapArray.Open<float>(folder.Path, (-1, Columns));
        string shards = Path.Combine(Path.GetDirectoryName(folder.Path)!, "shards");
        long start = Stopwatch.GetTimestamp();
        using (ShardWriter<float> writer = MemMapShards.Create<float>(shards, Columns, new ShardWriterOptions { RowsPerShard = rowsPerShard }))
        {
            writer.Append(one);
        }

        _writing = Stopwatch.GetElapsedTime(start).TotalSeconds;
        using MemMapShards<float> many = MemMapShards.Open<float>(shards);
        if (many.Manifest.Shards.Count != count)
        {
            throw new InvalidOperationException($"{many.Manifest.Shards.Count} shards were written, not {count}.");
        }

        Watch(many);
        foreach (int threads in new[] { 1, Environment.ProcessorCount }.Distinct())
        {
            Compare("mean()", threads, (source, options) => [source.Mean(options)], one, many);
            Compare("std()", threads, (source, options) => [source.Std(options: options)], one, many);
            Compare("max()", threads, (source, options) => [source.Max(options)], one, many);
            Compare("mean(0)", threads, (source, options) => source.Mean(0, options: options).ToArray(), one, many);
            Compare("std(0)", threads, (source, options) => source.Std(0, options: options).ToArray(), one, many);
            Compare("mean(1)", threads, (source, options) => source.Mean(1, options: options).ToArray(), one, many);
            Compare("mean(), mapped", threads, (source, options) => [source.Mean(options)], one, many, ReadStrategy.Mapped);
            Compare("mean(), buffered", threads, (source, options) => [source.Mean(options)], one, many, ReadStrategy.Buffered);
            Compare("mean(), all opened anew", threads, (source, options) =>
            {
                if (source is MemMapArray<float>)
                {
                    return [source.Mean(options)];
                }

                using MemMapShards<float> opened = MemMapShards.Open<float>(shards);
                return [opened.Mean(options)];
            }, one, many);
        }
    }

    // Written as shards are: what was mapped when it was written lies in other pieces in the page cache, and is read at another speed.
    private void Write(string path)
    {
        float[] elements = [.. Enumerable.Range(0, 256 * Columns).Select(i => (float)(i % 100))];
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (long rows = 0; rows < count * rowsPerShard; rows += 128)
        {
            file.Write(MemoryMarshal.AsBytes(elements.AsSpan((int)(rows % 256) * Columns, 128 * Columns)));
        }
    }

    // Before anything is timed: what is open and in memory while units of work end.
    private void Watch(MemMapShards<float> many)
    {
        int mappings = MemMapDiagnostics.OpenMappings, descriptors = Descriptors();
        _ = many[..1].Mean();
        long memory = AnonymousMemory();
        var watching = new Watching(() =>
        {
            _mostMappings = Math.Max(_mostMappings, MemMapDiagnostics.OpenMappings - mappings);
            _mostDescriptors = Math.Max(_mostDescriptors, Descriptors() - descriptors);
            _mostMemory = Math.Max(_mostMemory, AnonymousMemory() - memory);
        });
        _ = many.Mean(new ReductionOptions { Progress = watching });
        _ = many.Std(0, options: new ReductionOptions { Progress = watching });
        long before = GC.GetTotalAllocatedBytes(precise: true);
        _ = many.Mean();
        _allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private void Compare(string title, int threads, Func<ReductionSource<float>, ReductionOptions, double[]> reduce, MemMapArray<float> one, MemMapShards<float> many, ReadStrategy strategy = ReadStrategy.Auto)
    {
        var options = new ReductionOptions { MaxDegreeOfParallelism = threads, ReadStrategy = strategy };
        HasSameBits &= reduce(one, options).AsSpan().SequenceEqual(reduce(many, options));
        var oneTimes = new List<double>();
        var manyTimes = new List<double>();
        for (int round = 0; round < rounds; round++)
        {
            oneTimes.Add(Time(() => reduce(one, options)));
            manyTimes.Add(Time(() => reduce(many, options)));
        }

        double oneSeconds = Median(oneTimes), manySeconds = Median(manyTimes);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {Title} | {title} | {threads} | {oneSeconds * 1e3:0.0} | {manySeconds * 1e3:0.0} | {manySeconds / oneSeconds:0.00} | {(manySeconds - oneSeconds) / count * 1e6:0} | {one.ByteLength / manySeconds / 1e9:0.0} |"));
    }

    private static double Time(Func<double[]> reduce)
    {
        long start = Stopwatch.GetTimestamp();
        _ = reduce();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static int Descriptors() => Directory.Exists("/proc/self/fd") ? Directory.GetFiles("/proc/self/fd").Length : 0;

    private static long AnonymousMemory() => File.Exists("/proc/self/status")
        ? long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim(), CultureInfo.InvariantCulture) << 10
        : 0;

    private sealed class Watching(Action watch) : IProgress<ReductionProgress>
    {
        public void Report(ReductionProgress value) => watch();
    }
}
