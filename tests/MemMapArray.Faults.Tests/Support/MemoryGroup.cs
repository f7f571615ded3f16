using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using MemMap.Tests;
using Xunit;

namespace MemMap.Faults.Tests.Support;

/// <summary>A fact that needs memory cgroups. Says so when it may not make one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MemoryGroupFactAttribute : FactAttribute
{
    public MemoryGroupFactAttribute() => Skip = MemoryGroup.Missing;
}

/// <summary>A fact that needs memory cgroups and takes long. Says so when it may not make one, or is not asked for.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ThoroughMemoryGroupFactAttribute : FactAttribute
{
    /// <param name="what">What is left out otherwise.</param>
    public ThoroughMemoryGroupFactAttribute(string what) => Skip = MemoryGroup.Missing ?? Thorough.WhyNot(what);
}

/// <summary>A test that needs memory cgroups and some GB of disk. Says so when it may not make one, or is not asked for.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LargeMemoryGroupFactAttribute : FactAttribute
{
    private const string Variable = "MEMMAPARRAY_LARGE";

    /// <param name="what">What is left out otherwise.</param>
    public LargeMemoryGroupFactAttribute(string what) =>
        Skip = MemoryGroup.Missing
            ?? (Environment.GetEnvironmentVariable(Variable) == "1" ? null
                : $"NOT TESTED: {what}. It takes a minute and 4 GB of disk. To run it: {Variable}=1 dotnet test tests/MemMapArray.Faults.Tests");
}

/// <summary>A theory that needs memory cgroups and takes long. Says so when it may not make one, or is not asked for.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ThoroughMemoryGroupTheoryAttribute : TheoryAttribute
{
    /// <param name="what">What is left out otherwise.</param>
    public ThoroughMemoryGroupTheoryAttribute(string what) => Skip = MemoryGroup.Missing ?? Thorough.WhyNot(what);
}

/// <summary>A memory cgroup inside the one of this process, of either version: processes that are started in it have so much memory and no more.</summary>
internal sealed class MemoryGroup : IDisposable
{
    private readonly string _folder;

    public MemoryGroup(long bytes)
    {
        (string parent, string limit) = Place();
        _folder = Directory.CreateDirectory(Path.Combine(parent, "memmaparray-tests-" + Guid.NewGuid().ToString("N"))).FullName;
        try
        {
            string file = Path.Combine(_folder, limit);
            if (!File.Exists(file))
            {
                throw new IOException($"There is no '{file}': the groups inside '{parent}' have no memory controller.");
            }

            File.WriteAllText(file, bytes.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Why there can be none here; <see langword="null"/> when there can.</summary>
    public static string? Missing { get; } = Needs.Linux ?? TryMake();

    /// <summary>The program that enters the group before it becomes the one that is asked for.</summary>
    public string[] Launcher => ["sh", "-c", "echo $$ > \"$0/cgroup.procs\" && exec \"$@\"", _folder];

    // The system lets go of a group a moment after its last process.
    public void Dispose()
    {
        for (int attempt = 0; Directory.Exists(_folder); attempt++)
        {
            try
            {
                Directory.Delete(_folder);
            }
            catch (IOException) when (attempt < 3000)
            {
                Thread.Sleep(20);
            }
        }
    }

    private static string? TryMake()
    {
        try
        {
            new MemoryGroup(1 << 30).Dispose();
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return "NOT TESTED: reductions in a process with less memory than the file has bytes. No memory cgroup can be made here "
                + $"({exception.Message}). To run it: "
                + "sudo dotnet test tests/MemMapArray.Faults.Tests, in a container with a writable /sys/fs/cgroup";
        }
    }

    // Lines are "5:memory:/path" of version 1, "0::/path" of version 2.
    private static (string Folder, string Limit) Place()
    {
        string[][] groups = [.. File.ReadAllLines("/proc/self/cgroup").Select(line => line.Split(':', 3))];
        return groups.FirstOrDefault(group => group[1].Split(',').Contains("memory")) is { } first ? ("/sys/fs/cgroup/memory" + first[2], "memory.limit_in_bytes")
            : groups.FirstOrDefault(group => group[1].Length == 0) is { } second ? ("/sys/fs/cgroup" + second[2], "memory.max")
            : throw new InvalidOperationException("This process is in no memory cgroup.");
    }
}
