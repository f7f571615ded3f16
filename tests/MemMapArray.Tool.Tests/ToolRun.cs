using System;
using System.Diagnostics;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MemMap.Tool.Output;
using Xunit;

namespace MemMap.Tool.Tests;

/// <summary>One run of the tool: how it ended, and what it wrote.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>The result of <c>--json</c>.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Runs it in this process, with its output in pipes.</summary>
    public static ToolRun Of(params string[] arguments) => Of(CancellationToken.None, arguments);

    public static ToolRun Of(CancellationToken cancellationToken, params string[] arguments)
    {
        StringWriter results = new(), messages = new();
        int code = ToolApp.Run(arguments, new ToolOutput(results, isTerminal: false, messages, areMessagesOnTerminal: false), cancellationToken);
        return new(code, results.ToString().TrimEnd(), messages.ToString().Trim());
    }

    /// <summary>Runs it and requires that it went well.</summary>
    public static ToolRun Fine(params string[] arguments)
    {
        ToolRun run = Of(arguments);
        Assert.True(run.ExitCode == 0, $"memmap {string.Join(' ', arguments)}: {run.ExitCode}, {run.Error}");
        return run;
    }

    /// <summary>Runs it and requires an exit code, and words of the message.</summary>
    public static ToolRun Refused(int code, string[] said, params string[] arguments)
    {
        ToolRun run = Of(arguments);
        Assert.True(run.ExitCode == code, $"memmap {string.Join(' ', arguments)}: {run.ExitCode}, {run.Error}");
        Assert.StartsWith("memmap: ", run.Error, StringComparison.Ordinal);
        Assert.All(said, part => Assert.Contains(part, run.Error, StringComparison.Ordinal));
        Assert.Empty(run.Output);
        return run;
    }

    /// <summary>Starts it as a process of its own, in a folder.</summary>
    public static Process Start(string folder, params string[] arguments)
    {
        // tests/PROJECT/bin/CONFIGURATION/FRAMEWORK is where this assembly is, and the tool in the same place of its own project.
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        string tool = MemMap.Tests.Repository.Find($"src/MemMapArray.Tool/bin/{framework.Parent!.Name}/{framework.Name}/MemMapArray.Tool.dll");
        string host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        var start = new ProcessStartInfo(host, [tool, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return Process.Start(start)!;
    }

    /// <summary>Waits for a process, and reads what it wrote.</summary>
    public static ToolRun End(Process process)
    {
        using Process ended = process;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output.TrimEnd(), error.GetAwaiter().GetResult().Trim());
    }
}
