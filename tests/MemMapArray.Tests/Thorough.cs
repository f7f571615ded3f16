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

    private static readonly int s_asked = int.TryParse(Environment.GetEnvironmentVariable("MEMMAPARRAY_THOROUGH"), out int asked) ? asked : 0;

    public static bool IsOn { get; } = s_asked >= Least;

    /// <summary>With 3, so many times as many random cases: for a night.</summary>
    public static int Times { get; } = s_asked >= 3 ? 10 : 1;

    /// <summary>Why a long test that the tests of the other build have too is left out; <see langword="null"/> when it is not.</summary>
    public static string? WhyOnlyOnce { get; } = s_asked >= 1 || Least == 1
        ? null
        : "NOT TESTED: the same of the netstandard2.0 build. It takes long, and the tests of the net10.0 build have it. To run it, as .ci/run does: MEMMAPARRAY_THOROUGH=1 dotnet test";

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

/// <summary>A fact that takes long and needs no twin every time: with the netstandard2.0 build only where it is asked for. Says so otherwise.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnceFactAttribute : FactAttribute
{
    public OnceFactAttribute() => Skip = Thorough.WhyOnlyOnce;
}

/// <summary>A theory that takes long and needs no twin every time: with the netstandard2.0 build only where it is asked for. Says so otherwise.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnceTheoryAttribute : TheoryAttribute
{
    public OnceTheoryAttribute() => Skip = Thorough.WhyOnlyOnce;
}
