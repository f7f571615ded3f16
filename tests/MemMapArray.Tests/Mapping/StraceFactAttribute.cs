using System;
using System.ComponentModel;
using Xunit;

namespace MemMap.Tests.Mapping;

/// <summary>A theory that looks at system calls with strace. Says so when it cannot.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StraceTheoryAttribute : TheoryAttribute
{
    public StraceTheoryAttribute() => Skip = StraceFactAttribute.WhyNot;
}

/// <summary>A fact that looks at system calls with strace. Says so when it cannot.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StraceFactAttribute : FactAttribute
{
    public StraceFactAttribute() => Skip = WhyNot;

    /// <summary><see langword="null"/> when strace can be used.</summary>
    internal static string? WhyNot { get; } = Try();

    private static string? Try()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "strace is a program of Linux: NOT TESTED which system calls a flush makes.";
        }

        try
        {
            return ChildProcess.Run("strace", ["-o", "/dev/null", "true"]).ExitCode == 0
                ? null
                : "strace is installed but may not trace here: NOT TESTED which system calls a flush makes.";
        }
        catch (Win32Exception)
        {
            return "strace is not installed (apt-get install strace): NOT TESTED which system calls a flush makes.";
        }
    }
}
