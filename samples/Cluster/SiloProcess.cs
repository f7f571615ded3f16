using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;

namespace MemMap.ClusterSample;

/// <summary>A silo in a process of its own, and its side of the program.</summary>
internal sealed class SiloProcess : IDisposable
{
    /// <summary>What it says when it serves, and when it has done what it was told.</summary>
    public const string Ready = "ready";

    private readonly Process _process;

    private SiloProcess(Process process) => _process = process;

    /// <summary>A host with a silo. All that an application needs.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="more">What it is given besides.</param>
    public static IHost CreateHost(SiloPlace place, Action<ISiloBuilder>? more = null)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(place.SiloPort, place.GatewayPort, new IPEndPoint(IPAddress.Loopback, place.PrimaryPort));
            silo.Configure<SiloOptions>(options => options.SiloName = place.Name);
            silo.AddMemMapArray(new ClusterSiloOptions
            {
                Labels = place.Labels,
                RootFolders = [place.Folder],
                MaxConcurrentScans = place.Scans,
                MaxIdleShards = place.IdleShards,
            });
            more?.Invoke(silo);
        });
        return builder.Build();
    }

    /// <summary>What a process of a silo does: serves until whoever started it is gone.</summary>
    public static async Task<int> RunAsync(SiloPlace place, CancellationToken cancellation)
    {
        using IHost host = CreateHost(place);
        await host.StartAsync(cancellation);
        Console.WriteLine(Ready);
        await Console.In.ReadToEndAsync(cancellation);
        await host.StopAsync(cancellation);
        return 0;
    }

    /// <summary>Starts a silo and waits until it serves.</summary>
    public static Task<SiloProcess> StartAsync(SiloPlace place) => StartAsync("silo", "--place", place.ToString());

    /// <summary>Starts this program with other arguments and waits until it serves.</summary>
    public static async Task<SiloProcess> StartAsync(params string[] arguments)
    {
        string program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(typeof(SiloProcess).Assembly.Location);
        }

        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var silo = new SiloProcess(Process.Start(start)!);
        return await silo._process.StandardOutput.ReadLineAsync() == Ready
            ? silo
            : throw new InvalidOperationException($"{string.Join(' ', arguments)} did not start.");
    }

    /// <summary>Its memory now, and the most that it had with the pages of mapped files, which are the system's. Linux only.</summary>
    public string Memory()
    {
        string status = $"/proc/{_process.Id}/status";
        if (!File.Exists(status))
        {
            return "unknown";
        }

        string Of(string name) =>
            Array.Find(File.ReadAllLines(status), line => line.StartsWith(name, StringComparison.Ordinal))?[(name.Length + 1)..].Trim()
            ?? "unknown";
        return $"{Of("RssAnon")} of its own, {Of("VmHWM")} at most with what was mapped of files";
    }

    /// <summary>Tells it something, and waits until it has done it.</summary>
    public async Task TellAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        if (await _process.StandardOutput.ReadLineAsync() != Ready)
        {
            throw new InvalidOperationException($"The silos did not do '{line}'.");
        }
    }

    /// <summary>Ends it as a power cut would.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(20)))
        {
            Kill();
        }

        _process.Dispose();
    }
}
