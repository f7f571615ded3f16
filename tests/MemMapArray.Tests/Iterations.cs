using System;
using CsCheck;

namespace MemMap.Tests;

/// <summary>
/// How many cases are tried. What takes long tries some of them every day and all with MEMMAPARRAY_THOROUGH=1, which <c>.ci/run</c> sets; of properties CsCheck's variable
/// CsCheck_Iter may ask for fewer, as mutation testing does.
/// </summary>
internal static class Iterations
{
    public static bool AreThorough { get; } = Environment.GetEnvironmentVariable("MEMMAPARRAY_THOROUGH") == "1";

    public static long Of(int usual) => Environment.GetEnvironmentVariable("CsCheck_Iter") is null ? usual : Math.Min(usual, Check.Iter);

    public static long Of(int usual, int thorough) => Of(AreThorough ? thorough : usual);
}
