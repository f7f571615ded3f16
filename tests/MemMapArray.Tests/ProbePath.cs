using System;
using System.IO;

namespace MemMap.Tests;

/// <summary>Where tests/MemMapArray.CrashProbe is built.</summary>
internal static class ProbePath
{
    private const string Name = "MemMapArray.CrashProbe";

    /// <summary>tests/PROJECT/bin/CONFIGURATION/FRAMEWORK is where this assembly is, and the probe in the same place of its own project.</summary>
    /// <exception cref="FileNotFoundException">It is not built.</exception>
    public static string Find()
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        DirectoryInfo configuration = framework.Parent!, tests = configuration.Parent!.Parent!.Parent!;
        string path = Path.Combine(tests.FullName, Name, "bin", configuration.Name, framework.Name, Name + ".dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is not built.");
    }
}
