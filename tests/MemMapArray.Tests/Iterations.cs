using System;
using CsCheck;

namespace MemMap.Tests;

/// <summary>
/// How many cases are tried. What takes long tries some of them every day and all with MEMMAPARRAY_THOROUGH=1, which <c>.ci/run</c> sets; of properties CsCheck's variable
/// CsCheck_Iter may ask for fewer, as mutation testing does.
/// </summary>
internal static class Iterations
{
#if NETSTANDARD_BUILD
    // The rules are those of the other build, which tries all cases in .ci/run: here they are tried when it is asked for by 2.
    public static bool AreThorough { get; } = Environment.GetEnvironmentVariable("MEMMAPARRAY_THOROUGH") == "2";
#else
    public static bool AreThorough { get; } = Environment.GetEnvironmentVariable("MEMMAPARRAY_THOROUGH") is "1" or "2";
#endif

    public static long Of(int usual) => Environment.GetEnvironmentVariable("CsCheck_Iter") is null ? usual : Math.Min(usual, Check.Iter);

    public static long Of(int usual, int thorough) => Of(AreThorough ? thorough : usual);
}
