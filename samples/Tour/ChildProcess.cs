using System;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
using System.Text.Json;
using MemMap.Tour.Steps;

namespace MemMap.Tour;

/// <summary>This program again, as another process, with a task of its own. It says its result as one line of JSON.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const string CommandName = "child";
    private readonly Process _process;
    private readonly string _task;

    private ChildProcess(string[] task)
    {
        string executable = Environment.ProcessPath
            ?? throw new InvalidOperationException("The system does not say which program this is.");
        ProcessStartInfo start = new(executable) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(executable).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        }

        start.ArgumentList.Add(CommandName);
        Array.ForEach(task, start.ArgumentList.Add);
        _task = string.Join(' ', task);
        _process = Process.Start(start)!;
    }

    /// <summary>What a child can be asked to do; hidden, for it is the tour that asks.</summary>
    public static Command Command() => new(CommandName, "A task of the tour in a process of its own.")
    {
        Hidden = true,
        Subcommands =
        {
            SharedByProcesses.ReduceCommand(),
            WarningConcurrentWriters.FillCommand(),
            WarningConcurrentWriters.CountCommand(),
        },
    };

    public static ChildProcess Start(params string[] task) => new(task);

    /// <summary>Says the result, in the child. Doubles are written so that they read back as the same bits.</summary>
    public static void Answer<T>(T result) => Console.WriteLine(JsonSerializer.Serialize(result));

    /// <summary>Waits for the result, in the parent.</summary>
    /// <exception cref="InvalidOperationException">The child failed. What it said is on standard error.</exception>
    public T Result<T>()
    {
        string answer = _process.StandardOutput.ReadToEnd();
        _process.WaitForExit();
        return _process.ExitCode == 0
            ? JsonSerializer.Deserialize<T>(answer)!
            : throw new InvalidOperationException($"The child process '{_task}' ended with exit code {_process.ExitCode}.");
    }

    public void Dispose()
    {
        // A child is still running only when the tour is being left early.
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
