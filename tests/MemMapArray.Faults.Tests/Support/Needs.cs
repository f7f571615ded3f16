using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using MemMap.Tests;
using Xunit;

namespace MemMap.Faults.Tests.Support;

/// <summary>A fact that needs Linux. Says so when it is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = Needs.Linux;
}

/// <summary>A fact that lets system calls fail by strace. Says so when it cannot.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StraceFactAttribute : FactAttribute
{
    public StraceFactAttribute() => Skip = Needs.Linux ?? (File.Exists("/usr/bin/strace") ? null : "strace is not installed (apt-get install strace): NOT TESTED what is left when a system call fails.");
}

/// <summary>A theory that needs Linux. Says so when it is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute() => Skip = Needs.Linux;
}

/// <summary>A theory that needs Linux and takes long. Says so when it is not there, or not asked for.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ThoroughLinuxTheoryAttribute : TheoryAttribute
{
    /// <param name="what">What is left out otherwise.</param>
    public ThoroughLinuxTheoryAttribute(string what) => Skip = Needs.Linux ?? Thorough.WhyNot(what);
}

/// <summary>A fact that needs a kernel that can be asked for pages. Says so when it is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PopulatingFactAttribute : FactAttribute
{
    public PopulatingFactAttribute() => Skip = Needs.Populating;
}

/// <summary>A theory that needs a kernel that can be asked for pages. Says so when it is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PopulatingTheoryAttribute : TheoryAttribute
{
    public PopulatingTheoryAttribute() => Skip = Needs.Populating;
}

/// <summary>A theory that needs both: mounts, and a kernel that can be asked for pages. Says so when they are not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PopulatingRootTheoryAttribute : TheoryAttribute
{
    public PopulatingRootTheoryAttribute() => Skip = Needs.Populating ?? Needs.Mounts;
}

/// <summary>A fact that needs a kernel and a file system that read without leaving pages in memory. Says so when they are not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DroppingFactAttribute : FactAttribute
{
    public DroppingFactAttribute() => Skip = Needs.Dropping;
}

/// <summary>A theory that needs a kernel and a file system that read without leaving pages in memory. Says so when they are not
/// there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DroppingTheoryAttribute : TheoryAttribute
{
    public DroppingTheoryAttribute() => Skip = Needs.Dropping;
}

/// <summary>A fact that needs root, who may mount and become others. Says so when this is not root.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute() => Skip = Needs.Mounts;
}

/// <summary>A theory that needs root, who may mount and become others. Says so when this is not root.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootTheoryAttribute : TheoryAttribute
{
    public RootTheoryAttribute() => Skip = Needs.Mounts;
}

/// <summary>Why something cannot be tested here; <see langword="null"/> when it can.</summary>
internal static class Needs
{
    private const string MountsNotTested = "NOT TESTED: full disks, read-only mounts and missing permissions.";

    public static string? Linux { get; } = OperatingSystem.IsLinux()
        ? null
        : "NOT TESTED: this fault. It can be made on Linux only. To run it: dotnet test tests/MemMapArray.Faults.Tests on Linux.";

    public static string? Populating { get; } = Linux ?? (Environment.OSVersion.Version >= new Version(5, 14)
        ? null
        : "NOT TESTED: that pages that cannot be touched are exceptions. "
            + $"Linux {Environment.OSVersion.Version} is older than 5.14. To run it: use a newer kernel.");

    public static string? Dropping { get; } = Linux ?? (ReadsWithoutThePageCache()
        ? null
        : "NOT TESTED: that ReadStrategy.DropBehind leaves nothing in the page cache. The kernel, or the file system of temporary files, does "
            + "not know RWF_DONTCACHE. To run it: use Linux 6.14 and ext4 or xfs.");

    public static string? Mounts { get; } = Linux ?? TryMount();

    private static bool ReadsWithoutThePageCache()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("one");
        File.WriteAllBytes(path, [1]);
        return PageCache.CanReadWithout(path);
    }

    private static string? TryMount()
    {
        if (Environment.UserName != "root")
        {
            return $"{MountsNotTested} Only root may mount disks and become another user. "
                + "To run it: sudo dotnet test tests/MemMapArray.Faults.Tests";
        }

        string folder = Directory.CreateTempSubdirectory("memmaparray-faults-").FullName, image = Path.Combine(folder, "image");
        string disk = Directory.CreateDirectory(Path.Combine(folder, "disk")).FullName;
        try
        {
            Mount.Tmpfs(disk).Dispose();
            Mount.Ext4(disk, image).Dispose();
            return null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            return $"{MountsNotTested} Root cannot mount a tmpfs and an ext4 here ({exception.Message}). "
                + "To run it in a container: docker run --privileged";
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <summary>A small disk in a folder, unmounted again whatever happens.</summary>
internal sealed class Mount : IDisposable
{
    private const string Size = "15m";
    private readonly string _folder;

    private Mount(string folder, params string[] arguments)
    {
        System(["mount", .. arguments, folder]);
        _folder = folder;
    }

    public static Mount Tmpfs(string folder) => new(folder, "-t", "tmpfs", "-o", "size=" + Size, "memmaparray");

    /// <summary>A file system of its own in a file.</summary>
    public static Mount Ext4(string folder, string image)
    {
        using (FileStream file = File.Create(image))
        {
            file.SetLength(15 << 20);
        }

        System(["mkfs.ext4", "-q", "-m", "0", image]);
        return Ext4Again(folder, image);
    }

    /// <summary>A file system in a file that was mounted before: nothing of it is in memory any more.</summary>
    public static Mount Ext4Again(string folder, string image) => new(folder, "-o", "loop", image);

    /// <summary>A folder seen a second time, where nobody may write.</summary>
    public static Mount ReadOnly(string source, string folder)
    {
        Mount mount = new(folder, "--bind", source);
        System(["mount", "-o", "remount,ro,bind", folder]);
        return mount;
    }

    /// <summary>Takes all the room that is left.</summary>
    public void FillUp()
    {
        using var filler = new FileStream(Path.Combine(_folder, "filler"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] block = new byte[4096];
        try
        {
            while (true)
            {
                filler.Write(block);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void Dispose() => System(["umount", "--lazy", _folder]);

    private static void System(string[] command)
    {
        using Process process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)}: {error}");
        }
    }
}
