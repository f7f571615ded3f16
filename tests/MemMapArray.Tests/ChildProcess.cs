using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace MemMap.Tests;

/// <summary>Runs tests/MemMapArray.CrashProbe as a process of its own.</summary>
internal static class ChildProcess
{
    private static readonly string s_probe = ProbePath.Find();

    private static readonly string s_host = Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet";

    public static ProcessResult Probe(params string[] arguments) => Run(s_host, [s_probe, .. arguments]);

    /// <summary>The probe as an argument of another program.</summary>
    public static ProcessResult Probe(string[] launcher, params string[] arguments) => Run(launcher[0], [.. launcher[1..], s_host, s_probe, .. arguments]);

    /// <summary>The probe under strace, which writes the calls it saw to a file.</summary>
    public static ProcessResult TracedProbe(string calls, string traceFile, params string[] arguments) =>
        Probe(["strace", "-f", "-qq", "-o", traceFile, "-e", "trace=" + calls], arguments);

    /// <summary>The probe with a variable of its environment set.</summary>
    public static ProcessResult ProbeWith(string variable, string value, params string[] arguments) => Run(s_host, [s_probe, .. arguments], (variable, value));

    public static ProcessResult Run(string program, IEnumerable<string> arguments, params (string Variable, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

        // No core file of a process that is expected to live, and no pipes for debuggers, which a killed process leaves in the temporary folder.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach ((string variable, string value) in environment)
        {
            start.Environment[variable] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new ProcessResult(process.ExitCode, output.Trim(), error.GetAwaiter().GetResult().Trim());
    }
}

/// <summary>How a process ended and what it said.</summary>
internal sealed record ProcessResult(int ExitCode, string Output, string Error);
