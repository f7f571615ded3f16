using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading.Tasks;
using MemMap.Tests;
using Xunit;

namespace MemMap.Faults.Tests.Support;

/// <summary>The crash probe as a process that is spoken to line by line, and may be killed.</summary>
internal sealed class ProbeProcess : IDisposable
{
    private static readonly string s_probe = ProbePath.Find();
    private readonly Process _process;
    private readonly Task<string> _error;

    private ProbeProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    public static ProbeProcess Start(params string[] fault) => StartUnder([], fault);

    /// <summary>The probe started by another program, which sets limits for it.</summary>
    public static ProbeProcess StartUnder(string[] launcher, params string[] fault)
    {
        List<string> command = [.. launcher, "dotnet", s_probe, .. fault];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";

        // No pipes for debuggers: a killed process leaves them in the temporary folder.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        return new(Process.Start(start)!);
    }

    /// <summary>Runs one to its end.</summary>
    /// <returns>What it said, when it lived.</returns>
    public static string Run(params string[] fault)
    {
        using ProbeProcess probe = Start(fault);
        return probe.Finish();
    }

    public void Send(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>The next line; <see langword="null"/> when the process has ended.</summary>
    public string? Line() => _process.StandardOutput.ReadLine();

    public string Ask(string line)
    {
        Send(line);
        return Line() ?? throw new InvalidOperationException($"The process is dead: exit code {ExitCode()}. {_error.GetAwaiter().GetResult()}");
    }

    /// <summary>The end of its input, and of it.</summary>
    public string Finish()
    {
        _process.StandardInput.Close();
        string output = _process.StandardOutput.ReadToEnd().Trim();
        int code = ExitCode();
        Assert.True(code == 0, $"Exit code {code}: {output} {_error.GetAwaiter().GetResult()}");
        return output;
    }

    public bool HasExited => _process.HasExited;

    public int ExitCode()
    {
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}
