using System;
using System.Globalization;
using System.IO;

namespace MemMap.CrashProbe.Faults;

/// <summary>What a process does while the tests cut its files, kill it, fill its disk, or run others beside it.</summary>
internal static class FaultCommands
{
    public static int Run(string[] arguments)
    {
        switch (arguments)
        {
            case ["truncated-worker", string path]:
                return new TruncatedWorker(path).Run();
            case ["truncated-race", string path, string milliseconds, string call]:
                return TruncatedRace.Run(path, Number(milliseconds), call);
            case ["write-rows", string path, string log]:
                return KilledWriter.WriteRows(path, log);
            case ["append", string path, string log, string order]:
                return KilledWriter.Append(path, log, Enum.Parse<MemMapOrder>(order));
            case ["save", string path, string log, string format]:
                return KilledWriter.Save(path, log, format);
            case ["create", string path, string log]:
                return KilledWriter.Create(path, log);
            case ["rows", string path, string writer, string writers]:
                return Together.WriteRows(path, Number(writer), Number(writers));
            case ["read", string path]:
                return Together.Read(path);
            case ["count", string path, string times]:
                return Together.Count(path, Number(times));
            case ["hold", string path, string share]:
                return Together.Hold(path, Enum.Parse<FileShare>(share));
            case ["descriptors", string path]:
                return Limits.OpenUntilRefused(path);
            case ["address-space", string path]:
                return Limits.ShrinkWithoutAddressSpace(path);
            case ["create-address-space", string path]:
                return Limits.CreateWithoutAddressSpace(path);
            case ["fill", string path, string prepare]:
                return FullDisk.Fill(path, prepare);
            case ["touch", string path, string folder]:
                return TouchedPages.Read(path, folder);
            case ["write-sparse", string path]:
                return TouchedPages.Write(path);
            case ["save-npy", string source, string target]:
                return FullDisk.SaveNpy(source, target);
            case ["save-safetensors", string source, string target]:
                return FullDisk.SaveSafetensors(source, target);
            case ["transform", string path]:
                return FullDisk.Transform(path);
            case ["cumulative-sum", string path]:
                return FullDisk.CumulativeSum(path);
            case ["transform-to-npy", string source, string target]:
                return FullDisk.TransformToNpy(source, target);
            case ["little-memory-transform", string path]:
                return LittleMemoryTransform.Run(path);
            case ["little-memory-series", string path, string verb]:
                return LittleMemorySeries.Run(path, verb);
            case ["guarded-reductions", string upTo]:
                return GuardedReductions.Run(Number(upTo));
            case ["buffered-race", string path, string operations]:
                return BufferedRace.Run(path, Number(operations));
            case ["little-memory-order", string path, string kind]:
                return LittleMemoryOrder.Run(path, kind);
            case ["little-memory", string path, string strategy]:
                return LittleMemory.Run(path, strategy);
            case ["transposed", string path, string call, string rows, string columns]:
                return LittleMemoryTransposed.Run(path, call, Number(rows), Number(columns));
            case ["append-together", string path, string log, string kind, string process, string count]:
                return Appender.Append(path, log, kind, Number(process), Number(count));
            case ["append-batch", string path, string log, string kind]:
                return Appender.Batch(path, log, kind);
            case ["many-threads", string path]:
                return ManyThreads.Run(path);
            case ["leaks", string folder]:
                return Leaks.Run(folder);
            case ["add-four-shards", string folder]:
                return Shards.AddDespiteFailures(folder);
            case ["add-shards", string folder, string log]:
                return Shards.Add(folder, log);
            case ["fill-shards", string folder]:
                return Shards.Fill(folder);
            case ["reduce-shards", string folder, string fault, string strategy, string when]:
                return Shards.Reduce(folder, fault, Enum.Parse<ReadStrategy>(strategy), when);
            default:
                Console.Error.WriteLine("There is no such fault: " + string.Join(' ', arguments));
                return 2;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
