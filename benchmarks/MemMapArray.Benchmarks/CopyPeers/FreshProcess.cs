using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace MemMap.Benchmarks.CopyPeers;

/// <summary>This program once more, to make the first calls of a process.</summary>
internal static class FreshProcess
{
    /// <summary>How many calls are made.</summary>
    public const int Calls = 10;

    /// <summary>Starts a process that makes the calls of a case; their times in seconds.</summary>
    public static double[] Run(string folder, string title)
    {
        // Started as dotnet with the name of the assembly, or by a program of its own.
        string program = Environment.ProcessPath!;
        string[] assembly = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(FreshProcess).Assembly.Location] : [];
        string[] arguments = [.. assembly, CopiesCommand.Name, CopiesCommand.First, title, CopiesCommand.Folder, folder];
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<double[]>(output)!
            : throw new InvalidOperationException($"The process that calls '{title}' ended with {process.ExitCode}.");
    }

    /// <summary>What that process does: calls, and prints the times.</summary>
    public static void Call(string folder, string title)
    {
        using CallCases cases = new(folder);
        CallCase what = cases.All().Single(what => what.Title == title);
        what.Open();
        var seconds = new double[Calls];
        for (int i = 0; i < seconds.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            what.Ours(1);
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        GC.KeepAlive(cases.Kept);
        Console.WriteLine(JsonSerializer.Serialize(seconds));
    }
}
