using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Reflection;
using Documentation.Pages;

namespace Documentation;

/// <summary>Documentation [VERSION] [--output FOLDER]: makes the documentation site and checks it.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        string root = FindRoot();
        var output = new Option<string>("--output")
        {
            Description = "The folder of the site, which keeps the versions that it has",
            DefaultValueFactory = _ => Path.Combine(root, "artifacts", "site"),
        };
        var version = new Argument<string>("version")
        {
            Description = "What this version is called",
            DefaultValueFactory = _ => PackageVersion,
        };
        version.Validators.Add(result =>
        {
            if (!Versions.IsVersion(result.GetValueOrDefault<string>()))
            {
                result.AddError("A version has letters, digits, points and hyphens, such as 0.1.0 or main.");
            }
        });
        var command = new RootCommand("Makes the documentation site from the documents and the packages of this repository, and checks it.")
        {
            output,
            version,
        };
        command.SetAction(result => Build(root, Path.GetFullPath(result.GetValue(output)!), result.GetValue(version)!));
        return command.Parse(args).Invoke();
    }

    // Both are in the packages: SourceLink writes them when it builds.
    private static string PackageVersion => InformationalVersion.Split('+')[0];

    private static string InformationalVersion => Package.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static Assembly Package => typeof(MemMap.MemMapArray).Assembly;

    private static int Build(string root, string site, string version)
    {
        IReadOnlyList<string> faults = new SiteBuilder(root, RepositoryFiles(), version).Build(site);
        foreach (string fault in faults)
        {
            Console.Error.WriteLine(fault);
        }

        string folder = Path.Combine(site, version);
        Console.WriteLine(faults.Count == 0 ? Path.Combine(folder, "index.html") : $"{faults.Count} faults in {folder}");
        return faults.Count == 0 ? 0 : 1;
    }

    // Where the files of this commit can be read, if that is an address of the web.
    private static string? RepositoryFiles()
    {
        string? address = Package.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(data => data.Key == "RepositoryUrl" && data.Value!.StartsWith("https:", StringComparison.Ordinal))?.Value;
        string commit = InformationalVersion.Split('+') is [_, var hash] ? hash : "HEAD";
        return address is null ? null : $"{(address.EndsWith(".git", StringComparison.Ordinal) ? address[..^4] : address)}/blob/{commit}";
    }

    private static string FindRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "MemMapArray.sln")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} has MemMapArray.sln.");
        }

        return folder;
    }
}
