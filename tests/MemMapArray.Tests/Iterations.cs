using System;
using CsCheck;

namespace MemMap.Tests;

/// <summary>How many cases a property is tried with: as many as the test says, or fewer when CsCheck's variable CsCheck_Iter asks for fewer, as mutation testing does.</summary>
internal static class Iterations
{
    public static long Of(int usual) => Environment.GetEnvironmentVariable("CsCheck_Iter") is null ? usual : Math.Min(usual, Check.Iter);
}
