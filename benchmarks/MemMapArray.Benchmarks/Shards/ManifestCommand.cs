using System;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using MemMap.Benchmarks.Peers;

namespace MemMap.Benchmarks.Shards;

/// <summary>The command <c>manifest</c>: what an array of very many shards costs to open and to add to, in a process of its own.</summary>
internal static class ManifestCommand
{
    /// <summary>Its name, the first argument of the program.</summary>
    public const string Name = "manifest";

    private const int Columns = 1000, Calls = 5;

    /// <summary>Runs it with the arguments after its name.</summary>
    public static int Run(string[] arguments)
    {
        Option<int> shards = new("--shards") { Description = "How many.", DefaultValueFactory = _ => 100_000 };
        Option<string?> folder = new("--folder") { Description = "Where they are: of the process that opens them.", Hidden = true };
        RootCommand command = new("A manifest of many shards: opened, searched and added to.") { shards, folder };
        command.SetAction(parsed => parsed.GetValue(folder) is { } made ? Measure(made) : Run(parsed.GetValue(shards)));
        return command.Parse(arguments).Invoke();
    }

    private static int Run(int count)
    {
        string folder = Directory.CreateTempSubdirectory("memmaparray-manifest-").FullName;
        try
        {
            // As a writer makes them, each on two nodes; the files themselves are not needed to open the array.
            string hash = string.Concat(Enumerable.Repeat("6b1f90c2", 8));
            const long Rows = 512, Length = 128 + (Rows * Columns * sizeof(float));
            new ShardManifest("<f4", (count * Rows, Columns), Enumerable.Range(0, count).Select(i => new Shard(
                $"{i}.npy", new RowRange(i * Rows, Rows), 128, Length, hash, [$"node-{i % 1000}", $"node-{(i + 1) % 1000}"]))).Save(folder);
            File.WriteAllBytes(Path.Combine(folder, "more.bin"), new byte[Columns * sizeof(float)]);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Machine.Describe()}; {count:#,0} shards on two of 1,000 nodes each, a manifest of {new FileInfo(Path.Combine(folder, ShardManifest.FileName)).Length / 1e6:0.0} MB."));
            string program = Environment.ProcessPath!;
            string[] assembly = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(ManifestCommand).Assembly.Location] : [];
            using Process process = Process.Start(new ProcessStartInfo(program, [.. assembly, Name, "--folder", folder]))!;
            process.WaitForExit();
            return process.ExitCode;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Measure(string folder)
    {
        MemMapShards.Open<float>(new ShardManifest("<f4", 0, []), folder).Dispose();
        long before = GC.GetTotalMemory(forceFullCollection: true), most = Status("VmHWM");
        long start = Stopwatch.GetTimestamp();
        MemMapShards<float> array = MemMapShards.Open<float>(folder);
        TimeSpan first = Stopwatch.GetElapsedTime(start);
        Print($"opened in {first.TotalMilliseconds:0} ms, the most memory of the process {(Status("VmHWM") - most) / 1e6:0} MB above the {most / 1e6:0} MB before");
        Print($"kept: {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:0} MB");
        start = Stopwatch.GetTimestamp();
        const int Searches = 1_000_000;
        long sum = 0;
        for (int i = 0; i < Searches; i++)
        {
            sum += array.Manifest.FindShard(i * 7919L % array.Shape[0]);
        }

        Print($"the shard of a row found in {Stopwatch.GetElapsedTime(start).TotalNanoseconds / Searches:0} ns ({sum} in all)");
        array.Dispose();
        start = Stopwatch.GetTimestamp();
        using ShardWriter<float> writer = MemMapShards.OpenWriter<float>(folder);
        Print($"writer opened in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms");
        for (int i = 0; i < Calls; i++)
        {
            start = Stopwatch.GetTimestamp();
            writer.AddRawFile("more.bin", 1);
            Print($"a shard added, durably, in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0} ms");
        }

        Print($"the most memory of the process at the end: {Status("VmHWM") / 1e6:0} MB");
        return 0;

        static void Print(FormattableString text) => Console.WriteLine("- " + text.ToString(CultureInfo.InvariantCulture));
    }

    private static long Status(string name) => File.Exists("/proc/self/status")
        ? long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Trim(), CultureInfo.InvariantCulture) << 10
        : 0;
}
