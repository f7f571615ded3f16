using System;
using Xunit;

namespace MemMap.Tests;

/// <summary>A test that writes more than a test run should: only where it is asked for.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LargeFactAttribute : FactAttribute
{
    private const string Variable = "MEMMAPARRAY_LARGE";

    /// <param name="what">What is left out otherwise.</param>
    public LargeFactAttribute(string what)
    {
        if (Environment.GetEnvironmentVariable(Variable) != "1")
        {
            Skip = $"NOT TESTED: {what}. It takes minutes and up to 10 GB of disk. "
                + $"To run it: {Variable}=1 dotnet test tests/MemMapArray.Tests";
        }
    }
}
