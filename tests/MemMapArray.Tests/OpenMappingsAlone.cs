using System;
using System.IO;
using Xunit;

namespace MemMap.Tests;

/// <summary>Tests that count the mappings of the process: nothing else runs meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OpenMappingsAlone
{
    public const string Name = "Open mappings";
}

/// <summary>What the library counts and what the system says of this process.</summary>
internal static class Mappings
{
    /// <summary>How many mappings were made since the count was taken.</summary>
    public static void AssertCount(int expected, int before) => Assert.Equal(expected, MemMapDiagnostics.OpenMappings - before);

    /// <summary>Whether the system has the file mapped into this process. On other systems than Linux: what is expected.</summary>
    public static void AssertMapped(bool expected, string path)
    {
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal(expected, File.ReadAllText("/proc/self/maps").Contains(path, StringComparison.Ordinal));
        }
    }
}
