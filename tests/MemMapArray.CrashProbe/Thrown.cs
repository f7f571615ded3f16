using System;
using System.Diagnostics.CodeAnalysis;

namespace MemMap.CrashProbe;

/// <summary>What a call ends in, as a word for the process that asked.</summary>
internal static class Thrown
{
    /// <returns>The name of the exception's type, or <c>none</c>.</returns>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Which one it is, is the answer.")]
    public static string By(Action call)
    {
        try
        {
            call();
            return "none";
        }
        catch (Exception exception)
        {
            return exception.GetType().Name;
        }
    }
}
