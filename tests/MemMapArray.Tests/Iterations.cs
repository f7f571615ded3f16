using System;
using CsCheck;

namespace MemMap.Tests;

/// <summary>How many cases of a property are tried. CsCheck's variable CsCheck_Iter may ask for fewer, as mutation testing does.</summary>
internal static class Iterations
{
    public static long Of(int usual) => Environment.GetEnvironmentVariable("CsCheck_Iter") is null ? usual : Math.Min(usual, Check.Iter);

    public static long Of(int usual, int thorough) => Of(Thorough.IsOn ? thorough : usual);
}
