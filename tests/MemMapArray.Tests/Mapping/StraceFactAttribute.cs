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
    private const string NotTested = "NOT TESTED: which system calls a flush makes. ";

    public StraceFactAttribute() => Skip = WhyNot;

    /// <summary><see langword="null"/> when strace can be used.</summary>
    internal static string? WhyNot { get; } = Try();

    private static string? Try()
    {
        if (!OperatingSystem.IsLinux())
        {
            return NotTested + "strace exists on Linux only. To run it: dotnet test on Linux with strace.";
        }

        try
        {
            return ChildProcess.Run("strace", ["-o", "/dev/null", "true"]).ExitCode == 0
                ? null
                : NotTested + "strace is not allowed to trace here. To run it in a container: docker run --cap-add=SYS_PTRACE";
        }
        catch (Win32Exception)
        {
            return NotTested + "strace is not installed. To run it: apt-get install strace";
        }
    }
}
