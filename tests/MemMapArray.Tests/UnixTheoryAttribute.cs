using System;
using Xunit;

namespace MemMap.Tests;

/// <summary>A theory that needs the limits of a process that Unix has.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "NOT TESTED: what a limit on the size of files (ulimit -f) does. It needs Linux. To run it: dotnet test on Linux.";
        }
    }
}
