using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Text.Json.Nodes;

namespace MemMap.Benchmarks.Peers.Contenders;

/// <summary>A Python with NumPy that answers commands as long as it lives.</summary>
internal sealed class NumPyProcess : IDisposable
{
    private readonly Process _process;

    private NumPyProcess(Process process, string version)
    {
        _process = process;
        Version = version;
    }

    /// <summary>The version of the module.</summary>
    public string Version { get; }

    /// <summary>Starts the first Python that has NumPy and a module with a script among the resources; null when none has.</summary>
    public static NumPyProcess? TryStart(string script, string module = "numpy") =>
        TryStartIn("python3", script, module) ?? TryStartIn("/usr/bin/python3", script, module);

    /// <summary>Sends a command and waits for the answer.</summary>
    /// <exception cref="InvalidOperationException">It could not be done; the message is Python's.</exception>
    public JsonNode Ask(JsonObject command)
    {
        _process.StandardInput.WriteLine(command.ToJsonString());
        _process.StandardInput.Flush();
        string answer = _process.StandardOutput.ReadLine()
            ?? throw new IOException($"NumPy ended at the command {command.ToJsonString()}.");
        JsonNode node = JsonNode.Parse(answer)!;
        return node["error"] is JsonNode error ? throw new InvalidOperationException((string)error!) : node;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static NumPyProcess? TryStartIn(string python, string script, string module)
    {
        var start = new ProcessStartInfo(python, ["-c", Text(script), module])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process? process = null;
        try
        {
            process = Process.Start(start)!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            if (process.StandardOutput.ReadLine() is string hello)
            {
                return new(process, (string)JsonNode.Parse(hello)!["version"]!);
            }
        }
        catch (Win32Exception)
        {
            // No such program.
        }

        process?.Dispose();
        return null;
    }

    private static string Text(string script)
    {
        using Stream stream = typeof(NumPyProcess).Assembly.GetManifestResourceStream(script)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
