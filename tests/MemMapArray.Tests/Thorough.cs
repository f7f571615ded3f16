using System;
using Xunit;

namespace MemMap.Tests;

/// <summary>
/// Whether what takes long is tested in full: with MEMMAPARRAY_THOROUGH=1, which <c>.ci/run</c> sets. The tests of the netstandard2.0 build
/// are in full with 2, as the other build has the same rules.
/// </summary>
internal static class Thorough
{
#if NETSTANDARD_BUILD
    private const int Least = 2;
#else
    private const int Least = 1;
#endif

    public static bool IsOn { get; } = int.TryParse(Environment.GetEnvironmentVariable("MEMMAPARRAY_THOROUGH"), out int asked) && asked >= Least;

    public static string? WhyNot(string what) => IsOn ? null : $"NOT TESTED: {what}. It takes long. To run it: MEMMAPARRAY_THOROUGH={Least} dotnet test";
}

/// <summary>A fact that takes long: only where it is asked for. Says so otherwise.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ThoroughFactAttribute : FactAttribute
{
    /// <param name="what">What is left out otherwise.</param>
    public ThoroughFactAttribute(string what) => Skip = Thorough.WhyNot(what);
}

/// <summary>A theory that takes long: only where it is asked for. Says so otherwise.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ThoroughTheoryAttribute : TheoryAttribute
{
    /// <param name="what">What is left out otherwise.</param>
    public ThoroughTheoryAttribute(string what) => Skip = Thorough.WhyNot(what);
}
