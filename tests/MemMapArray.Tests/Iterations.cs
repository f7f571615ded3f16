using System;
using CsCheck;

namespace MemMap.Tests;

/// <summary>How many cases of a property are tried. CsCheck's variable CsCheck_Iter may ask for fewer, as mutation testing does.</summary>
internal static class Iterations
{
    public static long Of(int usual) => Environment.GetEnvironmentVariable("CsCheck_Iter") is null ? usual : Math.Min(usual, Check.Iter);

    /// <summary>More where it is asked for in full, and ten times as many again with MEMMAPARRAY_THOROUGH=3.</summary>
    public static long Of(int usual, int thorough) => Of(Thorough.IsOn ? Thorough.Times * thorough : usual);
}
